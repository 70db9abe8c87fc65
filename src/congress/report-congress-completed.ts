/** The mutations of the report of a congress: one or many reported completed, a report corrected or taken back. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireBatch, type BatchSwitches } from '../change/decide-batch';
import { changeCongress, changeCongresses, type CongressRequest } from './change-congresses';
import {
  decideCompletion,
  decideCorrection,
  decideRetraction,
  type Completion,
  type Correction,
  type Retraction,
} from './decide-completion';
import type { CongressReference } from './lock-congresses';
import type { ChangeOfCongress } from './plan-congress';

export interface CompletionReport extends CongressReference, Completion {
  idempotencyKey?: string | null | undefined;
}

/** The same report again is answered with the entry of the first one, and nothing is recorded. */
export function reportCongressCompleted(
  dataSource: DataSource,
  viewer: Viewer,
  input: CompletionReport,
): Promise<Answer> {
  return changeCongress(dataSource, viewer, { name: 'reportCongressCompleted', input }, toRequest(input));
}

export interface CompletionReports extends BatchSwitches {
  reports: readonly CompletionReport[];
}

const LIST = 'reports';

/** Reports 1 to 1,000 congresses completed: all of them or none, unless those that are refused are to be left out. */
export async function reportCongressesCompleted(
  dataSource: DataSource,
  viewer: Viewer,
  input: CompletionReports,
): Promise<Answer> {
  const { reports, dryRun, skipBad } = input;
  requireBatch(LIST, reports, input);
  const mutation = { name: 'reportCongressesCompleted', input, list: LIST, dryRun, skipBad };
  return changeCongresses(dataSource, viewer, mutation, reports.map(toRequest));
}

function toRequest(report: CompletionReport): CongressRequest {
  return { ...report, decide: (history, campaign) => decideCompletion(history, report, campaign) };
}

export function correctCongressReport(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeOfCongress & Correction,
): Promise<Answer> {
  const decide: CongressRequest['decide'] = (history, campaign) => decideCorrection(history, input, campaign);
  return changeCongress(dataSource, viewer, { name: 'correctCongressReport', input }, { ...input, decide });
}

export function retractCongressReport(
  dataSource: DataSource,
  viewer: Viewer,
  input: ChangeOfCongress & Retraction,
): Promise<Answer> {
  const decide: CongressRequest['decide'] = (history) => decideRetraction(history, input);
  return changeCongress(dataSource, viewer, { name: 'retractCongressReport', input }, { ...input, decide });
}
