/** Connections to the database that die without a word: they are found, never used again, and nobody waits for long. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate';
import { openDataSource } from '../../src/database/open-data-source';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import type { SilenceLimits } from '../../src/database/silence-watch';
import { SilentConnection } from '../../src/database/dead-connection';
import { Snapshot } from '../../src/database/snapshot';
import { clientOf } from '../../src/history/copy-rows';
import { formatError } from '../../src/server/format-error';
import { openCleanUp } from '../support/clean-up';
import { openEmptyDatabase } from '../support/open-empty-database';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const QUICK = { look: 20, silent: 200, inquiry: 500, atWork: 300, again: 100, nobody: 700, untold: 2_000 };

let closers = openCleanUp();
let proxy: TcpProxy;
let operator: Client;
let url: string;
/** How many connections were given up, each time. */
let lost: number[] = [];

beforeEach(async () => {
  closers = openCleanUp();
  lost = [];
  const database = await openEmptyDatabase();
  closers.add(() => database.drop());
  operator = new Client({ connectionString: database.url });
  await operator.connect();
  closers.add(() => operator.end());
  const direct = new URL(database.url);
  proxy = await openTcpProxy(`http://${direct.host}`);
  closers.add(() => proxy.close());
  direct.host = new URL(proxy.url).host;
  url = direct.href;
});
afterEach(() => closers.closeAll());

async function openPool(silence: Partial<SilenceLimits> = QUICK): Promise<DataSource> {
  const dataSource = await openDataSource({
    url,
    entities: [],
    migrations: [],
    poolSize: 4,
    onError: () => undefined,
    onLost: (connections) => lost.push(connections),
    silence,
  });
  closers.add(() => dataSource.destroy());
  return dataSource;
}

async function pidOf(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
  return row!.pid;
}

/** So many connections of the pool at once, by the processes that serve them. */
function pidsOf(dataSource: DataSource, count: number): Promise<number[]> {
  const rows = Array.from({ length: count }, () =>
    dataSource.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid, pg_sleep(0.05)'),
  );
  return Promise.all(rows.map(async (row) => (await row)[0]!.pid));
}

const codeOf = (error: unknown): unknown => formatError(error, { error: () => undefined }).extensions?.['code'];

test('frozen lines: the statement ends as one whose connection was lost, and none of the pool is used again', async () => {
  const dataSource = await openPool();
  const before = await pidsOf(dataSource, 4);
  expect(new Set(before).size).toBe(4);
  proxy.freeze();
  const error: unknown = await dataSource.query('SELECT 1').catch((reason: unknown) => reason);
  expect((error as { driverError: unknown }).driverError).toBeInstanceOf(SilentConnection);
  expect(codeOf(error)).toBe('UNAVAILABLE');
  while (lost.reduce((sum, each) => sum + each, 0) < 4) await new Promise(setImmediate);
  const after = await pidsOf(dataSource, 4);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  // They are what they were on the other side: nobody there has noticed anything.
  const { rows } = await operator.query('SELECT pid FROM pg_stat_activity WHERE pid = ANY($1)', [before]);
  expect(rows).toHaveLength(4);
});

test('a transaction whose line freezes is over, and its connection with it', async () => {
  const dataSource = await openPool();
  let pid = 0;
  const work = dataSource.transaction(async (manager) => {
    [{ pid }] = await manager.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
    proxy.freeze();
    await manager.query('SELECT 1');
  });
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(codeOf(error)).toBe('UNAVAILABLE');
  expect(await pidOf(dataSource)).not.toBe(pid);
});

test('readers whose first statement meets dead lines get their answer over others', async () => {
  const dataSource = await openPool();
  await pidsOf(dataSource, 4);
  proxy.freeze();
  const answers = Array.from({ length: 4 }, async () => {
    const snapshot = new Snapshot(dataSource);
    const rows = await snapshot.query('SELECT 1 AS one');
    await snapshot.close();
    return rows;
  });
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 4 }, () => [{ one: 1 }]));
});

test('a black hole: all that is under way ends, and work goes on when the way is open again', async () => {
  const dataSource = await openPool();
  const before = await pidsOf(dataSource, 2);
  proxy.stall();
  const asked = [dataSource.query('SELECT 1'), new Snapshot(dataSource).query('SELECT 1')];
  const errors: unknown[] = await Promise.all(asked.map((each) => each.catch((reason: unknown) => reason)));
  expect(errors.map(codeOf)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  proxy.flow();
  expect(before).not.toContain(await pidOf(dataSource));
});

test('an answer that stops halfway is noticed, though the server goes on writing', async () => {
  const dataSource = await openPool();
  const answer = dataSource.query("SELECT repeat('x', 1000) FROM generate_series(1, 100000)");
  answer.catch(() => undefined);
  const { rows } = await operator.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'giaoban' AND datname = current_database()",
  );
  proxy.freeze();
  const error: unknown = await answer.catch((reason: unknown) => reason);
  expect(codeOf(error)).toBe('UNAVAILABLE');
  expect(rows.map(({ pid }) => pid)).not.toContain(await pidOf(dataSource));
});

test('a long statement is left alone, as long as the server is at work on it', async () => {
  const dataSource = await openPool();
  const [row] = await dataSource.query<{ slept: string }[]>("SELECT pg_sleep(2)::text || 'slept' AS slept");
  expect(row!.slept).toBe('slept');
  expect(lost).toEqual([]);
});

test('nor is it taken for another because sessions write their days in another way', async () => {
  const { pathname } = new URL(url);
  await operator.query(`ALTER DATABASE ${pathname.slice(1)} SET datestyle = 'German'`);
  const dataSource = await openPool();
  const sleeping = dataSource.query("SELECT pg_sleep(2)::text || 'slept' AS slept");
  await severalInquiries(2);
  expect(await sleeping).toEqual([{ slept: 'slept' }]);
  expect(lost).toEqual([]);
});

/** Resolves when the server has been asked several times about a connection; nothing else opens lines meanwhile. */
async function severalInquiries(wanted = 4): Promise<void> {
  for (let count = 0; count < wanted; count += 1) await proxy.another();
}

test('a statement that waits for a lock is left alone, and the wait has no end of its own', async () => {
  const dataSource = await openPool();
  await operator.query('SELECT pg_advisory_lock(1)');
  const locked = dataSource.query('SELECT pg_advisory_lock(1)');
  await severalInquiries();
  await operator.query('SELECT pg_advisory_unlock(1)');
  await locked;
  expect(lost).toEqual([]);
});

const copyTo = (dataSource: DataSource, rows: AsyncIterable<string> | Iterable<string>): Promise<unknown> =>
  dataSource.transaction(async (manager) => {
    const client = await clientOf(manager);
    await pipeline(Readable.from(rows), client.query(copyFrom('COPY copied FROM STDIN')));
  });

test('a COPY whose rows are slow to come is left alone', async () => {
  const dataSource = await openPool();
  await dataSource.query('CREATE TABLE copied (number integer)');
  async function* slowRows(): AsyncGenerator<string> {
    yield '1\n';
    await severalInquiries();
    yield '2\n';
  }
  await copyTo(dataSource, slowRows());
  expect(await dataSource.query('SELECT number FROM copied ORDER BY number')).toEqual([{ number: 1 }, { number: 2 }]);
  expect(lost).toEqual([]);
});

test.each([1, 200_000])('a COPY whose line freezes with row %i ends, and leaves nothing behind', async (last) => {
  const dataSource = await openPool();
  await dataSource.query('CREATE TABLE copied (number integer)');
  function* rows(): Generator<string> {
    for (let number = 1; number < 4_000_000; number += 1) {
      if (number === last) proxy.freeze();
      yield `${number}\n`;
    }
  }
  expect(codeOf(await copyTo(dataSource, rows()).catch((reason: unknown) => reason))).toBe('UNAVAILABLE');
  expect(await dataSource.query('SELECT count(*)::integer FROM copied')).toEqual([{ count: 0 }]);
});

test('an answer that we are slow to take is waited for', async () => {
  const dataSource = await openPool();
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as Client;
  const { stream } = client.connection;
  await operator.query('SELECT pg_advisory_lock(1)');
  const locked = dataSource.query('SELECT pg_advisory_lock(1)');
  const answer = runner.query("SELECT repeat('x', 1000) FROM generate_series(1, 30000)") as Promise<unknown[]>;
  stream.pause();
  // The server is asked about the other one.
  await severalInquiries();
  stream.resume();
  expect(await answer).toHaveLength(30_000);
  await operator.query('SELECT pg_advisory_unlock(1)');
  await Promise.all([locked, runner.release()]);
  expect(lost).toEqual([]);
});

test('a server that takes no more connections is no proof of death; the statement that it ends at last is', async () => {
  const dataSource = await openPool();
  const elsewhere = new Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
  await elsewhere.connect();
  closers.add(() => elsewhere.end());
  await operator.query('SELECT pg_advisory_lock(1)');
  const locked = dataSource.query('SELECT pg_advisory_lock(1)');
  const name = new URL(url).pathname.slice(1);
  await elsewhere.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  await severalInquiries();
  expect(lost).toEqual([]);
  await operator.query('SELECT pg_advisory_unlock(1)');
  await locked;
  const unknown = dataSource.query('SELECT 1');
  proxy.freeze();
  expect(codeOf(await unknown.catch((reason: unknown) => reason))).toBe('UNAVAILABLE');
  await elsewhere.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
});

test('a migration waits for its turn as long as it takes, but not on a line that is dead', async () => {
  const dataSource = await openPool();
  await operator.query('SELECT pg_advisory_lock($1)', [LOCK_NUMBERS.migration]);
  const migrating = migrate(dataSource, url).catch((reason: unknown) => reason);
  for (let waiting = 0; waiting === 0;) {
    const { rows } = await operator.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    waiting = rows.length;
  }
  await severalInquiries(2);
  proxy.freeze();
  // It is told of the server's process that waits still; when that has the lock, its answer does not come.
  await operator.query('SELECT pg_advisory_unlock($1)', [LOCK_NUMBERS.migration]);
  expect(await migrating).toBeInstanceOf(SilentConnection);
});

test('sessions have their limits, whatever is in between, and the server lets go of clients that vanish', async () => {
  const dataSource = await openPool();
  const settings = await dataSource.query<{ name: string; setting: string }[]>(
    `SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout',
       'jit', 'tcp_keepalives_idle', 'tcp_user_timeout', 'client_connection_check_interval')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    client_connection_check_interval: '10000',
    idle_in_transaction_session_timeout: '60000',
    jit: 'off',
    statement_timeout: '60000',
    tcp_keepalives_idle: '10',
    tcp_user_timeout: '30000',
  });
});
