/** Reports congresses completed: all of them, or none, unless those that are refused are to be left out. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { Problem } from '../problem';
import { changeCongresses, type Answer } from './change-congresses';
import { toRequest, type CompletionReport } from './report-congress-completed';

export interface CompletionReports {
  reports: readonly CompletionReport[];
  /** Decides about each report, and records none. */
  dryRun?: boolean | null | undefined;
  /** Leaves out the reports that are refused, instead of all. */
  skipBad?: boolean | null | undefined;
  idempotencyKey?: string | null | undefined;
}

const MOST_REPORTS = 1_000;
const LIST = 'reports';

export async function reportCongressesCompleted(
  dataSource: DataSource,
  viewer: Viewer,
  input: CompletionReports,
): Promise<Answer> {
  requireList(input.reports);
  requireNoKey(input);
  const requests = input.reports.map(toRequest);
  const { dryRun, skipBad } = input;
  const mutation = { name: 'reportCongressesCompleted', input, list: LIST, requests, dryRun, skipBad };
  return changeCongresses(dataSource, viewer, mutation);
}

function requireList(reports: readonly CompletionReport[]): void {
  const actual = reports.length;
  if (actual === 0)
    throw new Problem('BAD_USER_INPUT', `The list of reports is empty. Send 1 to ${MOST_REPORTS}.`, { argument: LIST });
  if (actual > MOST_REPORTS) {
    const message = `The list has ${actual} reports; send at most ${MOST_REPORTS} at a time.`;
    throw new Problem('LIMIT', message, { argument: LIST, limit: MOST_REPORTS, actual });
  }
  const keyed = reports.findIndex((report) => report.idempotencyKey !== null && report.idempotencyKey !== undefined);
  if (keyed === -1) return;
  throw new Problem('BAD_USER_INPUT', 'In a list the idempotency key stands on the whole input, not on a report.', {
    argument: `${LIST}.${keyed}.idempotencyKey`,
  });
}

/** A key stands for one answer, and these answers are not kept. The same reports again are recognised by their content. */
function requireNoKey({ idempotencyKey, dryRun, skipBad }: CompletionReports): void {
  if (idempotencyKey == null || (dryRun !== true && skipBad !== true)) return;
  const message = `Leave out the idempotency key with ${dryRun === true ? 'dryRun' : 'skipBad'}: reports that are recorded already are recognised by what they say.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'idempotencyKey' });
}
