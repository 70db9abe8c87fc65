/** Plays decisions of the demo country with the mutations of the API, and tells whether two databases are the same. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../../src/access/viewer';
import { postponeCongress } from '../../src/congress/postpone-congress';
import { reportCongressCompleted } from '../../src/congress/report-congress-completed';
import { rescheduleCongress } from '../../src/congress/reschedule-congress';
import { turnDayByClock } from '../../src/congress/turn-day';
import { addDays, type Day } from '../../src/day';
import type { DemoDecision } from '../../src/demo/demo-country';

/** Turns the business day to the day of each decision, and to the last day in the end. */
export async function playByMutations(
  on: DataSource,
  viewer: Viewer,
  decisions: readonly DemoDecision[],
  { from, to }: { from: Day; to: Day },
): Promise<void> {
  let today = from;
  const turnTo = async (day: Day): Promise<void> => {
    while (today < day) {
      today = addDays(today, 1);
      await turnDayByClock(on, today);
    }
  };
  for (const decision of decisions) {
    await turnTo(decision.recordedAt.slice(0, 10));
    await mutate(on, viewer, decision);
  }
  await turnTo(to);
}

const TABLES: Readonly<Record<string, string>> = {
  campaign: 'name, today, starts_on, ends_on',
  organization: '*',
  congress: '*',
  congress_plan: '*',
  congress_report: '*',
  progress_day: '*',
  progress_current: '*',
  log_entry: 'position, day, kind, actor, reason, subject, path, labels, body, totals',
  log_head: 'position',
};

/** A hash of what each table holds, but for when and by which clock it was written. */
export async function hashesOf(from: DataSource): Promise<unknown[]> {
  const hashes: unknown[] = [];
  for (const [table, columns] of Object.entries(TABLES)) {
    const rows = `SELECT md5(string_agg(md5(r::text), '' ORDER BY r::text)) AS hash, count(*) FROM (SELECT ${columns} FROM ${table}) AS r`;
    hashes.push({ table, rows: await from.query<unknown>(rows) });
  }
  return hashes;
}

async function mutate(on: DataSource, viewer: Viewer, decision: DemoDecision): Promise<void> {
  switch (decision.kind) {
    case 'PLANNED':
      throw new Error('Everything is planned by then.');
    case 'RESCHEDULED':
      await rescheduleCongress(on, viewer, decision);
      return;
    case 'POSTPONED':
      await postponeCongress(on, viewer, decision);
      return;
    case 'COMPLETED':
      await reportCongressCompleted(on, viewer, decision);
  }
}
