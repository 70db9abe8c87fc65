/** The listening connection may die as often as it likes, and there may be several servers: nobody misses an event (P5). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Role } from '../../src/access/viewer';
import { CongressCompletedDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { codesOf, expectUnbroken, readHeadOf, toSeen } from '../support/check-events';
import { follow } from '../support/follow';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports } from '../support/stream-reports';

const closers = openCleanUp();
let app: TestApp;
let otherUrl: string;
let reporter: string;
let operator: Client;

beforeAll(async () => {
  app = await startTestApp();
  closers.add(app.close);
  const other = await startOn(app.databaseUrl);
  closers.add(other.close);
  otherUrl = other.url;
  reporter = await tokenFor(Role.REPORTER);
  operator = new Client({ connectionString: app.databaseUrl });
  await operator.connect();
  closers.add(() => operator.end());
});
afterAll(() => closers.closeAll());

/** Processes of PostgreSQL that listen to the log for one of the servers, all of which have said LISTEN. */
async function listeners(): Promise<number[]> {
  const { rows } = await operator.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE application_name LIKE 'giaoban listener%' AND datname = current_database() AND state = 'idle'
        AND query ~ '^(LISTEN|SELECT 1)' ORDER BY pid`,
  );
  return rows.map(({ pid }) => pid);
}

/** Asks PostgreSQL until both servers listen, with none of these processes. */
async function newListeners(gone: readonly number[]): Promise<number[]> {
  for (;;) {
    const pids = await listeners();
    if (pids.length === 2 && !pids.some((pid) => gone.includes(pid))) return pids;
  }
}

test('P5: its listening connection terminated again and again, each server delivers every event once, in order', async () => {
  const codes = await findPlanned(app.url, reporter, 120);
  const start = await readHeadOf(app.url, reporter);
  const followers = [app.url, otherUrl].map((url) =>
    follow(url, CongressCompletedDocument, { after: start.cursor }, reporter),
  );
  closers.add(() => Promise.all(followers.map(({ stop }) => stop())));
  const stream = streamReports(app.url, reporter, codes);
  const terminated: number[] = [];
  for (let round = 1; round <= 5; round += 1) {
    await stream.waitFor(round * 15);
    const pids = await newListeners(terminated);
    await operator.query('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid', [pids]);
    terminated.push(...pids);
  }
  await stream.done;
  expect(stream.refused).toEqual([]);
  for (const follower of followers) {
    const events = (await follower.waitFor(codes.length)).map(({ congressCompleted }) => toSeen(congressCompleted));
    expectUnbroken(events, start.cursor);
    expect(new Map(events.map((event) => [event.congress?.organization.code, event.position]))).toEqual(
      stream.answered,
    );
    expect(follower.errors).toEqual([]);
  }
  expect(new Set([...terminated, ...(await newListeners(terminated))]).size).toBe(12);
});

function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inside: unknown) => (key === 'id' ? undefined : inside)));
}

test('P5: what either of two servers accepts reaches the subscribers of both, in the same order', async () => {
  const codes = await findPlanned(app.url, reporter, 100);
  const start = await readHeadOf(app.url, reporter);
  const followers = [app.url, otherUrl].map((url) =>
    follow(url, CongressCompletedDocument, { after: start.cursor }, reporter),
  );
  closers.add(() => Promise.all(followers.map(({ stop }) => stop())));
  const streams = [
    streamReports(app.url, reporter, codes.slice(0, 50)),
    streamReports(otherUrl, reporter, codes.slice(50)),
  ];
  await Promise.all(streams.map(({ done }) => done));
  expect(streams.map(({ refused, answered }) => [refused, answered.size])).toEqual([
    [[], 50],
    [[], 50],
  ]);
  const [here, there] = await Promise.all(followers.map((follower) => follower.waitFor(codes.length)));
  const events = here!.map(({ congressCompleted }) => toSeen(congressCompleted));
  expectUnbroken(events, start.cursor);
  expect(codesOf(events).sort()).toEqual([...codes].sort());
  // A server that has heard of more says of totals, by their ids, that they have moved on.
  expect(withoutIds(there)).toEqual(withoutIds(here));
});
