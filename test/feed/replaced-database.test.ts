/** A database that is replaced under a running server: its subscribers are told so, and get nothing of the new one (P5). */
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import { toCursor } from '../../src/feed/cursor';
import { FanOut } from '../../src/feed/fan-out';
import { SubscriptionPlan } from '../../src/feed/subscription-plan';
import { append, takePositions } from '../../src/feed/log';
import { Tail } from '../../src/feed/tail';
import { Turns } from '../../src/process/turns';
import type { Problem } from '../../src/problem';
import { openCleanUp } from '../support/clean-up';
import { CollectingOutlet } from '../support/collecting-outlet';
import { makeUp } from '../support/made-up-answers';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

async function write({ dataSource }: TestDatabase, kinds: readonly string[]): Promise<void> {
  const rest = { day: '2020-02-29', actor: null, reason: null, recordId: null, path: [], labels: [], body: {} };
  await dataSource.transaction(async (manager) => {
    const entries = kinds.map((kind) => ({ ...rest, kind, totals: [] }));
    await append(manager, await takePositions(manager, kinds.length), entries);
  });
}

const IN_USE = '55006';

/** Ends every session, and renames; false if one came in meanwhile that had been let in before. */
async function renameWithout(server: Client, name: string, old: string): Promise<boolean> {
  await server.query('SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = $1', [name]);
  try {
    await server.query(`ALTER DATABASE ${name} RENAME TO ${old}`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === IN_USE) return false;
    throw error;
  }
}

/** Ends every session of the first, and gives its name to the second. */
async function replace(first: string, second: string): Promise<void> {
  const server = new Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
  await server.connect();
  closers.add(() => server.end());
  const old = `old_${randomBytes(6).toString('hex')}`;
  await server.query(`ALTER DATABASE ${first} ALLOW_CONNECTIONS false`);
  closers.add(() => server.query(`DROP DATABASE IF EXISTS ${old}`));
  while (!(await renameWithout(server, first, old)));
  await server.query(`ALTER DATABASE ${second} RENAME TO ${first}`);
}

test('a follower ends with RESYNC, whether the poll or the listener comes back first', async () => {
  const first = await openTestDatabase();
  closers.add(() => first.close());
  const second = await openTestDatabase();
  await write(first, ['FIRST']);
  await write(second, ['SECOND', 'SECOND', 'SECOND']);
  await second.dataSource.destroy();
  const dataSource = await openDataSource({
    url: first.url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  closers.add(() => dataSource.destroy());
  const log = { info: () => undefined, warn: () => undefined };
  const tail = await Tail.open({ dataSource, url: first.url, log, pollMilliseconds: 1 });
  closers.add(() => tail.close());
  const outlet = new CollectingOutlet();
  const followed = new SubscriptionPlan({
    kind: 'events',
    filter: { through: [], labels: [] },
    from: tail.place,
    previous: toCursor(tail.place),
    toRoot: ({ kind }) => ({ kind }),
  });
  await new FanOut(tail, dataSource, new Turns()).join({
    key: 'everything',
    after: toCursor({ ...tail.place, position: 0, mark: null }),
    outlet,
    open: () =>
      Promise.resolve({
        price: 0,
        followed,
        ...makeUp((root) => (root as { kind: string }).kind),
        explain: (error) => Buffer.from((error as Problem).code),
      }),
  });
  const [why] = await Promise.all([outlet.ended, replace(nameOf(first.url), nameOf(second.url))]);
  expect(why).toBe('RESYNC');
  expect(outlet.answers).toEqual(['FIRST']);
});
