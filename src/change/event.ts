/** What every event of the log has, as the API shows it: an entry of the log, with the thing as of then. */
import { Field, Int, InterfaceType } from 'type-graphql';
import { InstantScalar } from '../api/instant-scalar';
import { Node } from '../api/node';
import type { LogEntry } from '../feed/log-entry';
import { EventKind } from './event-kind';

/** Concrete classes add the thing as of the event, and name Node, too: the type of a node is told by the interfaces that its own class names. */
@InterfaceType('Event', {
  implements: Node,
  description: 'Something that happened, at one position of the log. It never changes: a correction is another event.',
})
export abstract class LogEvent extends Node {
  entry!: LogEntry;

  epoch!: string;

  override id!: string;

  @Field(() => EventKind, { description: 'What happened.' })
  kind!: string;

  @Field(() => Int, { description: 'Position in the log: 1, 2, 3 … without a gap over the whole log.' })
  position!: number;

  @Field(() => InstantScalar, { description: 'When it was recorded. It never runs backwards along the log.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Subject of the token that caused it; null for the system.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason!: string | null;
}
