/** P4: totals of events keep the layout in which they were written; what that did not have is not known, and everything else is as it was. */
import { afterAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Role } from '../../src/access/viewer';
import type { DataSource } from 'typeorm';
import { DueByNow1582900000015 } from '../../migrations/1582900000015-due-by-now';
import { migrate } from '../../src/database/migrate';
import { MIGRATIONS } from '../../src/entities';
import { LISTENER_NAME } from '../../src/feed/adopt-layout';
import { FIGURES, TOTALS_LENGTH } from '../../src/progress/figure';
import { decodeTotals, encodeTotals } from '../../src/progress/totals-layout';
import { verify } from '../../src/progress/verify';
import { storeTotalsAsReleased } from '../support/change-totals';
import { openCleanUp } from '../support/clean-up';
import { carryOut } from '../support/command';
import { openTestDatabase } from '../support/open-database';
import { onDatabase } from '../support/oracle-log';
import { playSmallCampaign } from '../support/play-small-campaign';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const cleanUp = openCleanUp();
afterAll(() => cleanUp.closeAll());

/** Rows of a path, as they are: most slices have nothing. */
const ROWS = fc.array(
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 60_000 })), {
      minLength: TOTALS_LENGTH,
      maxLength: TOTALS_LENGTH,
    })
    .map((row) => row.map((count, index) => (Math.floor(index / FIGURES.length) % 3 === 0 ? count : 0))),
  { minLength: 1, maxLength: 4 },
);

describe('a layout', () => {
  test('gives back what was written in it', () => {
    fc.assert(
      fc.property(ROWS, (rows) => {
        expect(decodeTotals(encodeTotals(rows, 2), rows.length)).toEqual(rows);
      }),
    );
  });

  test('that does not have a figure says that it is not known', () => {
    fc.assert(
      fc.property(ROWS, (rows) => {
        const known = rows.map((row) => row.map((count, index) => (index % FIGURES.length < 6 ? count : null)));
        expect(decodeTotals(encodeTotals(rows, 1), rows.length)).toEqual(known);
      }),
    );
  });

  test('has only slices with anything in them, by their places', () => {
    const root = new Array<number>(TOTALS_LENGTH).fill(0);
    const below = root.with(2 * FIGURES.length, 5).with(7 * FIGURES.length + 6, 1);
    expect(encodeTotals([root, below], 2)).toEqual([-2, 10, 5, 0, 0, 0, 0, 0, 0, 15, 0, 0, 0, 0, 0, 0, 1]);
    expect(encodeTotals([root], 2)).toEqual([-2]);
    expect(encodeTotals([root, below], 1)).toHaveLength(96);
  });

  test('of a newer version is refused by its number, not taken for counts', () => {
    expect(() => decodeTotals([-9, 0, 1], 1)).toThrow('The log has totals in layout 9');
  });
});

const MIGRATION = DueByNow1582900000015.name;

/** And whatever came after it. */
async function undoDueByNow(dataSource: DataSource): Promise<void> {
  const later = MIGRATIONS.slice(MIGRATIONS.indexOf(DueByNow1582900000015));
  for (const _migration of later) await dataSource.undoLastMigration({ transaction: 'each' });
}

describe('a database of the released version', () => {
  test('is migrated with its log untouched, and nothing differs', async () => {
    const database = await openTestDatabase();
    cleanUp.add(() => database.close());
    const { dataSource, url } = database;
    await playSmallCampaign(dataSource);
    await storeTotalsAsReleased(dataSource);
    const totals = 'SELECT position, totals FROM log_entry ORDER BY position';
    const counters = 'SELECT * FROM progress_day WHERE due_by_now <> 0 ORDER BY organization_id, level, pilot, day';
    const [before, counted] = [await dataSource.query<object[]>(totals), await dataSource.query<object[]>(counters)];
    expect(counted.length).toBeGreaterThan(10);

    await undoDueByNow(dataSource);
    expect(await migrate(dataSource, url)).toContain(MIGRATION);
    expect(await dataSource.query(totals)).toEqual(before);
    expect(await dataSource.query(counters)).toEqual(counted);
    expect(await verify(dataSource)).toEqual([]);
  });

  test('cannot be gone back to once the log has what it could not read', async () => {
    const database = await openTestDatabase();
    cleanUp.add(() => database.close());
    await playSmallCampaign(database.dataSource);
    await expect(undoDueByNow(database.dataSource)).rejects.toThrow('the version before cannot read');
  });

  test('gets the new layout when the day turns and no older process listens', async () => {
    const database = await openTestDatabase();
    cleanUp.add(() => database.close());
    const { dataSource, url } = database;
    await playSmallCampaign(dataSource);
    await dataSource.query('UPDATE log_head SET totals_layout = 1');
    const layouts = async (): Promise<boolean[]> => {
      const rows = await dataSource.query<{ sparse: boolean }[]>(
        'SELECT totals[1] < 0 AS sparse FROM log_entry WHERE position > 16 ORDER BY position',
      );
      return rows.map(({ sparse }) => sparse);
    };
    const turn = () => carryOut(dataSource, { key: null, name: 'turnDay', days: 1 });
    await onDatabase(url, async (older) => {
      await older.query("SET application_name = 'giaoban listener'");
      await turn();
      await older.query(`SET application_name = '${LISTENER_NAME}'`);
      await carryOut(dataSource, { key: null, name: 'setPilot', organization: 3, pilot: true });
      await turn();
    });
    await carryOut(dataSource, { key: null, name: 'setPilot', organization: 3, pilot: false });
    expect(await layouts()).toEqual([false, false, true, true]);
    expect(await verify(dataSource)).toEqual([]);
  });
});

interface Figured {
  planned: number;
  completed: number;
  dueByNow: number | null;
  byLevel: { level: string; planned: number; dueByNow: number | null }[];
}

interface Read {
  progress: Figured;
  events: { edges: { node: { position: number; progress: Figured[] } }[] };
}

interface Ids {
  progress: { id: string };
  events: { edges: { node: { progress: { id: string }[] } }[] };
}

test('an event says null for what was not stored, in its levels too; figures of now say all', async () => {
  const database = await openTestDatabase();
  cleanUp.add(() => database.close());
  const { dataSource, url } = database;
  await playSmallCampaign(dataSource);
  await storeTotalsAsReleased(dataSource);
  const app = await startOn(url);
  cleanUp.add(app.close);
  const token = await tokenFor(Role.VIEWER, 'O0');
  // A cache keeps apart what is not known and what is.
  const newest = '{ progress { id } events(last: 1) { edges { node { ... on CongressEvent { progress { id } } } } } }';
  const ids = requireData(await post<Ids, object>(app.url, newest, {}, token));
  expect(ids.events.edges[0]?.node.progress[0]?.id).not.toBe(ids.progress.id);

  await carryOut(dataSource, { key: null, name: 'setPilot', organization: 3, pilot: true });
  const figures = 'id planned completed dueByNow byLevel { level planned dueByNow }';
  const query = `{ progress { ${figures} } events(first: 20) { edges { node { position ... on CongressEvent { progress { ${figures} } } } } } }`;
  const answer = await post<Read, object>(app.url, query, {}, token);
  const { progress, events } = requireData(answer);
  const totals = events.edges.map(({ node }) => node.progress.at(-1));
  expect(totals.slice(0, 16).map((each) => each?.dueByNow)).toEqual(new Array(16).fill(null));
  expect(totals[15]?.byLevel.map(({ dueByNow }) => dueByNow)).toEqual([null, null, null, null]);
  expect(totals[15]).toMatchObject({ planned: 4, completed: 2 });
  expect(totals[16]).toEqual(progress);
  expect(progress.dueByNow).toBe(4);
});
