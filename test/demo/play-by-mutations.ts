/** Plays decisions of the demo country with the mutations of the API, and tells whether two databases are the same. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../../src/access/viewer';
import { postponeCongress } from '../../src/congress/postpone-congress';
import { reportCongressCompleted } from '../../src/congress/report-congress-completed';
import { rescheduleCongress } from '../../src/congress/reschedule-congress';
import { turnDayByClock } from '../../src/congress/turn-day';
import { addDays, type Day } from '../../src/day';
import type { DemoDecision } from '../../src/demo/demo-country';
import type { DemoRecord } from '../../src/demo/demo-record';
import { playDemoRecords } from '../../src/demo/play-demo-records';
import { RECORD_NOUNS } from '../../src/exchange/record-nouns';
import { changeRecords } from '../../src/record/change-records';

/** Turns the business day to the day of each decision and record, and to the last day in the end. */
export async function playByMutations(
  on: DataSource,
  viewer: Viewer,
  decisions: readonly DemoDecision[],
  { from, to }: { from: Day; to: Day },
): Promise<void> {
  const records = placeRecords(to).filter(({ recordedAt }) => recordedAt.slice(0, 10) > from);
  let today = from;
  const turnTo = async (day: Day): Promise<void> => {
    while (today < day) {
      today = addDays(today, 1);
      await turnDayByClock(on, today);
    }
  };
  const play = async (record: PlacedRecord | undefined): Promise<void> => {
    if (record === undefined) return;
    await turnTo(record.recordedAt.slice(0, 10));
    await playRecord(on, viewer, record);
  };
  for (const decision of decisions) {
    while ((records[0]?.recordedAt ?? '3000') <= decision.recordedAt) await play(records.shift());
    await turnTo(decision.recordedAt.slice(0, 10));
    await mutate(on, viewer, decision);
  }
  for (const record of records) await play(record);
  await turnTo(to);
}

type PlacedRecord = DemoRecord & { id: number };

/** Each thing of a noun has the id that comes by the order in which they are first recorded. */
function placeRecords(to: Day): PlacedRecord[] {
  const idsOf = new Map<string, string[]>();
  return playDemoRecords(to).map((record) => {
    const keys = idsOf.get(record.noun.name) ?? [];
    idsOf.set(record.noun.name, keys);
    if (!keys.includes(record.key)) keys.push(record.key);
    return { ...record, id: keys.indexOf(record.key) + 1 };
  });
}

async function playRecord(on: DataSource, viewer: Viewer, record: PlacedRecord): Promise<void> {
  const { noun, verb, organization, reason, row, id } = record;
  await changeRecords(on, viewer, {
    name: 'playRecord',
    input: {},
    decide: async (manager) => {
      const [found] = await manager.query<{ id: number; path: number[] }[]>(
        'SELECT id, path FROM organization WHERE code = $1',
        [organization],
      );
      if (found === undefined) throw new Error(`There is no organization ${organization}.`);
      return [{ noun, verb, path: found.path, reason, row: { ...row, id, organization_id: found.id } }];
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
  log_entry: 'position, day, kind, actor, reason, subject, path, labels, body, totals',
  log_head: 'position',
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
