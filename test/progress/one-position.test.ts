/** P13: all figures and cursors of one answer are of one position, whatever commits meanwhile. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Operation } from '../../src/access/operation';
import { loadChildren } from '../../src/progress/load-children';
import { loadProgress } from '../../src/progress/load-progress';
import { loadTimeline } from '../../src/progress/load-timeline';
import { Interval, type Progress } from '../../src/progress/progress';
import { carryOut } from '../support/command';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { openOperation } from '../support/read-as-api';

let database: TestDatabase;
let operation: Operation;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  await playSmallCampaign(database.dataSource);
  operation = openOperation(database.dataSource);
});

afterEach(() => operation.close());

/** Everything that an answer about the country can show. */
async function readAll(): Promise<{ rows: Progress[]; timeline: unknown }> {
  const root = await loadProgress(operation, [1], {});
  const earlier = await loadProgress(operation, [1], { asOf: '2020-03-31' });
  const timeline = await loadTimeline(operation, root, Interval.DAY);
  return { rows: [root, earlier, ...(await loadChildren(operation, root))], timeline };
}

it('keeps to the position of the first read, although reports are recorded and the day turns', async () => {
  const expected = await readAll();
  await operation.close();
  // Opens the snapshot; nothing else is read before the others commit.
  const first = await loadProgress(operation, [1, 3], { asOf: '2020-03-02' });
  await carryOut(database.dataSource, { key: null, name: 'report', organization: 1, days: -20, attended: null });
  await carryOut(database.dataSource, { key: null, name: 'cancel', organization: 4 });
  await carryOut(database.dataSource, { key: null, name: 'turnDay', days: 90 });
  const read = await readAll();
  expect(read).toEqual(expected);
  expect(new Set([first, ...read.rows].map(({ cursor }) => cursor)).size).toBe(1);
  expect(first.position).toBe(16);
});

it('sees the newest position in the next answer, and after a mutation of its own', async () => {
  const before = await loadProgress(operation, [1], {});
  await operation.mutate(() =>
    carryOut(database.dataSource, { key: null, name: 'report', organization: 1, days: -20, attended: null }),
  );
  const after = await loadProgress(operation, [1], {});
  expect(after).toMatchObject({ position: before.position + 1, completed: before.completed + 1 });
});

it('reads nothing more once the answer is given', async () => {
  await loadProgress(operation, [1], {});
  const { snapshot } = operation;
  await operation.close();
  await expect(snapshot.query('SELECT 1')).rejects.toThrow('The snapshot is closed');
});
