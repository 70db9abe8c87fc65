/** Judges what a subscriber has received stretch by stretch: each of one log, the last of the log that there is now. */
import { compareEvents, compareStates } from './oracle-expectation';
import { positionIn } from './cursors';
import { isIn, rowsFor, type OracleLog } from './oracle-log';
import type { Follower } from './oracle-script';
import type { OracleSubscriber } from './oracle-subscriber';

export interface Told {
  follower: Follower;
  subscriber: OracleSubscriber;
  /** It was not there to the end. */
  hasLeft: boolean;
}

/** The log as it is, and those of which something was lost, as they were last. */
export interface Logs {
  log: OracleLog;
  gone: readonly OracleLog[];
}

export function compareTold(logs: Logs, told: Told): string[] {
  return told.follower.field === 'progress' ? compareToldStates(logs, told) : compareToldEvents(logs, told);
}

function compareToldEvents({ log, gone }: Logs, { follower, subscriber, hasLeft }: Told): string[] {
  return subscriber.stretches.flatMap((stretch) => {
    const isLast = stretch === subscriber.stretch();
    if (isLast && !hasLeft) return compareEvents(log, follower, { ...stretch, upTo: log.rows.length });
    return withAny([...gone, log], (each) => compareEvents(each, follower, { ...stretch, upTo: undefined }));
  });
}

function compareToldStates({ log, gone }: Logs, { follower, subscriber }: Told): string[] {
  if (gone.length === 0) return compareStates(log, follower, subscriber.received);
  return subscriber.stretches.flatMap(({ received }) =>
    withAny([...gone, log], (each) => compareStates(each, follower, received)),
  );
}

function withAny(logs: readonly OracleLog[], compare: (log: OracleLog) => string[]): string[] {
  const differences = logs.map(compare);
  return differences.find(({ length }) => length === 0) ?? differences.at(-1) ?? [];
}

/** Position up to which the subscriber must have been told; -1 when it may have been told of nothing. */
export function dueFor({ follower, subscriber }: Told, log: OracleLog): number {
  const { cursor, received } = subscriber.stretch();
  const last = rowsFor(log, follower).at(-1)?.position ?? 0;
  if (follower.field === 'progress') return last;
  const isFromNow = cursor === undefined && received.length === 0;
  return isFromNow || last <= (cursor === undefined ? 0 : positionIn(cursor)) ? -1 : last;
}

/** Whether it has been told of everything, and that what is gone is gone. */
export function hasHeardAll({ log, gone }: Logs, told: Told): boolean {
  const { cursor, received } = told.subscriber.stretch();
  const last = received.at(-1);
  const newest = last?.cursor ?? cursor;
  const isGone =
    newest !== undefined &&
    !isIn(log, newest) &&
    gone.some(({ rows }) => rows[positionIn(newest) - 1]?.cursor === newest);
  return !isGone && (last?.position ?? -1) >= dueFor(told, log);
}
