/** What the answer to every mutation has. */
import { Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';
import { cursorOf } from '../feed/cursor';
import type { LogEntry } from '../feed/log-entry';

@ObjectType()
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
