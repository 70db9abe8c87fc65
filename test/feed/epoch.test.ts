/** Cursors name entries: they outlive servers and go along into copies, and never mean another entry at the same position (P5). */
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { toCursor } from '../../src/feed/cursor';
import { leaveEpoch } from '../../src/feed/epoch';
import { readHead } from '../../src/feed/log';
import { CongressCompletedDocument, EventsDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { codesOf, expectUnbroken, readEventsAfter, readHeadOf, toSeen } from '../support/check-events';
import { follow } from '../support/follow';
import { openTestDatabase } from '../support/open-database';
import { cloneTemplate } from '../support/templates';
import { post, startOn, tokenFor } from '../support/start-test-app';
import { findPlanned, streamReports } from '../support/stream-reports';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

const epochOf = async ({ dataSource: { manager } }: App): Promise<string> => (await readHead(manager)).epoch;

const RESYNC = [expect.objectContaining({ extensions: { code: 'RESYNC', argument: 'after' } })];

/** Nobody may be connected to the original. */
async function copyDatabase(url: string): Promise<string> {
  const original = new URL(url);
  const name = `copy_${randomBytes(6).toString('hex')}`;
  const server = new Client({ connectionString: process.env['TEST_POSTGRES_URL'] });
  await server.connect();
  closers.add(() => server.end());
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${original.pathname.slice(1)}`);
  closers.add(() => server.query(`DROP DATABASE ${name} WITH (FORCE)`));
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}

test('P5: a cursor goes on wherever its entry is: after a restart, and in a copy as far as the copy goes', async () => {
  const database = await cloneTemplate('small');
  closers.add(database.drop);
  const reporter = await tokenFor(Role.REPORTER);
  const first = await startOn(database.url);
  closers.add(first.close);
  const before = await readHeadOf(first.url, reporter);
  const epoch = await epochOf(first);
  const codes = await findPlanned(first.url, reporter, 10);
  await streamReports(first.url, reporter, codes.slice(0, 5), 1).done;
  await first.close();

  const copy = await startOn(await copyDatabase(database.url));
  closers.add(copy.close);
  const second = await startOn(database.url);
  closers.add(second.close);
  const followers = [copy, second].map(({ url }) =>
    follow(url, CongressCompletedDocument, { after: before.cursor }, reporter),
  );
  for (const { stop } of followers) closers.add(stop);
  for (const follower of followers) {
    const events = (await follower.waitFor(5)).map(({ congressCompleted }) => toSeen(congressCompleted));
    expect(codesOf(events)).toEqual(codes.slice(0, 5));
    expectUnbroken(events, before.cursor);
  }

  // From here on both have the same positions, and other entries at them.
  await streamReports(second.url, reporter, codes.slice(5), 1).done;
  await streamReports(copy.url, reporter, codes.slice(7), 1).done;
  const [copied, original] = await Promise.all(
    [copy, second].map(async ({ url }) => (await readEventsAfter(url, reporter, before.cursor)).slice(5)),
  );
  expect(codesOf(copied!)).toEqual(codes.slice(7));
  expect(codesOf(original!)).toEqual(codes.slice(5));
  for (const [{ url }, foreign] of [
    [copy, original!],
    [second, copied!],
  ] as const) {
    for (const { cursor: after } of foreign) {
      expect(await follow(url, CongressCompletedDocument, { after }, reporter).ended).toEqual(RESYNC);
      expect((await post(url, EventsDocument, { after }, reporter)).errors).toEqual(RESYNC);
    }
  }
  for (const follower of followers) expect(follower.errors).toEqual([]);

  // A cursor without a mark knows no more than the epoch, and the copy has another.
  const older = toCursor({ epoch, position: before.position, mark: null });
  expect((await post(second.url, EventsDocument, { after: older }, reporter)).errors).toBeUndefined();
  expect((await post(copy.url, EventsDocument, { after: older }, reporter)).errors).toEqual(RESYNC);
  expect(await epochOf(second)).toBe(epoch);
});

test('the epoch is drawn once for a loss, whoever notices it, and however late', async () => {
  const database = await openTestDatabase();
  closers.add(() => database.close());
  const { dataSource } = database;
  const epoch = async (): Promise<string> => (await readHead(dataSource.manager)).epoch;
  const [first, mark] = [await epoch(), '0123456789ab'];
  await leaveEpoch(dataSource, { epoch: first, position: 5, mark });
  const second = await epoch();
  expect(second).not.toBe(first);
  await leaveEpoch(dataSource, { epoch: first, position: 7, mark });
  // Without a mark nothing was noticed but that the epoch is another one.
  await leaveEpoch(dataSource, { epoch: 'eee', position: 7, mark: null });
  expect(await epoch()).toBe(second);
  await leaveEpoch(dataSource, { epoch: second, position: 7, mark: null });
  expect(await epoch()).not.toBe(second);
});
