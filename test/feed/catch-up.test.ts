/** P11: those who catch up cost statements by the page and not by the event, and each event is executed once for all of them. */
import { executedRoots } from '../support/count-executions';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { readHeadOf } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { follow, type Follower } from '../support/follow';
import { spyStatements } from '../support/spy-statements';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';

const EVENTS = 300;
const MANY = `mutation ($input: ReportCongressesCompletedInput!) {
  reportCongressesCompleted(input: $input) { reported { position } }
}`;
const NESTED = `id position congress { id organization { id code name parent { id code progress { id planned completed } } } }`;
const FLAT = 'id position progress { id planned completed }';

interface Event {
  congressCompleted: { cursor: string; previousCursor: string; node: { position: number } };
}

const closers = openCleanUp();
let app: TestApp;
let token: string;
let start: { position: number; cursor: string };

beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.REPORTER);
  start = await readHeadOf(app.url, token);
  const codes = await findPlanned(app.url, token, EVENTS);
  const reports = codes.map((organization) => ({ organization, heldOn: HELD_ON }));
  await app.ask(MANY, { input: { reports } }, token);
});
afterEach(() => closers.closeAll());
afterAll(async () => {
  jest.restoreAllMocks();
  await app.close();
});

/** Another process of the same database, that has executed nothing yet. */
async function restart(): Promise<App> {
  const other = await startOn(app.databaseUrl);
  closers.add(other.close);
  return other;
}

function catchUp({ url }: App, selection: string, after: string): Follower<Event> {
  const document = `subscription ($after: Cursor) {
    congressCompleted(after: $after) { cursor previousCursor node { ${selection} } }
  }`;
  const follower = follow<Event, { after: string }>(url, document, { after }, token);
  closers.add(follower.stop);
  return follower;
}

const ofEvents = (): object[] => executedRoots.filter((root) => 'node' in root);

function expectAll(received: readonly Event[], from: number): void {
  const positions = received.map(({ congressCompleted: { node } }) => node.position);
  expect(positions).toEqual(Array.from({ length: start.position + EVENTS - from }, (_, index) => from + 1 + index));
  for (const [index, { congressCompleted }] of received.slice(1).entries()) {
    expect(congressCompleted.previousCursor).toBe(received[index]!.congressCompleted.cursor);
  }
}

/** The one with which the group is opened, and those of 32 events, 256 and 12: how large answers are is known after the first. */
const OF_NESTED = 1 + 3;

test.each([
  ['nested', NESTED, OF_NESTED],
  ['flat', FLAT, 1],
])('%s events of some hundred cost a few snapshots', async (_what, selection, most) => {
  const other = await restart();
  const { statements, stop } = spyStatements();
  expectAll(await catchUp(other, selection, start.cursor).waitFor(EVENTS), start.position);
  stop();
  expect(statements.filter((text) => text.startsWith('BEGIN ISOLATION'))).toHaveLength(most);
  expect(statements.length).toBeLessThan(EVENTS / 4);
});

test('several who begin at different places share what is executed', async () => {
  const other = await restart();
  const first = catchUp(other, NESTED, start.cursor);
  const received = await first.waitFor(EVENTS);
  await first.stop();
  executedRoots.length = 0;
  const places = [0, 1, 40, 123, 290];
  const followers = places.map((index) => ({
    from: received[index]!.congressCompleted.node.position,
    follower: catchUp(other, NESTED, received[index]!.congressCompleted.cursor),
  }));
  for (const { from, follower } of followers) {
    expectAll(await follower.waitFor(start.position + EVENTS - from), from);
  }
  expect(ofEvents()).toHaveLength(EVENTS - 1);
});
