/** P23: a snapshot that is called off ends its statement, and its connection serves others only when that cannot hit them. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/open-data-source';
import { readersLane } from '../../src/database/lanes';
import { Snapshot } from '../../src/database/snapshot';
import { openCleanUp } from '../support/clean-up';
import { holdTable } from '../support/hold-table';
import { spyStatements } from '../support/spy-statements';
import { openTcpProxy } from '../support/tcp-proxy';
import { cloneTemplate, type Clone } from '../support/templates';
import { waitInDatabase } from '../support/wait-in-database';

/** Four are kept back, three of the others are for readers. */
const CONNECTIONS = 8;
const NOBODY_WAITS = `SELECT WHERE NOT EXISTS (SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock')`;

const closers = openCleanUp();
let database: Clone;
let watcher: Client;

beforeAll(async () => {
  database = await cloneTemplate('empty');
  watcher = new Client({ connectionString: database.url });
  await watcher.connect();
});
afterEach(() => closers.closeAll());
afterAll(async () => {
  await watcher.end();
  await database.drop();
});

async function open(url = database.url): Promise<DataSource> {
  const dataSource = await openDataSource({
    url,
    entities: [],
    migrations: [],
    poolSize: CONNECTIONS,
    onError: () => undefined,
    // What is not called off never ends by itself.
    silence: { silent: 3_600_000 },
  });
  closers.add(() => dataSource.destroy());
  return dataSource;
}

/** Every connection of the pool answers, and none is left out of it. */
async function expectWhole(dataSource: DataSource): Promise<void> {
  const one = (): Promise<unknown> => dataSource.query('SELECT 1 AS one');
  const answers = await Promise.all(Array.from({ length: 4 * CONNECTIONS }, one));
  expect(answers).toEqual(answers.map(() => [{ one: 1 }]));
  const { master: pool } = dataSource.driver as unknown as { master: Pool };
  expect(pool.totalCount).toBe(pool.idleCount);
  expect(readersLane(dataSource).load).toEqual({ inside: 0, waiting: 0 });
}

test('a statement that waits for a lock ends with the signal; what is read later fails at once, with its reason', async () => {
  const dataSource = await open();
  const held = await holdTable(database.url, 'campaign');
  closers.add(held.letGo);
  const gone = new AbortController();
  const snapshot = new Snapshot(dataSource, { signal: gone.signal });
  await snapshot.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
  const reading = snapshot.query('SELECT FROM campaign');
  const queued = snapshot.query('SELECT FROM campaign');
  const failed = Promise.allSettled([reading, queued]);
  await held.waitFor(1);
  const reason = new Error('The client has left.');
  gone.abort(reason);
  await waitInDatabase(watcher, NOBODY_WAITS);
  expect(await failed).toEqual([
    { status: 'rejected', reason },
    { status: 'rejected', reason },
  ]);
  await expect(snapshot.query('SELECT 1')).rejects.toBe(reason);
  await snapshot.close();
  await expectWhole(dataSource);
});

test('one that is called off before it has begun takes no connection', async () => {
  const dataSource = await open();
  const reason = new Error('The client has left.');
  const snapshot = new Snapshot(dataSource, { signal: AbortSignal.abort(reason) });
  await expect(snapshot.query('SELECT 1')).rejects.toBe(reason);
  expect(snapshot.isOpen).toBe(false);
  await snapshot.close();
  await expectWhole(dataSource);
});

test('what one reading goes on to ask after the abortion is not sent', async () => {
  const dataSource = await open();
  const gone = new AbortController();
  const snapshot = new Snapshot(dataSource, { signal: gone.signal });
  const reason = new Error('The client has left.');
  const { statements, stop } = spyStatements();
  const reading = snapshot.read(async (manager) => {
    await manager.query('SELECT 1');
    gone.abort(reason);
    return manager.query<unknown>('SELECT 2');
  });
  await expect(reading).rejects.toBe(reason);
  await snapshot.close();
  stop();
  expect(statements).toContain('SELECT 1');
  expect(statements).not.toContain('SELECT 2');
  await expectWhole(dataSource);
});

/** Long enough for a cancel to meet it at any moment of its life, or the moments before and after. */
const some = (most: number): string =>
  `SELECT count(*) FROM generate_series(1, ${1 + Math.floor(Math.random() * most)})`;

test('five hundred that are called off at any moment never hit what follows on their connections', async () => {
  const dataSource = await open();
  const others: unknown[] = [];
  let calledOff = 0;
  const reason = new Error('The client has left.');
  const one = async (): Promise<void> => {
    const gone = new AbortController();
    const snapshot = new Snapshot(dataSource, { signal: gone.signal });
    const reading = (async () => {
      for (let count = 0; count < 4; count += 1) await snapshot.query(some(30_000));
    })();
    const ended = reading.catch((error: unknown) => {
      if (error === reason) calledOff += 1;
      else others.push(error);
    });
    await pause(Math.random() * 12);
    gone.abort(reason);
    await ended;
    await snapshot.close();
  };
  const follow = async (): Promise<void> => {
    await dataSource.query(some(3_000)).catch((error: unknown) => others.push(error));
  };
  const lines = Array.from({ length: 5 }, async () => {
    for (let count = 0; count < 100; count += 1) {
      await one();
      await follow();
    }
  });
  await Promise.all(lines);
  expect(others).toEqual([]);
  expect(calledOff).toBeGreaterThan(50);
  await expectWhole(dataSource);
});

test.each(['refuse', 'stall'] as const)(
  'where the server cannot be told (%s), the connection is given up, and not used again',
  async (how) => {
    const address = new URL(database.url);
    const proxy = await openTcpProxy(`http://${address.host}`);
    closers.add(proxy.close);
    address.host = new URL(proxy.url).host;
    const dataSource = await open(address.href);
    const held = await holdTable(database.url, 'campaign');
    closers.add(held.letGo);
    const gone = new AbortController();
    const snapshot = new Snapshot(dataSource, { signal: gone.signal });
    const [{ pid }] = (await snapshot.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
    const reading = snapshot.query('SELECT FROM campaign');
    const failed = expect(reading).rejects.toThrow('The client has left.');
    await held.waitFor(1);
    proxy[how]();
    gone.abort(new Error('The client has left.'));
    await failed;
    await snapshot.close();
    proxy.admit();
    proxy.flow();
    await held.letGo();
    await expectWhole(dataSource);
    const pids = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => dataSource.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid')),
    );
    expect(pids.flat().map((each) => each.pid)).not.toContain(pid);
  },
);
