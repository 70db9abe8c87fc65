/** The loaded demo country is what the mutations would have left, and the mutations go on from there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Role, type Viewer } from '../../src/access/viewer';
import { planCongress } from '../../src/congress/plan-congress';
import { reportCongressCompleted } from '../../src/congress/report-congress-completed';
import { generateDemoCountry } from '../../src/demo/generate-demo-country';
import { playDemoRecords } from '../../src/demo/play-demo-records';
import { loadDemo } from '../../src/demo/load-demo';
import type { LogEntry } from '../../src/feed/log-entry';
import { readEntries, readHead } from '../../src/feed/log';
import { LEVELS } from '../../src/organization/level';
import { countsOf } from '../../src/progress/figure';
import { decodeTotals } from '../../src/progress/totals-layout';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { cutDown, loadSmallCountry } from '../support/small-country';
import { hashesOf, playByMutations } from './play-by-mutations';
import { recount, RECOUNT, type Recounted } from './recount';

const CSV = readFileSync(join(__dirname, '../../data/provinces-2020.csv'), 'utf8');
const TODAY = '2020-02-29';
const REPORTER: Viewer = { subject: 'demo', role: Role.REPORTER, path: [1], publicTotals: true };

const SCHEMA = `
  SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace
   UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`;

const COUNTRY = generateDemoCountry(TODAY, CSV);

let database: TestDatabase;
let dataSource: DataSource;
let schemaBefore: unknown;

async function one<T>(sql: string, parameters: unknown[] = []): Promise<T> {
  const [row] = await dataSource.query<T[]>(sql, parameters);
  if (row === undefined) throw new Error('No row.');
  return row;
}

/** What the entry says of each organization of its path, as rows of a recount; slices without anything are left out. */
function saidBy(entry: LogEntry): Recounted[] {
  const path = entry.path.length > 0 ? entry.path : [1];
  const totalsRows = decodeTotals(entry.totals, path.length);
  const rows = path.flatMap((id, depth) => {
    const totals = totalsRows[depth] ?? [];
    return LEVELS.flatMap((level) =>
      [false, true].map((pilot) => {
        const { dueByNow, ...counts } = countsOf(totals, level, pilot);
        return { id, level, pilot, ...counts, dueByNow: dueByNow ?? -1 };
      }),
    );
  });
  return rows.filter(({ planned }) => planned > 0).sort((a, b) => a.id - b.id);
}

async function countersOf(ids: readonly number[]): Promise<Recounted[]> {
  return dataSource.query(
    `SELECT organization_id AS id, level, pilot, planned, completed, on_time AS "onTime", overdue,
            past_deadline AS "pastDeadline", postponed, due_by_now AS "dueByNow"
       FROM progress_current WHERE organization_id = ANY($1) ORDER BY organization_id, level, pilot`,
    [ids],
  );
}

/** Loaded by `loadDemo` before the tests. */
beforeAll(async () => {
  const empty = await openTestDatabase();
  schemaBefore = await empty.dataSource.query(SCHEMA);
  await empty.close();
  database = await openTestDatabase('whole');
  ({ dataSource } = database);
});

afterAll(() => database.close());

describe('the log', () => {
  test('has the positions 1 to its head without a gap, in the order of recording (P3)', async () => {
    const log = await one<Record<string, number>>(
      `SELECT min(position) AS first, max(position) AS last, count(*)::integer AS count, max(recorded_at) AS newest,
              (count(*) FILTER (WHERE kind = 'DAY_TURNED'))::integer AS turned
         FROM log_entry`,
    );
    const head = await one<Record<string, unknown>>('SELECT position, recorded_at, epoch FROM log_head');
    const decisions = COUNTRY.decisions.length;
    const records = playDemoRecords(TODAY, CSV).length;
    expect(records).toBeGreaterThan(0);
    expect(log).toMatchObject({ first: 1, last: log['count'], turned: 120, count: 2 + decisions + records + 120 });
    expect(head).toMatchObject({ position: log['last'], recorded_at: log['newest'] });
    expect(head['epoch']).toMatch(/^[0-9a-f]{12}$/);
    const backwards = await one(
      `SELECT count(*)::integer AS count
         FROM (SELECT recorded_at < lag(recorded_at) OVER pos OR day < lag(day) OVER pos AS wrong,
                      day <> (recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS elsewhen
                 FROM log_entry WINDOW pos AS (ORDER BY position)) AS entry
        WHERE wrong OR elsewhen`,
    );
    expect(backwards).toEqual({ count: 0 });
  });

  test('says in the last entries of today what the counters say', async () => {
    const entries = await dataSource.query<{ id: number; position: number }[]>(
      `SELECT id, max(position) AS position FROM log_entry, unnest(path) AS id WHERE day = $1 GROUP BY id`,
      [TODAY],
    );
    expect(entries.length).toBeGreaterThan(20);
    const last = await readEntries(
      dataSource.manager,
      entries.map(({ position }) => position),
    );
    const said = entries.flatMap(({ id }, index) => saidBy(last[index]!).filter((row) => row.id === id));
    const byId = said.sort((a, b) => a.id - b.id);
    expect(byId).toEqual(await countersOf(entries.map(({ id }) => id)));
  });

  test.each(['COMPLETED', 'POSTPONED', 'RESCHEDULED', 'PLANNED', 'DAY_TURNED'])(
    'says in the middle what a recount at that position says: %s (P4)',
    async (kind) => {
      const { position } = await one<{ position: number }>(
        `SELECT position FROM log_entry WHERE kind = $1 ORDER BY position
         OFFSET (SELECT count(*) / 2 FROM log_entry WHERE kind = $1) LIMIT 1`,
        [kind],
      );
      const [entry] = await readEntries(dataSource.manager, [position]);
      if (entry === undefined) throw new Error('No entry.');
      const path = entry.path.length > 0 ? entry.path : [1];
      const said = saidBy(entry);
      expect(said.length).toBeGreaterThan(2);
      expect(said).toEqual(await recount(dataSource, position, entry.day, path));
    },
  );
});

describe('the counters', () => {
  test('have the published figures of 29 February 2020', async () => {
    const root = await countersOf([1]);
    const of = (level: string, pilot: boolean) => root.find((row) => row.level === level && row.pilot === pilot);
    expect(of('GRASSROOTS', true)).toMatchObject({ planned: 1_174, completed: 295, onTime: 295 });
    expect(of('UPPER_GRASSROOTS', true)).toMatchObject({ planned: 92, completed: 0 });
    expect((of('GRASSROOTS', true)?.planned ?? 0) + (of('GRASSROOTS', false)?.planned ?? 0)).toBe(52_105);
    expect(of('CENTRAL', false)).toMatchObject({ planned: 1, completed: 0 });
    expect(of('GRASSROOTS', true)?.overdue).toBeGreaterThan(0);
  });

  test('equal a recount, for every organization, level and pilot flag (P4)', async () => {
    const { position } = await readHead(dataSource.manager);
    const compared = await one(
      `SELECT count(*)::integer AS rows, (count(*) FILTER (WHERE (counted.planned, counted.completed, counted."onTime",
              counted.overdue, counted."pastDeadline", counted.postponed, counted."dueByNow") IS DISTINCT FROM (kept.planned,
              kept.completed, kept.on_time, kept.overdue, kept.past_deadline, kept.postponed, kept.due_by_now)))::integer AS wrong
         FROM (${RECOUNT}) AS counted
         FULL JOIN progress_current kept
           ON kept.organization_id = counted.id AND kept.level = counted.level AND kept.pilot = counted.pilot`,
      [position, TODAY],
    );
    expect(compared).toEqual({ rows: 56_027, wrong: 0 });
  });

  test('of today are those of each day, summed up', async () => {
    const sums = ['planned', 'completed', 'on_time', 'overdue', 'past_deadline', 'postponed', 'due_by_now'];
    const summed = sums.map((column) => `coalesce(sum(${column}) FILTER (WHERE day <= $1), 0)::integer AS ${column}`);
    const wrong = await dataSource.query<object[]>(
      `SELECT organization_id, level, pilot, ${summed.join(', ')} FROM progress_day GROUP BY 1, 2, 3
       EXCEPT SELECT * FROM progress_current`,
      [TODAY],
    );
    expect(wrong).toEqual([]);
    const due = await one(`SELECT sum(due)::integer AS due FROM progress_day WHERE organization_id = 1`);
    expect(due).toEqual(await one('SELECT count(*)::integer AS due FROM congress'));
  });
});

test('foreign keys and indexes are as the migrations made them', async () => {
  expect(await dataSource.query(SCHEMA)).toEqual(schemaBefore);
});

test('a database that holds a campaign already is refused', async () => {
  await expect(loadDemo(dataSource, { today: TODAY, provincesCsv: CSV, followsClock: false })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('a load that fails leaves nothing behind, and can be tried again', async () => {
  const other = await openTestDatabase();
  try {
    const options = { today: '2019-11-20', provincesCsv: CSV, followsClock: false };
    const progress = (): void => {
      throw new Error('Enough.');
    };
    await expect(loadDemo(other.dataSource, { ...options, progress })).rejects.toThrow('Enough.');
    const [left] = await other.dataSource.query<object[]>('SELECT count(*)::integer AS count FROM organization');
    expect(left).toEqual({ count: 0 });
    expect(await other.dataSource.query(SCHEMA)).toEqual(schemaBefore);
    await loadDemo(other.dataSource, options);
    const [entries] = await other.dataSource.query<object[]>('SELECT max(position) = count(*) AS whole FROM log_entry');
    expect(entries).toEqual({ whole: true });
  } finally {
    await other.close();
  }
});

test('the last days, played by mutations instead, leave exactly the same rows', async () => {
  const [loaded, other] = [await openTestDatabase('small'), await openTestDatabase()];
  try {
    const from = '2020-02-25';
    await loadSmallCountry(other.dataSource, { today: from, provincesCsv: CSV, followsClock: true });
    const { decisions } = cutDown(COUNTRY);
    const later = decisions.filter(({ recordedAt }) => recordedAt.slice(0, 10) > from);
    expect(new Set(later.map(({ kind }) => kind)).size).toBe(3);
    const records = playDemoRecords(TODAY, CSV).filter(({ recordedAt }) => recordedAt.slice(0, 10) > from);
    expect(records.length).toBeGreaterThan(0);
    // Of what was recorded at the same moment records come first.
    const played = [...records, ...later].sort((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt));
    await playByMutations(other.dataSource, REPORTER, played, { from, to: TODAY, all: playDemoRecords(TODAY, CSV) });
    expect(await hashesOf(other.dataSource)).toEqual(await hashesOf(loaded.dataSource));
  } finally {
    await loaded.close();
    await other.close();
  }
});

describe('after that', () => {
  test('a report raises the counters by one, all the way up', async () => {
    const { id, path } = await one<{ id: number; path: number[] }>(
      `SELECT o.id, o.path FROM organization o JOIN congress c ON c.organization_id = o.id
        WHERE c.status = 'PLANNED' AND c.planned_on > $1 AND c.pilot AND c.level = 'GRASSROOTS' ORDER BY o.id LIMIT 1`,
      [TODAY],
    );
    const before = await countersOf(path);
    const head = await readHead(dataSource.manager);
    const { code } = await one<{ code: string }>('SELECT code FROM organization WHERE id = $1', [id]);
    const viewer = { ...REPORTER, subject: 't' };
    const { entries } = await reportCongressCompleted(dataSource, viewer, { organization: code, heldOn: TODAY });
    expect(entries).toMatchObject([{ position: head.position + 1, actor: 't', path }]);
    const raised = before.map((row) =>
      row.level === 'GRASSROOTS' && row.pilot ? { ...row, completed: row.completed + 1, onTime: row.onTime + 1 } : row,
    );
    expect(await countersOf(path)).toEqual(raised);
    expect(saidBy(entries[0]!)).toEqual(raised);
  });

  test('new organizations and congresses get the next ids', async () => {
    const next = await one<{ organization: number; congress: number }>(
      'SELECT (SELECT max(id) + 1 FROM organization) AS organization, (SELECT max(id) + 1 FROM congress) AS congress',
    );
    await dataSource.query(
      `INSERT INTO organization (code, name, level, kind, parent_id, path, search)
       SELECT '01.9999', 'Mới', 'GRASSROOTS', 'LOCAL', id, path || $1::integer, 'moi' FROM organization WHERE code = '01'`,
      [next.organization],
    );
    const { entries } = await planCongress(dataSource, REPORTER, { organization: '01.9999' });
    expect(entries).toMatchObject([{ recordId: next.congress }]);
  });
});
