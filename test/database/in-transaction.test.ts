/** What becomes of a transaction whose connection dies: before it began, under way, or at its COMMIT. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { toDatabaseProblem } from '../../src/database/fault-table';
import { inTransaction } from '../../src/database/in-transaction';
import { ReportCongressCompletedDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { findKnown } from '../support/known-congresses';
import { onAcquire } from '../support/on-acquire';
import { openRaisedFaults, type RaisedFaults } from '../support/raise-fault';
import { startOn, startTestApp, post, tokenFor, type TestApp } from '../support/start-test-app';
import { openTcpProxy } from '../support/tcp-proxy';

const afterEachTest = openCleanUp();
let app: TestApp;
let faults: RaisedFaults;
let planned: string[];
let admin: string;

beforeAll(async () => {
  app = await startTestApp();
  faults = await openRaisedFaults(app.databaseUrl);
  planned = (await findKnown(app)).planned;
  admin = await tokenFor(Role.ADMIN);
});
afterEach(async () => {
  await faults.doAtCommit('NULL');
  await faults.raise(null);
  await afterEachTest.closeAll();
});
afterAll(async () => {
  await faults.close();
  await app.close();
});

const reportOf = (congressId: string, idempotencyKey?: string) => ({
  input: { congressId, heldOn: '2020-02-28', idempotencyKey },
});
const report = (congressId: string, idempotencyKey?: string) =>
  app.send(ReportCongressCompletedDocument, reportOf(congressId, idempotencyKey));
const UNKNOWN = {
  message: expect.stringMatching(/may or may not have been recorded.*same idempotencyKey.*check first/),
  extensions: { code: 'UNAVAILABLE', retry: false },
};

/** The next so many connections that are taken from the pool die before whoever took them says anything. */
function killTaken(count: number): () => number {
  let killed = 0;
  const stop = onAcquire(app.app.dataSource, (client) => {
    if (killed === count) return;
    killed += 1;
    client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
  });
  afterEachTest.add(() => {
    stop();
    return Promise.resolve();
  });
  return () => killed;
}

describe('before it began', () => {
  test('it begins on another connection', async () => {
    const killed = killTaken(2);
    await expect(inTransaction(app.app.dataSource, (manager) => manager.query('SELECT 1 AS one'))).resolves.toEqual([
      { one: 1 },
    ]);
    expect(killed()).toBe(2);
  });

  test('it gives up in the end, and nothing was changed', async () => {
    killTaken(Number.POSITIVE_INFINITY);
    let begun = 0;
    const failure = inTransaction(app.app.dataSource, () => Promise.resolve((begun += 1)));
    const error: unknown = await failure.catch((caught: unknown) => caught);
    expect(toDatabaseProblem(error)).toMatchObject({ code: 'UNAVAILABLE', details: { retry: true } });
    expect(begun).toBe(0);
  });
});

describe('at its COMMIT', () => {
  test('a fault that passes is tried again, and recorded once', async () => {
    await faults.client.query('CREATE SEQUENCE tries');
    await faults.doAtCommit(`IF nextval('tries') < 3 THEN RAISE SQLSTATE '40001'; END IF`);
    const before = await faults.readPosition();
    const { data } = await report(planned[0]!);
    expect(data?.reportCongressCompleted?.position).toBe(before + 1);
    expect(await faults.readPosition()).toBe(before + 1);
  });

  test('what the database refuses was not recorded', async () => {
    const before = await faults.readPosition();
    await faults.raise('53100', 'AT COMMIT');
    const { errors } = await report(planned[1]!);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', retry: true } }]);
    expect(await faults.readPosition()).toBe(before);
  });

  test.each([
    ['the server itself does not know', `RAISE SQLSTATE '40003'`],
    ['the server ends the connection', 'PERFORM pg_terminate_backend(pg_backend_pid())'],
  ])('%s: nobody knows, and the same key records it once', async (_name, statement) => {
    const before = await faults.readPosition();
    await faults.doAtCommit(statement);
    expect((await report(planned[1]!, statement)).errors).toMatchObject([UNKNOWN]);
    await faults.doAtCommit('NULL');
    expect(await faults.readPosition()).toBe(before);
    const { data } = await report(planned[1]!, statement);
    expect(data?.reportCongressCompleted?.position).toBe(before + 1);
    planned.splice(1, 1);
  });

  test('the line breaks, but it was recorded: the same key gets the stored answer', async () => {
    const target = new URL(app.databaseUrl);
    const proxy = await openTcpProxy(`http://${target.host}`);
    afterEachTest.add(proxy.close);
    target.host = new URL(proxy.url).host;
    const behind = await startOn(target.href);
    afterEachTest.add(behind.close);
    const send = () => post(behind.url, ReportCongressCompletedDocument, reportOf(planned[1]!, 'cut off'), admin);
    const watch = new Client({ connectionString: app.databaseUrl });
    await watch.connect();
    afterEachTest.add(() => watch.end());
    const before = await faults.readPosition();
    await faults.doAtCommit('PERFORM pg_advisory_xact_lock(43)');
    await watch.query('SELECT pg_advisory_lock(43)');

    const first = send();
    const waiting = "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = 43";
    while ((await watch.query(waiting)).rowCount === 0);
    proxy.stallClient();
    await watch.query('SELECT pg_advisory_unlock(43)');
    while ((await faults.readPosition()) === before);
    proxy.cut();
    proxy.flow();
    expect((await first).errors).toMatchObject([UNKNOWN]);

    const second = await untilAnswered(send);
    expect(second.data?.reportCongressCompleted?.position).toBe(before + 1);
    expect(await faults.readPosition()).toBe(before + 1);
    planned.splice(1, 1);
  });

  /** The connections of the pool that were cut with it may be met first. */
  async function untilAnswered(send: () => ReturnType<typeof report>): ReturnType<typeof report> {
    for (;;) {
      const answer = await send();
      if (answer.errors?.[0]?.extensions?.['retry'] !== true) return answer;
    }
  }
});

test('work that goes on after a statement that failed is not answered as if it were recorded', async () => {
  const work = inTransaction(app.app.dataSource, async (manager) => {
    await manager.query('SELECT 1 / 0').catch(() => undefined);
  });
  await expect(work).rejects.toThrow('rolled back');
});

test('the same key in flight twice is recorded once, and answered twice', async () => {
  const before = await faults.readPosition();
  await faults.client.query('BEGIN; LOCK TABLE log_head');
  const both = [report(planned[1]!, 'twice'), report(planned[1]!, 'twice')];
  // The one that came second waits for the key of the first, which waits for the table.
  const waiting = `SELECT FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database() AND ltrim(query) LIKE 'WITH claim %'`;
  const countWaiting = async (): Promise<number> => {
    // Within a transaction PostgreSQL would show the same activity for ever.
    await faults.client.query('SELECT pg_stat_clear_snapshot()');
    return (await faults.client.query(waiting)).rowCount ?? 0;
  };
  while ((await countWaiting()) === 0);
  await faults.client.query('ROLLBACK');
  for (const { data } of await Promise.all(both)) expect(data?.reportCongressCompleted?.position).toBe(before + 1);
  expect(await faults.readPosition()).toBe(before + 1);
});

test('a connection that could not be rolled back never comes back to the pool', async () => {
  const taken: number[] = [];
  const work = inTransaction(app.app.dataSource, async (manager) => {
    const [own] = await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    taken.push(own!.pid);
    // Nobody reads what it says any more: as a statement that is still running.
    const connection = (await manager.queryRunner!.connect()) as Client;
    connection.query = () => Promise.reject(new Error('Query read timeout'));
    throw new Error('The work has failed.');
  });
  await expect(work).rejects.toThrow('The work has failed.');
  const there = 'SELECT FROM pg_stat_activity WHERE pid = $1';
  while ((await faults.client.query(there, taken)).rowCount === 1);
  await expect(inTransaction(app.app.dataSource, (manager) => manager.query('SELECT 1 AS one'))).resolves.toEqual([
    { one: 1 },
  ]);
});
