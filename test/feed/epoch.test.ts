/** Cursors belong to one database: they outlive its servers, and mean nothing in a copy of it (P5). */
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { CongressCompletedDocument, EventsDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { codesOf, expectUnbroken, readHeadOf } from '../support/check-events';
import { follow } from '../support/follow';
import { openDemoDatabase } from '../support/open-demo-database';
import { post, startOn, tokenFor } from '../support/start-test-app';
import { findPlanned, streamReports } from '../support/stream-reports';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

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

test('P5: a cursor survives a restart, and a copy of the database refuses it', async () => {
  const database = await openDemoDatabase();
  closers.add(database.drop);
  const reporter = await tokenFor(Role.REPORTER);
  const first = await startOn(database.url);
  closers.add(first.close);
  const before = await readHeadOf(first.url, reporter);
  const codes = await findPlanned(first.url, reporter, 10);
  await streamReports(first.url, reporter, codes.slice(0, 5), 1).done;
  await first.close();

  const copyUrl = await copyDatabase(database.url);
  const copy = await startOn(copyUrl);
  closers.add(copy.close);
  const head = await readHeadOf(copy.url, reporter);
  expect(head.position).toBe(before.position + 5);
  expect(await follow(copy.url, CongressCompletedDocument, { after: before.cursor }, reporter).ended).toEqual(RESYNC);
  expect((await post(copy.url, EventsDocument, { after: before.cursor }, reporter)).errors).toEqual(RESYNC);

  const second = await startOn(database.url);
  closers.add(second.close);
  expect(await follow(second.url, CongressCompletedDocument, { after: head.cursor }, reporter).ended).toEqual(RESYNC);
  const follower = follow(second.url, CongressCompletedDocument, { after: before.cursor }, reporter);
  closers.add(follower.stop);
  await follower.waitFor(5);
  await streamReports(second.url, reporter, codes.slice(5), 1).done;
  const events = (await follower.waitFor(10)).map(({ congressCompleted }) => congressCompleted);
  expect(codesOf(events)).toEqual(codes);
  expectUnbroken(events, before.cursor);

  // The copy goes its own way, and its own cursors hold there.
  await streamReports(copy.url, reporter, codes.slice(7), 1).done;
  const there = follow(copy.url, CongressCompletedDocument, { after: head.cursor }, reporter);
  closers.add(there.stop);
  const copied = (await there.waitFor(3)).map(({ congressCompleted }) => congressCompleted);
  expect(codesOf(copied)).toEqual(codes.slice(7));
  expectUnbroken(copied, head.cursor);
});
