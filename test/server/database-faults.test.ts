/** What callers are told of faults of the database: each raised by a real server, while a mutation is under way. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { toDatabaseProblem } from '../../src/database/fault-table';
import { AnswerSnapshot } from '../../src/database/snapshot';
import { inTransaction } from '../../src/database/in-transaction';
import { WatchedClient } from '../../src/database/pool-client';
import { ReportCongressCompletedDocument, TurnDayDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { findKnown } from '../support/known-congresses';
import { onAcquire } from '../support/on-acquire';
import { openRaisedFaults, type RaisedFaults } from '../support/raise-fault';
import { startOn, startTestApp, post, tokenFor, type Answer, type TestApp } from '../support/start-test-app';

const afterEachTest = openCleanUp();
let app: TestApp;
let faults: RaisedFaults;
let congressId: string;
let lockTimeout = '30s';

beforeAll(async () => {
  app = await startTestApp();
  faults = await openRaisedFaults(app.databaseUrl);
  onAcquire(app.app.dataSource, (client) => {
    client.query(`SET lock_timeout = '${lockTimeout}'`).catch(() => undefined);
  });
  congressId = (await findKnown(app)).planned[0]!;
});
afterEach(() => afterEachTest.closeAll());
afterAll(async () => {
  await faults.close();
  await app.close();
});

const report = () => app.send(ReportCongressCompletedDocument, { input: { congressId, heldOn: '2020-02-28' } });

interface Told {
  code: unknown;
  retry: unknown;
  incident: unknown;
}

function toldBy({ errors }: Answer<unknown>): Told & { message: string } {
  const { message, extensions } = errors![0]!;
  return {
    message,
    code: extensions?.['code'],
    retry: extensions?.['retry'],
    incident: extensions?.['incident'],
  };
}

const PASSING = { code: 'UNAVAILABLE', retry: true, incident: undefined };
const LASTING = { code: 'UNAVAILABLE', retry: false, incident: undefined };

const STATES: Record<string, Partial<Told>> = {
  '08000': PASSING,
  '08003': PASSING,
  '08006': PASSING,
  '08007': LASTING,
  '08P01': PASSING,
  '25006': PASSING,
  '25P02': LASTING,
  '25P03': PASSING,
  '25P04': PASSING,
  '40000': PASSING,
  '40001': PASSING,
  '40002': PASSING,
  '40003': LASTING,
  '40P01': PASSING,
  '53000': PASSING,
  '53100': PASSING,
  '53200': PASSING,
  '53300': PASSING,
  '53400': { code: 'LIMIT', retry: undefined, incident: undefined },
  '55000': PASSING,
  '55006': PASSING,
  '55P03': PASSING,
  '57000': PASSING,
  '57014': PASSING,
  '57P01': PASSING,
  '57P02': PASSING,
  '57P03': PASSING,
  '57P04': LASTING,
  '57P05': PASSING,
  '58000': PASSING,
  '58030': PASSING,
  '58P01': PASSING,
  '25001': { code: 'INTERNAL_SERVER_ERROR', retry: undefined },
  XX000: { code: 'INTERNAL_SERVER_ERROR', retry: undefined },
  XX001: { code: 'INTERNAL_SERVER_ERROR', retry: undefined },
};

describe('a fault by its SQLSTATE', () => {
  test.each(Object.entries(STATES))('%s', async (state, told) => {
    const before = await faults.readPosition();
    await faults.raise(state);
    const answer = await report();
    await faults.raise(null);
    expect(toldBy(answer)).toMatchObject(told);
    if (told.code === 'INTERNAL_SERVER_ERROR') expect(toldBy(answer).incident).toEqual(expect.any(String));
    expect(await faults.readPosition()).toBe(before);
  });
});

describe('a fault that has come about', () => {
  const restart = () =>
    faults.client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'giaoban%' AND datname = current_database()",
    );

  test('the server is set to be read only', async () => {
    const name = new URL(app.databaseUrl).pathname.slice(1);
    await faults.client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await restart();
    const told = await untilTold(/accepts no changes/);
    await faults.client.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    await restart();
    expect(told).toMatchObject(PASSING);
  });

  /** The first requests after a restart may meet the connections that have just been ended. */
  async function untilTold(words: RegExp): Promise<Told> {
    for (;;) {
      const told = toldBy(await report());
      if (words.test(told.message)) return told;
    }
  }

  test('others hold what it needs for longer than anybody should wait', async () => {
    lockTimeout = '50ms';
    await faults.client.query('BEGIN; LOCK TABLE log_head');
    const answer = await report();
    await faults.client.query('ROLLBACK');
    lockTimeout = '30s';
    expect(toldBy(answer)).toMatchObject({ ...PASSING, message: expect.stringContaining('Others are changing') });
  });

  test.each([
    ['cancelled by somebody', 'pg_cancel_backend', /told to cancel/],
    ['its connection ended by somebody', 'pg_terminate_backend', /ended the connection|cannot be reached/],
  ])('%s', async (_name, stop, words) => {
    await faults.client.query('BEGIN; SELECT FROM log_head FOR UPDATE');
    const answer = report();
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    let pid: number | undefined;
    while (pid === undefined) {
      // Within a transaction PostgreSQL would show the same activity for ever.
      await faults.client.query('SELECT pg_stat_clear_snapshot()');
      pid = (await faults.client.query<{ pid: number }>(waiting)).rows[0]?.pid;
    }
    await faults.client.query(`SELECT ${stop}($1)`, [pid]);
    const told = toldBy(await answer);
    await faults.client.query('ROLLBACK');
    expect(told).toMatchObject({ ...PASSING, message: expect.stringMatching(words) });
  });

  test('it stood still in a transaction for too long', async () => {
    const failure = inTransaction(app.app.dataSource, async (manager) => {
      const sql = "SELECT pg_backend_pid() AS pid, set_config('idle_in_transaction_session_timeout', '1ms', true)";
      const [own] = await manager.query<{ pid: number }[]>(sql);
      const there = 'SELECT FROM pg_stat_activity WHERE pid = $1';
      while ((await faults.client.query(there, [own!.pid])).rowCount === 1);
      await manager.query('SELECT 1');
    });
    const error: unknown = await failure.catch((caught: unknown) => caught);
    expect(toDatabaseProblem(error)).toMatchObject({ code: 'UNAVAILABLE', details: { retry: true } });
  });

  test('the server takes no more connections', async () => {
    const role = `few_${new URL(app.databaseUrl).pathname.slice(1)}`;
    const url = new URL(app.databaseUrl);
    await faults.client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'few' IN ROLE ${url.username}`);
    afterEachTest.add(async () => {
      await faults.client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });
    await faults.client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
    Object.assign(url, { username: role, password: 'few' });
    const poor = await startOn(url.href);
    afterEachTest.add(poor.close);
    await faults.client.query(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    await faults.client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
    const token = await tokenFor(Role.ADMIN);
    const ask = () => post(poor.url, '{ progress { planned } }', {}, token);
    let told = toldBy(await ask());
    while (!told.message.includes('no more connections')) told = toldBy(await ask());
    expect(told).toMatchObject(PASSING);
  });
});

describe('57014', () => {
  const caught = (sql: string) =>
    new Promise<unknown>((resolve) => {
      const client = new WatchedClient({ connectionString: app.databaseUrl });
      void client.connect().then(async () => {
        await client.query("SET statement_timeout = '300ms'");
        const error: unknown = await client.query(sql).catch((thrown: unknown) => thrown);
        await client.end();
        resolve(error);
      });
    });

  test('is too much where the statement has run for as long as it may', async () => {
    const error = await caught('SELECT pg_sleep(60)');
    expect(error).toMatchObject({ code: '57014' });
    expect(toDatabaseProblem(error, 0.3)).toMatchObject({ code: 'LIMIT', details: {} });
    // As TypeORM wraps it.
    expect(toDatabaseProblem({ driverError: error }, 0.3)).toMatchObject({ code: 'LIMIT', details: {} });
  });

  test('is a passing fault where somebody cancelled it before', async () => {
    const error = await caught('SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(60)');
    expect(error).toMatchObject({ code: '57014' });
    expect(toDatabaseProblem(error, 0.3)).toMatchObject({ code: 'UNAVAILABLE', details: { retry: true } });
  });
});

test('a change that was recorded, but whose answer cannot be read, is not to be sent again', async () => {
  const before = await faults.readPosition();
  let isRecorded = false;
  const watch = new Client({ connectionString: app.databaseUrl });
  await watch.connect();
  afterEachTest.add(() => watch.end());
  const stop = onAcquire(app.app.dataSource, (client) => {
    if (isRecorded) client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
  });
  // The COMMIT itself says when: whatever is taken from the pool after it is ended.
  await faults.doAtCommit('PERFORM pg_advisory_xact_lock(42)');
  await watch.query('SELECT pg_advisory_lock(42)');
  const answer = app.send(TurnDayDocument, { input: {} });
  const waiting = "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = 42";
  while ((await watch.query(waiting)).rowCount === 0);
  isRecorded = true;
  await watch.query('SELECT pg_advisory_unlock(42)');
  const told = toldBy(await answer);
  stop();
  await faults.doAtCommit('NULL');
  expect(await faults.readPosition()).toBe(before + 1);
  expect(told).toMatchObject({ ...LASTING, message: expect.stringContaining('are recorded') });
});

test('nor is "ask for less" said of it, where its answer took too much', async () => {
  const snapshot = new AnswerSnapshot(app.app.dataSource);
  const reading = snapshot.query("DO $$ BEGIN RAISE EXCEPTION 'too much' USING ERRCODE = '53400'; END $$");
  await expect(reading).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { retry: false } });
  await snapshot.close();
});

test('what a caller has written is not taken for a fault of the database', async () => {
  const query = 'query ($first: Int) { congresses(first: $first) { pageInfo { hasNextPage } } }';
  const told = toldBy(await app.send(query, { first: 'the connection was closed' }));
  expect(told).toMatchObject({ code: 'BAD_USER_INPUT', retry: undefined });
});
