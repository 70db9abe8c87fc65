/** Work programs that are followed: events once and in order, states up to the newest, nothing of others (P5, P7). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import {
  AddWorkItemDocument,
  SetWorkItemStatusDocument,
  TurnDayDocument,
  WorkItemChangedDocument,
  WorkItemHistoriesDocument,
  WorkProgramDocument,
  WorkProgramFollowedDocument,
  type WorkItemChangedSubscription,
  type WorkProgramFollowedSubscription,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { cursorAt } from '../support/cursors';
import { follow, type Follower } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let viewer: string;
let of01: string;
let of02: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  viewer = await tokenFor(Role.VIEWER);
  of01 = await tokenFor(Role.REPORTER, '01');
  of02 = await tokenFor(Role.REPORTER, '02');
});
afterAll(() => app.close());

async function add(organization: string, year: number, token?: string) {
  const input = { organization, year, kind: 'TASK' as const, title: 'Báo cáo', dueQuarter: 1 };
  const receiver = organization === 'VN' ? { submittedTo: 'SECRETARIAT' as const } : {};
  const { addWorkItem } = await app.ask(AddWorkItemDocument, { input: { ...input, ...receiver } }, token);
  return addWorkItem!;
}

const events = (variables: Record<string, unknown>, token = viewer) =>
  follow<WorkItemChangedSubscription, Record<string, unknown>>(app.url, WorkItemChangedDocument, variables, token);

async function untilAt(follower: Follower<WorkProgramFollowedSubscription>, position: number) {
  for (let count = 1; ; count += 1) {
    const states = await follower.waitFor(count);
    const newest = states.at(-1)!.workProgram;
    if (newest.position >= position) return newest;
    count = states.length;
  }
}

describe('events', () => {
  test('what is in the log comes first, then what is new, each once', async () => {
    const { workProgram } = await app.ask(WorkItemHistoriesDocument, { year: 2020 });
    const logged = workProgram!.items
      .flatMap(({ history }) => history.edges.map(toSeen))
      .sort((a, b) => a.position - b.position);
    const after = await cursorAt(app.app.dataSource, logged[0]!.position - 1);
    const follower = events({ year: 2020, after });
    await follower.waitFor(logged.length);
    const added = await add('VN', 2020);
    const seen = (await follower.waitFor(logged.length + 1)).map((each) => toSeen(each.workItemChanged));
    await follower.stop();
    expect(seen.map(({ position }) => position)).toEqual([...logged.map(({ position }) => position), added.position]);
    expect(seen.map(({ previousCursor }) => previousCursor)).toEqual([
      after,
      ...seen.slice(0, -1).map(({ cursor }) => cursor),
    ]);
    expect(seen.at(-1)).toMatchObject({ kind: 'WORK_ITEM_ADDED', workItem: added.workItem });
  });

  test('of one year leave those of others out', async () => {
    const [of2021, ofAll] = [events({ year: 2021 }), events({})];
    const start = await add('VN', 2020);
    const resumed = events({ year: 2021, after: start.cursor });
    await add('VN', 2020);
    const wanted = await add('02', 2021);
    const [first] = await resumed.waitFor(1);
    expect(toSeen(first!.workItemChanged)).toMatchObject({ position: wanted.position, previousCursor: start.cursor });
    for (const follower of [of2021, ofAll, resumed]) await follower.stop();
    for (const { workItemChanged } of of2021.received) expect(workItemChanged.node.workItem.year).toBe(2021);
  });

  test('of two provinces go to each what is theirs (P7)', async () => {
    const { cursor: after } = await add('VN', 2020);
    const followers = [of01, of02].map((token) => events({ after }, token));
    const [first, other, second] = [await add('01', 2020, of01), await add('02', 2020, of02), await add('01', 2020)];
    const in01 = await followers[0]!.waitFor(2);
    const in02 = await followers[1]!.waitFor(1);
    expect(in01.map((each) => each.workItemChanged.node.workItem.id)).toEqual([first.workItem.id, second.workItem.id]);
    expect(in02.map((each) => each.workItemChanged.node.workItem.id)).toEqual([other.workItem.id]);
    for (const follower of followers) await follower.stop();
  });
});

describe('the state', () => {
  test('comes at once, after its own items and after the day; not after those of others', async () => {
    const follower = follow(app.url, WorkProgramFollowedDocument, { year: 2020, within: '01' }, of01);
    const [before] = await follower.waitFor(1);
    expect(before!.workProgram).toEqual((await app.ask(WorkProgramDocument, { year: 2020, within: '01' })).workProgram);
    await add('VN', 2020);
    await add('01', 2021);
    await add('02', 2020);
    const { workItem } = await add('01', 2020);
    const input = { workItemId: workItem.id, status: 'COMPLETED' as const };
    const { setWorkItemStatus } = await app.ask(SetWorkItemStatusDocument, { input });
    const done = await untilAt(follower, setWorkItemStatus!.position);
    expect(done.completed).toBe(before!.workProgram.completed + 1);
    expect(follower.received.length).toBeLessThanOrEqual(3);

    const { turnDay } = await app.ask(TurnDayDocument, { input: { to: '2020-04-01' } });
    const turned = await untilAt(follower, turnDay!.position);
    expect(turned).toMatchObject({ asOf: '2020-04-01', overdue: done.remaining, completed: done.completed });
    expect(done.remaining).toBeGreaterThan(0);
    await follower.stop();
    const positions = follower.received.map(({ workProgram }) => workProgram.position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  test.each([
    [{ year: 2020, within: '02' }, 'NOT_FOUND', 'within'],
    [{ year: 20 }, 'BAD_USER_INPUT', 'year'],
  ])('is refused: %j', async (variables, code, argument) => {
    const follower = follow<unknown, Record<string, unknown>>(
      app.url,
      WorkProgramFollowedDocument as never,
      variables,
      of01,
    );
    expect(await follower.ended).toMatchObject([{ extensions: { code, argument } }]);
    await follower.stop();
  });
});
