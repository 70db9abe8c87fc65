/** The whole of what is recorded of a campaign: its log, its congresses with what led there, and its counters. */
import type { CongressHistory, PlanDecision, Report } from '../congress/history';
import type { LogEntry } from '../feed/log-entry';
import type { Ledger } from './keep-ledger';

/** An entry of the log, with its totals already written as an array of PostgreSQL. */
export type RecordedEntry = Omit<LogEntry, 'recordedAt' | 'totals'> & { recordedAt: string; totals: string };

export interface RecordedCongress {
  id: number;
  organizationId: number;
  path: number[];
  /** Position of the last event that changed it. */
  position: number;
  history: CongressHistory;
}

/** What was decided or reported, with the position of its event. */
export type Placed<T> = { congressId: number; position: number } & T;

/** Complete once all of its entries have been iterated over. */
export interface RecordedHistory {
  /** Of the last entry, like its time and its mark. */
  readonly position: number;
  readonly recordedAt: string | null;
  readonly mark: string | null;
  readonly congresses: readonly RecordedCongress[];
  readonly plans: readonly Placed<PlanDecision>[];
  /** A retracted report leaves a row without a day. */
  readonly reports: readonly Placed<Report | Record<keyof Report, null>>[];
  readonly ledger: Ledger;
}
