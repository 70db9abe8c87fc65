/** A connection pooler between the server and its database: in session mode it serves, in any other it is refused with what to do. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { requireSession } from '../../src/database/require-session';
import { CongressesDocument, ReportCongressCompletedDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { follow } from '../support/follow';
import { cloneTemplate, type Clone } from '../support/templates';
import { runGiaoban } from '../support/run-giaoban';
import { post, requireData, SECRET, startOn, tokenFor } from '../support/start-test-app';
import { hasPgbouncer, startPgbouncer, type PoolerSettings } from './start-pgbouncer';

// Nothing but Node is needed to run the tests; in continuous integration none may be left out.
const withPgbouncer = hasPgbouncer() || process.env['CI'] !== undefined ? describe : describe.skip;

const LETS_OPTIONS_PASS = ['ignore_startup_parameters = options'];
const TRANSACTION_MODE =
  /^giaoban: DATABASE_URL points to 127\.0\.0\.1:\d+, a connection pooler in transaction mode, such as PgBouncer: set pool_mode = session for this database, or point DATABASE_URL at PostgreSQL itself\..*\n$/;
const STATEMENT_MODE =
  /^giaoban: DATABASE_URL points to 127\.0\.0\.1:\d+, a connection pooler in statement mode: set pool_mode = session .*\n$/;

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let database: Clone;

async function poolerUrl(settings: PoolerSettings): Promise<string> {
  const pooler = await startPgbouncer(database.url, settings);
  closers.add(pooler.close);
  return pooler.url;
}

withPgbouncer('PgBouncer', () => {
  beforeAll(async () => {
    database = await cloneTemplate('small');
    afterAllTests.add(() => database.drop());
  });
  afterEach(() => closers.closeAll());
  afterAll(() => afterAllTests.closeAll());

  test.each([
    ['transaction mode', { mode: 'transaction' }, TRANSACTION_MODE],
    ['transaction mode that lets settings pass', { mode: 'transaction', more: LETS_OPTIONS_PASS }, TRANSACTION_MODE],
    ['statement mode', { mode: 'statement', more: LETS_OPTIONS_PASS }, STATEMENT_MODE],
  ] as [string, PoolerSettings, RegExp][])('in %s is refused by every command', async (_name, settings, line) => {
    const url = await poolerUrl(settings);
    const given = { folder: tmpdir(), settings: { DATABASE_URL: url, AUTH_JWT_SECRET: SECRET, PORT: '0' } };
    for (const command of ['serve', 'verify', 'migrate']) {
      const { code, out, err } = await runGiaoban([command], given);
      expect({ command, code, out, err }).toEqual({ command, code: 1, out: '', err: expect.stringMatching(line) });
    }
  });

  test('in transaction mode is recognised by what a listener misses, where chance gives sessions back', async () => {
    const url = await poolerUrl({ mode: 'transaction', sessions: 2, more: ['server_round_robin = 1'] });
    // With two sessions that are given in turn, each of two clients happens to get its own back.
    const clients = [new Client({ connectionString: url }), new Client({ connectionString: url })];
    for (const client of clients) {
      await client.connect();
      await client.query('BEGIN');
    }
    for (const client of clients) await client.query('COMMIT');
    for (const client of clients) await client.end();
    await expect(requireSession(url)).rejects.toThrow('a connection pooler in transaction mode');
  });

  test('in session mode serves: what is reported is recorded and delivered', async () => {
    const url = await poolerUrl({ mode: 'session' });
    const app = await startOn(url);
    closers.add(app.close);
    const token = await tokenFor(Role.REPORTER);
    const list = await post(app.url, CongressesDocument, { status: 'PLANNED', level: 'GRASSROOTS', first: 1 }, token);
    const congressId = requireData(list).congresses!.edges[0]!.node.id;
    const states = follow<{ progress: { position: number } }, Record<string, never>>(
      app.url,
      'subscription { progress { position } }',
      {},
      token,
    );
    await states.waitFor(1);
    const report = await post(
      app.url,
      ReportCongressCompletedDocument,
      { input: { congressId, heldOn: '2020-02-28' } },
      token,
    );
    const { position } = requireData(report).reportCongressCompleted!;
    await states.waitFor(2);
    expect(states.received.at(-1)).toEqual({ progress: { position } });
    await states.stop();
  });

  test('in session mode keeps what a session is told: it hears, and nobody else has it', async () => {
    await expect(requireSession(await poolerUrl({ mode: 'session' }))).resolves.toBeUndefined();
  });
});

test('PostgreSQL itself is no pooler', async () => {
  await expect(requireSession(process.env['TEST_POSTGRES_URL']!)).resolves.toBeUndefined();
});
