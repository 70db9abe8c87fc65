/** Reports congresses completed: all of them, or none. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { Problem } from '../problem';
import { changeCongresses, type Answer } from './change-congresses';
import { toRequest, type CompletionReport } from './report-congress-completed';

export interface CompletionReports {
  reports: readonly CompletionReport[];
  idempotencyKey?: string | null | undefined;
}

const MOST_REPORTS = 1_000;

export async function reportCongressesCompleted(
  dataSource: DataSource,
  viewer: Viewer,
  input: CompletionReports,
): Promise<Answer> {
  requireList(input.reports);
  const requests = input.reports.map(toRequest);
  const mutation = { name: 'reportCongressesCompleted', input, argument: 'input.reports', isList: true, requests };
  return changeCongresses(dataSource, viewer, mutation);
}

function requireList(reports: readonly CompletionReport[]): void {
  const actual = reports.length;
  const argument = 'input.reports';
  if (actual === 0)
    throw new Problem('BAD_USER_INPUT', `The list of reports is empty. Send 1 to ${MOST_REPORTS}.`, { argument });
  if (actual > MOST_REPORTS) {
    const message = `The list has ${actual} reports; send at most ${MOST_REPORTS} at a time.`;
    throw new Problem('LIMIT', message, { argument, limit: MOST_REPORTS, actual });
  }
  const keyed = reports.findIndex((report) => report.idempotencyKey !== null && report.idempotencyKey !== undefined);
  if (keyed === -1) return;
  throw new Problem('BAD_USER_INPUT', 'In a list the idempotency key stands on the whole input, not on a report.', {
    argument: `${argument}.${keyed}.idempotencyKey`,
  });
}
