/** How a group's operation is executed for an entry: alone, or together with others over one snapshot. The feed knows no more of it. */
import type { ShownEntry } from './freshness';

/** Executes a group's operation with the root value, as seen from the path of an entry; serialises the answer. `wanted` is aborted when nobody waits for it any more. */
export type Execute = (
  root: object,
  path: readonly number[],
  wanted: AbortSignal,
  shown?: ShownEntry,
) => Promise<Executed>;

export interface Executed {
  answer: Buffer;
  isLast: boolean;
  /** The position of the log that the answer shows; undefined when nothing of it comes from there. */
  shownAt?: number | undefined;
}

/** One snapshot for several executions, which may be under way at once. It opens at the first that reads from the database. */
interface Together {
  /** Undefined where the entry has to be executed alone. */
  execute: (root: object, path: readonly number[], shown?: ShownEntry) => Promise<Executed | undefined>;
  close: () => Promise<void>;
}

export type OpenTogether = (wanted: AbortSignal) => Together;
