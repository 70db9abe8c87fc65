/** What a subscription follows in the log. Resolvers say what; the fan-out does the following. */
import type { Place } from './cursor';
import type { Filter } from './filter';
import type { LogEntry } from './log-entry';

/** Every matching entry, once and in order. */
export interface EventsPlan {
  kind: 'events';
  filter: Filter;
  /** What comes after this place is new. */
  from: Place;
  /** Cursor of the newest matching entry at or before `from`; undefined when there is none. */
  previous: string | undefined;
  /** The root value with which an entry is executed, given the cursor of the one before it. */
  toRoot: (entry: LogEntry, previous: string | undefined) => object;
}

/** A state that is looked at once, and again after entries that match. */
export interface StatePlan {
  kind: 'state';
  filter: Filter;
  from: Place;
  /** The root value with which the state is looked at; whoever looks says at which place it was true. */
  toRoot: (seen: Seen) => object;
}

/** Told of a look: the head of the log at it, and the position at which the state last changed, where that is known. */
export type Seen = (head: Place, changedAt?: number) => void;

/** What a subscription resolver returns. GraphQL takes only what can be iterated for a stream; nobody iterates this. */
export class SubscriptionPlan implements AsyncIterable<never> {
  constructor(readonly what: EventsPlan | StatePlan) {}

  [Symbol.asyncIterator](): never {
    throw new Error('The fan-out follows this; it has no iterator of its own.');
  }
}
