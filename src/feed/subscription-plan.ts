/** What a subscription follows in the log. Resolvers say what; the fan-out does the following. */
import type { LogPlace } from './cursor';
import type { Filter } from './filter';
import type { LogEntry } from './log-entry';

/** Every matching entry, once and in order. */
export interface EventsPlan {
  kind: 'events';
  filter: Filter;
  /** What comes after this place is new. */
  from: LogPlace;
  /** Cursor of the newest matching entry at or before `from`; undefined when there is none. */
  previous: string | undefined;
  /** The root value with which an entry is executed, given the cursor of the one before it. */
  toRoot: (entry: LogEntry, previous: string | undefined) => object;
}

/** A state that is looked at once, and again after entries that match. */
export interface StatePlan {
  kind: 'state';
  filter: Filter;
  from: LogPlace;
  /** The root value with which the state is looked at; the resolver reports at which place it was true. */
  toRoot: (seen: ReportRead) => object;
  /** Milliseconds that lie between two pushes at least. */
  atMostEvery: number;
}

/** To be called at a look with the head of the log, and the position at which the state last changed, where that is known. */
export type ReportRead = (head: LogPlace, changedAt?: number) => void;

/** What a subscription resolver returns. GraphQL accepts only an iterable as a stream; nobody iterates this one. */
export class SubscriptionPlan implements AsyncIterable<never> {
  constructor(readonly what: EventsPlan | StatePlan) {}

  [Symbol.asyncIterator](): never {
    throw new Error('The fan-out follows this; it has no iterator of its own.');
  }
}
