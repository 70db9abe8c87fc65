/** P11: identical subscriptions are executed once and serialised once per event, however many sockets ask. */
import { executedRoots } from '../support/count-executions';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { readHeadOf } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { follow, type Follower } from '../support/follow';
import { spyStatements } from '../support/spy-statements';
import { findPlanned, HELD_ON } from '../support/stream-reports';
import { requireData, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const NESTED = `subscription Nested($within: String, $cursor: Cursor) {
  congressCompleted(within: $within, after: $cursor) {
    node {
      position
      congress { organization { code parent { code progress { completed } } } }
    }
  }
}`;
/** The same in another dress. */
const NESTED_AGAIN = `
  # Written by somebody else.
  subscription Nested($within: String, $after: Cursor) { congressCompleted(after: $after, within: $within) {
  node { position congress {
    organization { code, parent { code, progress { completed } } } } } } }`;
const FLAT = `subscription ($after: Cursor) {
  congressCompleted(after: $after) { node { position progress { completed planned } } }
}`;

interface Event {
  congressCompleted: { node: { position: number } };
}

const closers = openCleanUp();
let app: TestApp;
let reporter: string;
let planned: string[];
let statements: string[];
const answers: string[] = [];

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'on' });
  reporter = await tokenFor(Role.REPORTER);
  planned = await findPlanned(app.url, reporter, 12, { within: '01' });
  count();
});
afterEach(() => closers.closeAll());
afterAll(async () => {
  jest.restoreAllMocks();
  await app.close();
});

/** Keeps what this process asks of PostgreSQL, and the answers to subscriptions that it serialises. */
function count(): void {
  ({ statements } = spyStatements());
  const stringify = JSON.stringify.bind(JSON);
  jest.spyOn(JSON, 'stringify').mockImplementation((value: unknown, ...rest: unknown[]) => {
    const text = (stringify as (...each: unknown[]) => string)(value, ...rest);
    if (text.startsWith('{"data":{"congressCompleted":')) answers.push(text);
    return text;
  });
}

const snapshots = (): number => statements.filter((text) => text.startsWith('BEGIN ISOLATION')).length;

function forget(): void {
  executedRoots.length = statements.length = answers.length = 0;
}

/** Asks for nothing that would have to be read after the commit. */
const REPORT = `mutation ($input: ReportCongressCompletedInput!) {
  reportCongressCompleted(input: $input) { position }
}`;

async function report(): Promise<number> {
  const input = { organization: planned.shift()!, heldOn: HELD_ON };
  const answer = await app.send<{ reportCongressCompleted: { position: number } }, object>(REPORT, { input }, reporter);
  return requireData(answer).reportCongressCompleted.position;
}

function open(count: number, document: string, variables: object, token: string): Follower<Event>[] {
  return Array.from({ length: count }, () => {
    const follower = follow<Event, Record<string, unknown>>(app.url, document, { ...variables }, token);
    closers.add(follower.stop);
    return follower;
  });
}

/** Every follower has the event at that position as its newest. */
async function expectAll(followers: readonly Follower<Event>[], count: number, position: number): Promise<void> {
  const newest = await Promise.all(
    followers.map(async ({ waitFor }) => (await waitFor(count)).at(-1)!.congressCompleted.node.position),
  );
  expect(new Set(newest)).toEqual(new Set([position]));
}

describe('an event', () => {
  test('is executed, serialised and looked up once for 200 sockets of a group and 20 of another', async () => {
    const anyone = await tokenFor(Role.VIEWER, 'VN', 'anyone');
    const another = await tokenFor(Role.ADMIN, 'VN', 'another');
    const { cursor } = await readHeadOf(app.url, reporter);
    const followers = [
      ...open(100, NESTED, { within: 'VN', cursor }, anyone),
      ...open(100, NESTED_AGAIN, { after: cursor, within: 'VN', unused: 1 }, another),
      ...open(20, FLAT, { after: cursor }, anyone),
    ];
    await expectAll(followers, 1, await report());
    for (let count = 2; count <= 4; count += 1) {
      forget();
      const position = await report();
      await expectAll(followers, count, position);
      const ofEvents = executedRoots.filter((root) => 'node' in root);
      expect({ executed: ofEvents.length, serialised: answers.length, snapshots: snapshots() }).toEqual({
        executed: 2,
        serialised: 2,
        snapshots: 1,
      });
    }
  });

  test('needs no snapshot for those who join a group that is there', async () => {
    const token = await tokenFor(Role.VIEWER);
    const { cursor } = await readHeadOf(app.url, reporter);
    const first = open(1, FLAT, { after: cursor }, token);
    await expectAll(first, 1, await report());
    const { cursor: later } = await readHeadOf(app.url, reporter);
    forget();
    const joined = open(20, FLAT, { after: later }, token);
    await expectAll(joined, 1, await report());
    expect(snapshots()).toBe(0);
  });

  test('is executed for each set of viewing rights', async () => {
    const tokens = [await tokenFor(Role.VIEWER, 'VN'), await tokenFor(Role.VIEWER, '01')];
    const { cursor } = await readHeadOf(app.url, reporter);
    const followers = tokens.flatMap((token) => open(3, NESTED, { within: '01', cursor }, token));
    await expectAll(followers, 1, await report());
    forget();
    await expectAll(followers, 2, await report());
    expect(executedRoots.filter((root) => 'node' in root)).toHaveLength(2);
  });
});

describe('a state', () => {
  const STATE = `subscription ($within: String, $me: String) {
    progress(within: $within, subscriber: $me) { position completed byLevel { level completed } children(first: 200) { edges { node { completed } } } }
  }`;

  test('is looked at once after a change for all who watch it, whoever they say they are', async () => {
    const token = await tokenFor(Role.VIEWER);
    const watchers = Array.from({ length: 30 }, (_, index) => {
      const watcher = follow<{ progress: { position: number } }, Record<string, unknown>>(
        app.url,
        STATE,
        { within: '01', me: `subscriber ${index}` },
        token,
      );
      closers.add(watcher.stop);
      return watcher;
    });
    await Promise.all(watchers.map(({ waitFor }) => waitFor(1)));
    forget();
    const position = await report();
    const seen = await Promise.all(watchers.map(async ({ waitFor }) => (await waitFor(2)).at(-1)!.progress.position));
    expect(new Set(seen)).toEqual(new Set([position]));
    expect(executedRoots.filter((root) => 'seen' in root)).toHaveLength(1);
  });
});
