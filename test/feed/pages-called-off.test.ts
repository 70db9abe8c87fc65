/** P23: a page of the log that nobody waits for any more is no longer read; it is read again for one who asks later. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Account } from '../../src/account/account';
import { Budget } from '../../src/account/budget';
import { Pages } from '../../src/feed/pages';
import { Tail } from '../../src/feed/tail';
import { openCleanUp } from '../support/clean-up';
import { holdTable } from '../support/hold-table';
import { onAcquire } from '../support/on-acquire';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { waitInDatabase } from '../support/wait-in-database';

const ALL = { through: [], labels: [] };
/** Of the first statement of a page: the tail may wait for the table, too. */
const A_PAGE_WAITS = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%WITH ORDINALITY AS asked%'`;
const NONE_WAITS = `SELECT WHERE NOT EXISTS (${A_PAGE_WAITS})`;

const closers = openCleanUp();
let database: TestDatabase;
let watcher: Client;

beforeAll(async () => {
  database = await openTestDatabase();
  watcher = new Client({ connectionString: database.url });
  await watcher.connect();
});
afterEach(() => closers.closeAll());
afterAll(async () => {
  await watcher.end();
  await database.close();
});

test('a page that two wait for is read until the second has left, and once more for a third', async () => {
  const log = { info: () => undefined, warn: () => undefined };
  const { dataSource, url } = database;
  const tail = await Tail.open({ dataSource, url, log });
  closers.add(() => tail.close());
  // What is not called off never ends by itself.
  const stop = onAcquire(dataSource, (client) => {
    client.query('SET lock_timeout = 0; SET statement_timeout = 0').catch(() => undefined);
  });
  closers.add(() => {
    stop();
    return Promise.resolve();
  });
  const held = await holdTable(url, 'log_entry');
  closers.add(held.letGo);

  const pages = new Pages(tail, dataSource);
  const [first, second] = [new AbortController(), new AbortController()];
  const reason = new Error('The subscriber has left.');
  const failed = [first, second].map(({ signal }) => expect(pages.fromLog(ALL, 0, signal)).rejects.toBe(reason));
  await waitInDatabase(watcher, A_PAGE_WAITS);
  first.abort(reason);
  await failed[0];
  await waitInDatabase(watcher, A_PAGE_WAITS);
  second.abort(reason);
  await failed[1];
  await waitInDatabase(watcher, NONE_WAITS);
  const third = pages.fromLog(ALL, 0, new AbortController().signal);
  await waitInDatabase(watcher, A_PAGE_WAITS);
  await held.letGo();
  expect(await third).toEqual({ entries: [], upTo: 0 });
});

test('a page is paid for by who asks for it first; to those who come after it is remembered', async () => {
  const log = { info: () => undefined, warn: () => undefined };
  const { dataSource, url } = database;
  const tail = await Tail.open({ dataSource, url, log });
  closers.add(() => tail.close());
  const pages = new Pages(tail, dataSource);
  const [first, second] = ['first', 'second'].map(
    (name) => new Account(name, new Budget({ perSecond: 1, most: 10_000 }, () => 0)),
  );
  const { signal } = new AbortController();
  await Promise.all([first, second].map((account) => pages.fromLog(ALL, 0, signal, account)));
  await pages.fromLog(ALL, 0, signal, second);
  expect([first, second].map((account) => account?.budget.remaining)).toEqual([9_500, 10_000]);
});
