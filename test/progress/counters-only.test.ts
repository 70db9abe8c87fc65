/** P12: progress is read from counters, never from congresses, in a number of statements that no tree changes. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Operation } from '../../src/access/operation';
import { loadChildren } from '../../src/progress/load-children';
import { loadProgress } from '../../src/progress/load-progress';
import { loadRegions } from '../../src/progress/load-regions';
import { loadTimeline } from '../../src/progress/load-timeline';
import { Interval } from '../../src/progress/progress';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { openOperation } from '../support/read-as-api';
import { recordStatements, relationsOf, type Recording } from '../support/relations-read';

let database: TestDatabase;
let recording: Recording;
let operation: Operation;

beforeAll(async () => {
  database = await openTestDatabase();
  await playSmallCampaign(database.dataSource);
});

afterAll(() => database.close());

beforeEach(() => {
  recording = recordStatements(database.dataSource);
  operation = openOperation(database.dataSource);
});

afterEach(async () => {
  await operation.close();
  recording.stop();
});

/** The tables that were read, and in how many statements. */
async function tablesRead(): Promise<{ tables: string[]; statements: number }> {
  await operation.close();
  const statements = recording.take().filter(({ sql }) => /^\s*(SELECT|WITH)\b/i.test(sql));
  const tables = await Promise.all(statements.map((statement) => relationsOf(database.dataSource, statement)));
  return { tables: [...new Set(tables.flat())].sort(), statements: statements.length };
}

it('reads the progress of today from one row a slice', async () => {
  const progress = await loadProgress(operation, [1], {});
  expect(progress.planned).toBe(4);
  expect(await tablesRead()).toEqual({
    tables: ['campaign', 'deadline', 'log_head', 'progress_current'],
    statements: 2,
  });
});

it('reads the progress as of another day from the days', async () => {
  await loadProgress(operation, [1, 2], { asOf: '2020-03-15', pilot: false });
  expect(await tablesRead()).toEqual({ tables: ['campaign', 'deadline', 'log_head', 'progress_day'], statements: 2 });
});

it('reads a timeline from the same rows', async () => {
  await loadTimeline(operation, await loadProgress(operation, [1], {}), Interval.WEEK);
  const { tables, statements } = await tablesRead();
  expect(tables).toEqual(['campaign', 'deadline', 'log_head', 'progress_current', 'progress_day']);
  expect(statements).toBe(3);
});

it('reads the children of all in as many statements as those of one', async () => {
  const rows = await Promise.all([[1], [1, 2], [1, 3]].map((path) => loadProgress(operation, path, {})));
  const children = await Promise.all(rows.map((row) => loadChildren(operation, row)));
  expect(children.map((list) => list.length)).toEqual([2, 2, 0]);
  const { tables, statements } = await tablesRead();
  expect(tables).toEqual(['campaign', 'deadline', 'log_head', 'organization', 'progress_current']);
  expect(statements).toBe(4);
});

it('reads the regions of all in as many statements as those of one', async () => {
  await database.dataSource.query("UPDATE organization SET region = 'NE' WHERE id IN (2, 5)");
  const rows = await Promise.all([[1], [1, 2], [1, 3]].map((path) => loadProgress(operation, path, {})));
  const regions = await Promise.all(rows.map((row) => loadRegions(operation, row)));
  expect(regions.map((list) => list?.map(({ region, planned }) => [region, planned]))).toEqual([
    [['NE', 3]],
    [['NE', 1]],
    [],
  ]);
  const { tables, statements } = await tablesRead();
  expect(tables).toEqual(['campaign', 'deadline', 'log_head', 'organization', 'progress_current']);
  expect(statements).toBe(3);
});
