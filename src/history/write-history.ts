/** Writes the whole history of a campaign, each table with one COPY. */
import type { PoolClient } from 'pg';
import { statusOf } from '../congress/history';
import { copyRows, toArrayText, type CopiedRow } from './copy-rows';
import { levelAndPilotOf, type Ledger } from './keep-ledger';
import type { RecordedCongress, RecordedEntry, RecordedHistory } from './recorded-history';

/** Plays the log while it writes it. */
export async function writeLog(client: PoolClient, entries: Iterable<RecordedEntry>): Promise<void> {
  await copyRows(
    client,
    'log_entry (position, recorded_at, day, kind, actor, reason, subject, path, labels, body, totals, mark)',
    each(entries, (entry) => [
      entry.position,
      entry.recordedAt,
      entry.day,
      entry.kind,
      entry.actor,
      entry.reason,
      entry.recordId,
      toArrayText(entry.path),
      toArrayText(entry.labels),
      JSON.stringify(entry.body),
      entry.totals,
      entry.mark,
    ]),
  );
}

export async function writeCongresses(client: PoolClient, history: RecordedHistory): Promise<void> {
  await copyRows(
    client,
    `congress (id, organization_id, level, pilot, status, planned_on, held_on, delegates_summoned, delegates_attended,
       committee_elected, note, position)`,
    each(history.congresses, toCongressRow),
  );
  await copyRows(
    client,
    'congress_plan (congress_id, position, decided_on, status, planned_on, pilot)',
    each(history.plans, (plan) => [
      plan.congressId,
      plan.position,
      plan.since,
      plan.status,
      plan.plannedOn,
      plan.pilot,
    ]),
  );
  await copyRows(
    client,
    `congress_report (congress_id, position, held_on, delegates_summoned, delegates_attended, committee_elected, note)`,
    each(history.reports, (report) => [
      report.congressId,
      report.position,
      report.heldOn,
      report.delegatesSummoned,
      report.delegatesAttended,
      report.committeeElected,
      report.note,
    ]),
  );
}

export async function writeCounters(client: PoolClient, ledger: Ledger): Promise<void> {
  const figures = 'planned, completed, on_time, overdue, past_deadline, postponed, due_by_now';
  await copyRows(
    client,
    `progress_day (organization_id, level, pilot, day, ${figures}, due)`,
    each(ledger.dayRows(), ({ organizationId, slice, day, counts }) => [
      organizationId,
      ...levelAndPilotOf(slice),
      day,
      ...counts,
    ]),
  );
  await copyRows(
    client,
    `progress_current (organization_id, level, pilot, ${figures})`,
    each(ledger.currentRows(), ({ organizationId, slice, counts }) => [
      organizationId,
      ...levelAndPilotOf(slice),
      ...counts,
    ]),
  );
}

function toCongressRow({ id, organizationId, position, history }: RecordedCongress): CopiedRow {
  const plan = history.plans.at(-1);
  const status = statusOf(history);
  if (plan === undefined || status === undefined) throw new Error(`Congress ${id} was never planned.`);
  const { level, report } = history;
  return [
    id,
    organizationId,
    level,
    plan.pilot,
    status,
    plan.plannedOn,
    report?.heldOn ?? null,
    report?.delegatesSummoned ?? null,
    report?.delegatesAttended ?? null,
    report?.committeeElected ?? null,
    report?.note ?? null,
    position,
  ];
}

function* each<T>(items: Iterable<T>, toRow: (item: T) => CopiedRow): Generator<CopiedRow> {
  for (const item of items) yield toRow(item);
}
