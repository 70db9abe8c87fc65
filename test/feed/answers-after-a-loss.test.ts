/** P19: rows are put back in place, or a standby is promoted that had not got everything: no answer from before is given, though positions are the same. */
import { afterEach, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { readOracleLog } from '../support/oracle-log';
import {
  lead,
  plantSmallTree,
  SMALL_TREE,
  startReplaceable,
  write,
  type ReplaceableServer,
} from '../support/replaceable-servers';
import { openReplicatedPostgres } from '../support/replicated-postgres';
import { rememberRows, restoreRows } from '../support/restore-in-place';
import { startOn, tokenFor } from '../support/start-test-app';
import { cloneTemplate } from '../support/templates';
import { connect, type RawSocket } from '../support/raw-socket';
import { withoutPosition } from '../support/without-position';
import { askWhole, type AskedWhole } from '../support/whole-answers';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

const ASKED: AskedWhole[] = [
  { query: '{ progress { planned completed position cursor } campaign { today } }' },
  {
    query:
      '{ progress { cursor } congresses(first: 50) { edges { node { id status heldOn position organization { code } } } } }',
  },
  { query: '{ events(last: 5) { totalCount edges { cursor node { position recordedAt } } } }' },
];

/** All answers of a server, over HTTP and over a socket that was open before; and the tags by which clients know them. */
interface Told {
  posts: string[];
  gets: string[];
  tags: string[];
  overSocket: string[];
}

async function openAsking(server: ReplaceableServer, token: string) {
  const raw: RawSocket = await connect(server.app.url, token);
  closers.add(() => {
    raw.socket.terminate();
    return Promise.resolve();
  });
  const askSocket = async (asked: AskedWhole): Promise<string> => {
    raw.send({ type: 'subscribe', id: '1', payload: asked });
    const { payload } = await raw.next();
    await raw.next();
    return JSON.stringify(payload);
  };
  return async (): Promise<Told> => {
    const told: Told = { posts: [], gets: [], tags: [], overSocket: [] };
    for (const asked of ASKED) {
      told.posts.push((await askWhole(server.app.url, token, asked)).body);
      const { body, headers } = await askWhole(server.app.url, token, asked, { method: 'GET' });
      told.gets.push(body);
      told.tags.push(headers['etag'] ?? '');
      told.overSocket.push(await askSocket(asked));
    }
    return told;
  };
}

/** What a process says that has not seen what was there before. */
async function tellAnew(url: string, token: string): Promise<string[]> {
  const app = await startOn(url, { PUBLIC_TOTALS: 'on', LIMIT_ANSWER_BYTES: '0' });
  try {
    const told: string[] = [];
    for (const asked of ASKED) told.push((await askWhole(app.url, token, asked)).body);
    return told;
  } finally {
    await app.close();
  }
}

interface Stage {
  url: () => string;
  servers: ReplaceableServer[];
}

async function openStage(url: () => string): Promise<Stage> {
  return { url, servers: [await startReplaceable(url(), closers), await startReplaceable(url(), closers)] };
}

/** Everything is asked and remembered, then lost and overtaken; and then nothing of it may be told again. */
async function expectNothingFromBefore(
  { url, servers }: Stage,
  overtakenBy: number,
  lose: () => Promise<void>,
): Promise<void> {
  const token = await tokenFor(Role.VIEWER, 'O0');
  const asking = await Promise.all(servers.map((server) => openAsking(server, token)));
  const before = await Promise.all(asking.map((ask) => ask()));
  const { rows: gone } = await readOracleLog(url());
  await lose();
  await write(url(), overtakenBy);
  const { rows } = await readOracleLog(url());
  const right = await tellAnew(url(), token);
  for (const [index, ask] of asking.entries()) {
    for (let again = 0; again < 2; again += 1) {
      const { posts, gets, tags, overSocket } = await ask();
      expect(posts).toEqual(right);
      expect(gets).toEqual(right);
      expect(tags.filter((tag) => before[index]!.tags.includes(tag))).toEqual([]);
      expect(overSocket).toEqual(right.map((each) => JSON.stringify(withoutPosition(JSON.parse(each)))));
    }
    expect(before[index]!.posts.filter((each) => right.includes(each))).toEqual([]);
    expect(before[index]!.overSocket).toEqual(
      before[index]!.posts.map((each) => JSON.stringify(withoutPosition(JSON.parse(each)))),
    );
  }
  // What was lost has others in its places, or none.
  expect(rows.at(-1)?.cursor).not.toBe(gone.at(-1)?.cursor);
}

test.each([
  { lost: 4, overtakenBy: 0 },
  { lost: 4, overtakenBy: 2 },
  { lost: 4, overtakenBy: 4 },
  { lost: 4, overtakenBy: 7 },
])('P19: $lost lost in place, $overtakenBy others in their places', async ({ lost, overtakenBy }) => {
  const database = await cloneTemplate('empty');
  closers.add(database.drop);
  await plantSmallTree(database.url);
  const stage = await openStage(() => database.url);
  await write(database.url, 3);
  await rememberRows(database.url);
  await write(database.url, lost);
  await expectNothingFromBefore(stage, overtakenBy, async () => {
    expect(await restoreRows(database.url)).toBeDefined();
  });
});

test.each([
  { lost: 4, overtakenBy: 0 },
  { lost: 4, overtakenBy: 4 },
])('P19: a standby is promoted $lost behind, $overtakenBy others in their places', async ({ lost, overtakenBy }) => {
  const postgres = await openReplicatedPostgres(SMALL_TREE);
  closers.add(postgres.close);
  const stage = await openStage(postgres.url);
  await write(postgres.url(), 3);
  await postgres.holdBack();
  await write(postgres.url(), lost);
  await expectNothingFromBefore(stage, overtakenBy, async () => {
    for (const { line } of stage.servers) {
      line.refuse();
      line.cut();
    }
    await postgres.promote();
    await postgres.killOld();
    for (const server of stage.servers) lead(server, postgres.url());
  });
});

test('P19: a place that comes back is told as it is: answers of it are right again', async () => {
  const database = await cloneTemplate('empty');
  closers.add(database.drop);
  await plantSmallTree(database.url);
  const { servers } = await openStage(() => database.url);
  const token = await tokenFor(Role.VIEWER, 'O0');
  const ask = async (): Promise<string[]> => {
    const told: string[] = [];
    for (const { app } of servers) for (const each of ASKED) told.push((await askWhole(app.url, token, each)).body);
    return told;
  };
  const first = await ask();
  await rememberRows(database.url);
  await write(database.url, 1);
  const second = await ask();
  expect(second).not.toEqual(first);
  expect(await restoreRows(database.url)).toBeDefined();
  const right = await tellAnew(database.url, token);
  expect(await ask()).toEqual([...right, ...right]);
});
