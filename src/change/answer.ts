/** What a change is answered with: the entries of the log that it wrote, or that were written when the same was asked before. */
import type { EntityManager } from 'typeorm';
import { readHead } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import type { RefusedInput } from '../problem';

export interface Answer {
  /** The epoch of the log. */
  epoch: string;
  /** One for each change that was asked for and not refused, in their order; none in a dry run. */
  entries: LogEntry[];
  /** What a batch left out, when that was asked for, placed relative to the input. */
  refused?: readonly RefusedInput[];
  /** How many changes of a batch were not refused. */
  accepted?: number;
}

/** A decision: the same was recorded before. The caller gets that answer, and nothing is written twice. */
export const ALREADY_RECORDED = Symbol('already recorded');

/** The answer of a transaction that writes no entry. */
export async function answerWithoutEntries(manager: EntityManager): Promise<Answer> {
  return { epoch: (await readHead(manager)).epoch, entries: [] };
}
