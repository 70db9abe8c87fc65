/** Reports a congress completed. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { changeCongresses, type Answer, type CongressRequest } from './change-congresses';
import { decideCompletion, type Completion } from './decide-completion';
import type { CongressReference } from './lock-congresses';

export interface CompletionReport extends CongressReference, Completion {
  idempotencyKey?: string | null | undefined;
}

export async function reportCongressCompleted(
  dataSource: DataSource,
  viewer: Viewer,
  input: CompletionReport,
): Promise<Answer> {
  const mutation = { name: 'reportCongressCompleted', input, requests: [toRequest(input)] };
  return changeCongresses(dataSource, viewer, mutation);
}

export function toRequest(report: CompletionReport): CongressRequest {
  return { ...report, decide: (history, campaign) => decideCompletion(history, report, campaign) };
}
