/** What the answer to every mutation has: where its event is in the log. */
import { Field, Int, InterfaceType, ObjectType, type ClassType } from 'type-graphql';
import type { Operation } from '../access/operation';
import { CursorScalar } from '../api/cursor-scalar';
import { cursorOf, toCursor } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';
import { momentOf } from '../organization/campaign-facts';
import { placeRefused } from '../place-problem';
import type { Answer } from './answer';
import { RefusedItem } from './refused-item';

@InterfaceType({ description: 'What a mutation answers with: where in the log its event is.' })
export abstract class ChangePayload {
  @Field(() => CursorScalar, {
    description: 'Place of the event in the log: pass it as `after` to follow what comes next.',
  })
  cursor!: string;

  @Field(() => Int, { description: 'Position of the event.' })
  position!: number;
}

export function placeOf(entry: LogEntry, epoch: string): ChangePayload {
  return { cursor: cursorOf(entry, epoch), position: entry.position };
}

/** The type of one mutation's answer: `base` with a name and a description of its own. */
export function payloadType<Payload extends ChangePayload>(
  base: abstract new () => Payload,
  name: string,
  description: string,
): ClassType<Payload> {
  const type = class extends (base as unknown as new () => ChangePayload) {};
  ObjectType(name, { description, implements: ChangePayload })(type);
  return type as unknown as ClassType<Payload>;
}

@ObjectType()
export abstract class BatchPayload extends ChangePayload {
  @Field(() => CursorScalar, {
    description:
      'Place of the last event in the log, or of its end where nothing was recorded: pass it as `after` to follow what comes next.',
  })
  override cursor!: string;

  @Field(() => Int, { description: 'Position of the last event, or of the end of the log where nothing was recorded.' })
  override position!: number;

  @Field(() => Int, { description: 'How many items are recorded, or would be in a dry run.' })
  accepted!: number;

  @Field(() => [RefusedItem], { description: 'The items that were left out; empty without `skipBad`.' })
  refused!: readonly RefusedItem[];
}

/** What the answer to a batch has beside its events. */
export async function answerBatch(operation: Operation, answer: Answer): Promise<BatchPayload> {
  const { entries, epoch, accepted = entries.length, refused = [] } = answer;
  const last = entries.at(-1);
  const left = placeRefused(refused).map(({ said, ...place }) => ({ ...place, message: operation.say(said) }));
  const counts = { accepted, refused: left };
  if (last !== undefined) return { ...placeOf(last, epoch), ...counts };
  const { head } = await operation.snapshot.once(momentOf);
  return { cursor: toCursor(head), position: head.position, ...counts };
}
