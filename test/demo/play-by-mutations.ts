/** Plays decisions of the demo country with the mutations of the API, and tells whether two databases are the same. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../../src/access/viewer';
import { postponeCongress, rescheduleCongress } from '../../src/congress/plan-congress';
import { reportCongressCompleted } from '../../src/congress/report-congress-completed';
import { turnDayByClock } from '../../src/congress/turn-day';
import { addDays, type Day } from '../../src/day';
import type { DemoDecision, DemoRecord } from '../../src/demo/demo-country';
import { RECORD_NOUNS } from '../../src/record-nouns';
import { addToIndicatorTotals } from '../../src/indicator/add-to-totals';
import { INDICATOR_VALUE } from '../../src/indicator/indicator-nouns';
import { changeRecords } from '../../src/record/change-records';
import { requireToChange } from '../../src/change/require-organization';

/** Decisions and records in the order in which they were recorded. Turns the business day to the day of each, and to the last day in the end. */
export async function playByMutations(
  on: DataSource,
  viewer: Viewer,
  played: readonly (DemoDecision | DemoRecord)[],
  { from, to, all }: { from: Day; to: Day; all: readonly DemoRecord[] },
): Promise<void> {
  let today = from;
  const idOf = idsOf(all);
  const turnTo = async (day: Day): Promise<void> => {
    while (today < day) {
      today = addDays(today, 1);
      await turnDayByClock(on, today);
    }
  };
  for (const each of played) {
    await turnTo(each.recordedAt.slice(0, 10));
    if ('noun' in each) await change(on, viewer, each, idOf(each));
    else await mutate(on, viewer, each);
  }
  await turnTo(to);
}

/** In the order of their first records the things of a noun have the ids 1, 2, 3 …. */
function idsOf(records: readonly DemoRecord[]): (record: DemoRecord) => number {
  const nameOf = ({ noun, key }: DemoRecord): string => `${noun.name} ${key}`;
  const things = [...new Set(records.map(nameOf))];
  return (record) => things.filter((name) => name.startsWith(`${record.noun.name} `)).indexOf(nameOf(record)) + 1;
}

async function change(on: DataSource, viewer: Viewer, record: DemoRecord, id: number): Promise<void> {
  const { noun, verb, organization, reason, row } = record;
  const derived = noun === INDICATOR_VALUE ? { writeDerived: addToIndicatorTotals } : {};
  await changeRecords(on, viewer, {
    ...derived,
    name: 'demo',
    input: {},
    decide: async (manager) => {
      const { id: organization_id, path } = await requireToChange(manager, viewer, organization);
      return [{ noun, verb, path, reason, row: { ...row, id, organization_id } }];
    },
  });
}

const TABLES: Readonly<Record<string, string>> = {
  campaign: 'name, today, starts_on, ends_on',
  organization: '*',
  congress: '*',
  congress_plan: '*',
  congress_report: '*',
  progress_day: '*',
  progress_current: '*',
  log_entry: "position, day, kind, actor, reason, subject, path, labels, body - 'follows_clock' AS body, totals",
  log_head: 'position',
  indicator_total: '*',
  ...Object.fromEntries(RECORD_NOUNS.map(({ table }) => [table, '*'])),
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
