/** Progress as a state that is pushed: at once, after every change, never backwards, the newest in the end (P5, P13). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  CongressesDocument,
  ProgressDocument,
  ProgressStateDocument,
  ReportCongressesCompletedDocument,
  ReportCongressCompletedDocument,
  TimelineStateDocument,
  TurnDayDocument,
  type ProgressStateSubscription,
  type TimelineStateSubscription,
} from '../generated/operations';
import { follow, type Follower } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { Role } from '../../src/access/viewer';
import { nodesOf } from '../support/nodes-of';

let app: TestApp;
let viewer: string;

beforeAll(async () => {
  app = await startTestApp();
  viewer = await tokenFor(Role.VIEWER);
});
afterAll(() => app.close());

async function plannedIn(within: string, first: number): Promise<string[]> {
  const filter = { within, level: 'GRASSROOTS' as const, status: 'PLANNED' as const, first };
  const { congresses } = await app.ask(CongressesDocument, filter);
  return congresses!.edges.map(({ node }) => node.id);
}

/** Waits until the newest state is at the position or beyond. */
async function untilAt(follower: Follower<ProgressStateSubscription>, position: number) {
  for (let count = 1; ; count += 1) {
    const states = await follower.waitFor(count);
    const newest = states.at(-1)!.progress;
    if (newest.position >= position) return newest;
    count = states.length;
  }
}

function expectRising(follower: Follower<ProgressStateSubscription>): void {
  const positions = follower.received.map(({ progress }) => progress.position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
}

test('the snapshot comes at once, and is what a query says', async () => {
  const follower = follow(app.url, ProgressStateDocument, { within: '01' }, viewer);
  const [first] = await follower.waitFor(1);
  await follower.stop();
  const { progress } = await app.ask(ProgressDocument, { within: '01' });
  expect(first!.progress).toMatchObject(progress!);
});

test('after a report and after the turn of the day the newest state comes, of one position throughout', async () => {
  const follower = follow(app.url, ProgressStateDocument, {}, viewer);
  await follower.waitFor(1);
  const [congressId] = await plannedIn('01', 1);
  const input = { congressId, heldOn: '2020-02-28' };
  const { reportCongressCompleted: report } = await app.ask(ReportCongressCompletedDocument, { input });
  const reported = await untilAt(follower, report!.position);
  expect(reported).toMatchObject(report!.progress.at(-1)!);
  const { turnDay } = await app.ask(TurnDayDocument, { input: {} });
  const turned = await untilAt(follower, turnDay!.position);
  expect(turned).toMatchObject(turnDay!.progress[0]!);
  await follower.stop();
  expectRising(follower);
  for (const { progress } of follower.received) {
    expect(new Set(nodesOf(progress.children).map(({ position }) => position))).toEqual(new Set([progress.position]));
    expect(nodesOf(progress.children).reduce((sum, { completed }) => sum + completed, 0)).toBe(
      progress.byLevel.filter(({ level }) => level !== 'CENTRAL').reduce((sum, { completed }) => sum + completed, 0),
    );
  }
});

test('a burst may be conflated, but ends with the newest; what happens elsewhere is not pushed', async () => {
  const here = follow(app.url, ProgressStateDocument, { within: '02', level: 'GRASSROOTS', pilot: false }, viewer);
  const elsewhere = follow(app.url, ProgressStateDocument, { within: '01' }, viewer);
  await Promise.all([here.waitFor(1), elsewhere.waitFor(1)]);
  const ids = await plannedIn('02', 200);
  for (const part of [ids.slice(0, 100), ids.slice(100)]) {
    const reports = part.map((congressId) => ({ congressId, heldOn: '2020-02-28' }));
    await app.ask(ReportCongressesCompletedDocument, { input: { reports } });
  }
  const { progress } = await app.ask(ProgressDocument, { within: '02', level: 'GRASSROOTS', pilot: false });
  const newest = await untilAt(here, progress!.position);
  expect(newest).toMatchObject(progress!);
  expectRising(here);
  expect(elsewhere.received).toHaveLength(1);
  await Promise.all([here.stop(), elsewhere.stop()]);
});

test('what the viewer may not see is NOT_FOUND', async () => {
  const follower = follow(app.url, ProgressStateDocument, { within: '02' }, await tokenFor(Role.VIEWER, '01'));
  expect(await follower.ended).toMatchObject([{ extensions: { code: 'NOT_FOUND', argument: 'within' } }]);
  await follower.stop();
});

test('the curve of the business day moves with each report, and each point says what is new since the one before', async () => {
  const follower = follow(app.url, TimelineStateDocument, { within: '02' }, viewer);
  const [first] = await follower.waitFor(1);
  const { asOf } = first!.progress;
  const at = ({ progress }: TimelineStateSubscription, day: string) =>
    progress.timeline.find((point) => point.day === day)!;
  const [one, two] = await plannedIn('02', 2);
  const report = async (congressId: string, heldOn: string): Promise<TimelineStateSubscription> => {
    const input = { congressId, heldOn };
    const { reportCongressCompleted } = await app.ask(ReportCongressCompletedDocument, { input });
    for (let count = 1; ; count += 1) {
      const newest = (await follower.waitFor(count)).at(-1)!;
      if (newest.progress.position >= reportCongressCompleted!.position) return newest;
      count = follower.received.length;
    }
  };

  const today = await report(one!, asOf);
  expect(at(today, asOf).completed).toBe(at(first!, asOf).completed! + 1);
  expect(at(today, asOf).completedChange).toBe(at(first!, asOf).completedChange! + 1);
  expect(at(today, asOf).completed).toBe(today.progress.completed);
  // Known late: the curve is lifted from the held day on, and only that day has one more.
  const late = await report(two!, '2020-02-20');
  expect(at(late, '2020-02-20').completedChange).toBe(at(today, '2020-02-20').completedChange! + 1);
  expect(at(late, asOf).completed).toBe(at(today, asOf).completed! + 1);
  expect(at(late, asOf).completedChange).toBe(at(today, asOf).completedChange);
  await follower.stop();

  const { timeline, dueByNow } = late.progress;
  expect(at(late, asOf).due).toBe(dueByNow);
  timeline.forEach(({ day, due, dueChange, completed, completedChange }, index) => {
    const before = timeline[index - 1];
    expect(dueChange).toBe(due - (before?.due ?? 0));
    expect([day <= asOf, completedChange]).toEqual(
      completed === null ? [false, null] : [true, completed - (before?.completed ?? 0)],
    );
  });
});
