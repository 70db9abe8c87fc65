/** P13: what the page makes of events is what the API says at the same position, whatever happens; where it cannot know, it says that it has to read again. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  BoardDocument,
  BoardEventsDocument,
  type BoardEventsSubscription,
  type BoardQuery,
} from '../../dashboard/generated/operations';
import { dayBefore, readBoard, type Board } from '../../dashboard/src/board/board';
import { moveOn } from '../../dashboard/src/board/move-on';
import { COUNTED, STAGES, type Stage } from '../../dashboard/src/board/stage';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { follow } from '../support/follow';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { change, toMutation } from '../support/oracle-change';
import { AREA_ONE, BOTTOM, DISTRICT_ONE, plantOracleTree, ROOT } from '../support/oracle-tree';
import { searchFor } from '../support/search';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const search = searchFor('PROPERTY', 6);
const RICH = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };

let database: TestDatabase;
let app: App;
let admin: string;

beforeAll(async () => {
  database = await openTestDatabase();
  await plantOracleTree(database.dataSource);
  app = await startOn(database.url, RICH);
  admin = await tokenFor(Role.ADMIN, ROOT);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

async function ask<Result>(query: string, variables: object): Promise<Result> {
  return requireData(await post<Result, object>(app.url, query, variables, admin));
}

async function read(within: string, stage: Stage): Promise<Board> {
  const { campaign } = await ask<{ campaign: { today: string } }>('{ campaign { today } }', {});
  const variables = { within, ...COUNTED[stage], yesterday: dayBefore(campaign.today) };
  const board = readBoard(await ask<BoardQuery>(BoardDocument.toString(), variables), stage);
  if (board === null) throw new Error('There is nothing to see.');
  return board;
}

/** Without what only reading can tell. */
function withoutBefore(board: Board): unknown {
  const forget = (counted: { completedBefore: number }): object => ({
    ...counted,
    completedBefore: undefined,
  });
  return { ...board, cursor: '', position: 0, chosen: forget(board.chosen), bodies: board.bodies.map(forget) };
}

const scene = fc.record({
  stage: fc.constantFrom(...STAGES),
  within: fc.constantFrom(ROOT, AREA_ONE, DISTRICT_ONE, BOTTOM),
  changes: fc.array(change, { minLength: 4, maxLength: 12 }),
});
let exact = 0;
let inexact = 0;

async function play({ stage, within, changes }: ReturnType<typeof scene.generate>['value']): Promise<void> {
  let board = await read(within, stage);
  const variables = { within, ...COUNTED[stage], after: board.cursor };
  const follower = follow<BoardEventsSubscription, Record<string, unknown>>(
    app.url,
    BoardEventsDocument.toString(),
    variables,
    admin,
  );
  let taken = 0;
  try {
    for (const { query, input } of changes.map(toMutation)) {
      await post(app.url, query, { input }, admin);
      const { events } = await ask<{ events: { edges: unknown[] } }>(
        'query ($within: String, $after: Cursor) { events(within: $within, after: $after, first: 200) { edges { cursor } } }',
        { within, after: variables.after },
      );
      await follower.waitFor(events.edges.length);
      let isExact = true;
      let hasTurned = false;
      for (; taken < follower.received.length; taken += 1) {
        const event = follower.received[taken]!.eventRecorded.node;
        hasTurned ||= event.kind === 'DAY_TURNED';
        const moved = moveOn(board, event);
        ({ board } = moved);
        isExact &&= moved.isExact;
      }
      const now = await read(within, stage);
      // Of a turned day the client package tells, and everything is read again.
      if (hasTurned) board = now;
      expect(withoutBefore(board)).toEqual(withoutBefore(now));
      if (isExact) expect({ ...board, cursor: now.cursor, position: now.position }).toEqual(now);
      exact += Number(isExact);
      inexact += Number(!isExact);
      if (!isExact) board = now;
    }
  } finally {
    await follower.stop();
  }
}

test(
  'whatever happens to congresses, at every place and stage',
  async () => {
    await fc.assert(fc.asyncProperty(scene, play), search.budget());
    expect(Math.min(exact, inexact)).toBeGreaterThan(0);
  },
  search.patience(240_000),
);
