/** Many clients who ask the same without a pause, while somebody reports every tenth of a second. */
import { setTimeout as pause } from 'node:timers/promises';
import { reportOne } from '../report-congresses';
import { measureRemembered } from './measure-remembered';
import type { Table } from './measured';
import type { Stage } from './stage';
import type { Work } from './works';

export const CLIENTS = 32;
export const EVERY_MILLISECONDS = 100;

export async function measureChanging(stage: Stage, works: readonly Work[]): Promise<Table> {
  const end = new AbortController();
  const reporting = reportAllAlong(stage, end.signal);
  try {
    return await measureRemembered(stage, works, { name: 'changing', clients: CLIENTS });
  } finally {
    end.abort();
    await reporting;
  }
}

/** On time, however long each takes. */
async function reportAllAlong({ country }: Stage, signal: AbortSignal): Promise<void> {
  const reports: Promise<void>[] = [];
  while (!signal.aborted) {
    reports.push(reportOne(country));
    await pause(EVERY_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(reports);
}
