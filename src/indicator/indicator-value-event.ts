/** An event of an indicator's value, as the API shows it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { LogEntry } from '../feed/log-entry';
import { verbOf, recordOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';
import { IndicatorValueEventKind } from './indicator-nouns';
import { IndicatorValue } from './indicator-value';

registerEnumType(IndicatorValueEventKind, {
  name: 'IndicatorValueEventKind',
  description: 'What happened to the value of an indicator.',
  valuesConfig: {
    RECORDED: { description: 'It was recorded, for the first time or anew after it was taken back.' },
    CORRECTED: { description: 'It is another one, for a reason.' },
    RETRACTED: { description: 'It was taken back, for a reason.' },
  },
});

@ObjectType({ description: 'Something that happened to the value of an indicator.' })
export class IndicatorValueEvent extends LogEvent {
  @Field(() => IndicatorValueEventKind, { description: 'What happened.' })
  kind!: IndicatorValueEventKind;

  @Field(() => IndicatorValue, { description: 'The value as of the event.' })
  indicatorValue!: IndicatorValue;
}

export function toIndicatorValueEvent(
  entry: LogEntry,
  epoch: string,
  previous: string | undefined,
): IndicatorValueEvent {
  return toLogEvent(IndicatorValueEvent, entry, epoch, previous, {
    kind: IndicatorValueEventKind[verbOf(entry.kind) as keyof typeof IndicatorValueEventKind],
    indicatorValue: recordOf(IndicatorValue, entry),
  });
}
