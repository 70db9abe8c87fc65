/** Answers to the mutations of indicators. */
import { ChangePayload } from '../change/change-payload';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Answer } from '../change/answer';
import { cursorOf } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';
import { recordOf } from '../record/noun';
import { Indicator } from './indicator';
import { IndicatorValue } from './indicator-value';

@ObjectType()
abstract class IndicatorPayload extends ChangePayload {
  @Field(() => Indicator, { description: 'The indicator as of the event.' })
  indicator!: Indicator;
}

@ObjectType({ description: 'The indicator is defined; or was before, just so.' })
export class DefineIndicatorPayload extends IndicatorPayload {}

@ObjectType({ description: 'The definition of the indicator is changed.' })
export class ChangeIndicatorPayload extends IndicatorPayload {}

@ObjectType({ description: 'The indicator takes no new values any more.' })
export class RetireIndicatorPayload extends IndicatorPayload {}

@ObjectType({ description: 'The indicator takes new values again.' })
export class ReinstateIndicatorPayload extends IndicatorPayload {}

@ObjectType()
abstract class IndicatorValuePayload extends ChangePayload {
  @Field(() => IndicatorValue, { description: 'The value as of the event.' })
  indicatorValue!: IndicatorValue;
}

@ObjectType({ description: 'The value is recorded; or was before, when the same one was sent again.' })
export class RecordIndicatorValuePayload extends IndicatorValuePayload {}

@ObjectType({ description: 'The value is corrected.' })
export class CorrectIndicatorValuePayload extends IndicatorValuePayload {}

@ObjectType({ description: 'The value is taken back.' })
export class RetractIndicatorValuePayload extends IndicatorValuePayload {}

@ObjectType({ description: 'A value that was left out, as `skipBad` asks for.' })
class RefusedIndicatorValue {
  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The code of the refusal, as errors carry it: `NOT_FOUND`, `CONFLICT` …' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The argument at fault, as `input.values.3.month`.' })
  argument?: string;

  @Field(() => String, { description: 'What is wrong, and what to do.' })
  message!: string;
}

@ObjectType({ description: 'All values are recorded, but those that were left out.' })
export class RecordIndicatorValuesPayload {
  @Field(() => [RecordIndicatorValuePayload], {
    description: 'An answer for each value that is recorded, in their order. Empty in a dry run.',
  })
  recorded!: RecordIndicatorValuePayload[];

  @Field(() => Int, { description: 'Values that are recorded, or would be in a dry run.' })
  accepted!: number;

  @Field(() => [RefusedIndicatorValue], { description: 'Values that were left out; empty without `skipBad`.' })
  refused!: readonly RefusedIndicatorValue[];
}

/** The answer to a mutation of one indicator. */
export function toIndicatorPayload(answer: Answer): IndicatorPayload {
  const entry = onlyEntry(answer);
  return { ...placeOf(entry, answer), indicator: recordOf(Indicator, entry) };
}

/** The answer to a mutation of one value. */
export function toValuePayload(answer: Answer): IndicatorValuePayload {
  return valuePayload(onlyEntry(answer), answer);
}

export function toValuePayloads(answer: Answer): IndicatorValuePayload[] {
  return answer.entries.map((entry) => valuePayload(entry, answer));
}

function valuePayload(entry: LogEntry, answer: Answer): IndicatorValuePayload {
  return { ...placeOf(entry, answer), indicatorValue: recordOf(IndicatorValue, entry) };
}

function placeOf(entry: LogEntry, { epoch }: Answer): ChangePayload {
  return { cursor: cursorOf(entry, epoch), position: entry.position };
}

function onlyEntry({ entries: [entry] }: Answer): LogEntry {
  if (entry === undefined) throw new Error('A mutation was answered with no event.');
  return entry;
}
