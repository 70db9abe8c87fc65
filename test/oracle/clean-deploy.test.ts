/** P1, P5: a server that is told to stop finishes what runs; its subscribers go on at another one and miss nothing. */
import { afterAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { verifyDatabase } from '../support/check-events';
import { openOracleCluster } from '../support/oracle-cluster';
import { onDatabase, readOracleLog } from '../support/oracle-log';
import type { Follower } from '../support/oracle-script';
import { ask, catchUp, openStage, type Stage } from '../support/oracle-stage';
import { perform } from '../support/oracle-step';
import { AREA_ONE, AREA_TWO, DISTRICT_ONE, ORACLE_SIZE, ROOT } from '../support/oracle-tree';
import { compareAll } from '../support/oracle-verdict';
import { livesOf, startWriter } from '../support/oracle-writer';

const OLD = 0;
const NEW = 1;
const RESTARTS = 1012;
/** Their congresses are held fast by the test, so that what is sent about them runs when the signal comes. */
const HELD = [5, 7];
const WRITERS = 6;
const ALL = { within: null, level: null, pilot: null };

const FOLLOWERS: Follower[] = [
  { ...ALL, field: 'congressChanged', viewer: ROOT, selection: 'nested' },
  { ...ALL, field: 'congressChanged', viewer: AREA_ONE, within: DISTRICT_ONE, selection: 'deep' },
  { ...ALL, field: 'congressCompleted', viewer: AREA_TWO, selection: 'flat' },
  { ...ALL, field: 'congressCompleted', viewer: ROOT, level: 'GRASSROOTS', selection: 'nested' },
  { ...ALL, field: 'progress', viewer: ROOT, selection: 'nested' },
  { ...ALL, field: 'progress', viewer: AREA_TWO, selection: 'deep' },
];

const closers = openCleanUp();
afterAll(() => closers.closeAll());

/** Reports about the held congresses, sent to the server that is to stop; they wait in the database until `letGo`. */
async function holdFast(stage: Stage, databaseUrl: string) {
  let letGo: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isHeld: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const holding = onDatabase(databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM congress WHERE organization_id = ANY($1) FOR UPDATE', [HELD.map((of) => of + 1)]);
    isHeld();
    await released;
    await client.query('ROLLBACK');
  });
  await held;
  const answers = HELD.map((of) => ask(stage, OLD, { name: 'reportCongressCompleted', of, days: 1 }, `held ${of}`));
  await onDatabase(databaseUrl, async (client) => {
    for (let waiting = 0; waiting < HELD.length;) {
      const { rows } = await client.query<{ count: number }>(
        "SELECT count(*)::integer AS count FROM pg_stat_activity WHERE application_name = 'giaoban' AND wait_event_type = 'Lock'",
      );
      waiting = rows[0]?.count ?? 0;
    }
  });
  return { answers: Promise.all(answers), letGo, done: holding };
}

test('SIGTERM: running mutations are answered, sockets closed with 1012, and subscribers miss nothing elsewhere', async () => {
  const cluster = await openOracleCluster(2);
  closers.add(cluster.close);
  const stage = await openStage(cluster, FOLLOWERS, AbortSignal.timeout(180_000));
  closers.add(stage.close);
  for (const follower of FOLLOWERS.keys()) {
    for (const start of ['zero', 'newest', 'newest'] as const) {
      await perform(stage, { do: 'subscribe', follower, start, server: OLD, times: 1 });
    }
  }
  const { position } = stage.known;
  const free = Array.from({ length: ORACLE_SIZE }, (_, index) => index).filter((index) => index % 2 === 0);
  const shares = Array.from({ length: WRITERS }, (_, writer) =>
    free.filter((_of, index) => index % WRITERS === writer),
  );
  const startWriters = (server: number, again: () => Promise<boolean>) =>
    shares.map((share, writer) =>
      startWriter({ stage, changes: livesOf(share), server, name: `writer ${writer}`, again }),
    );
  await catchUp(stage, stage.actors);
  for (const { subscriber } of stage.actors) await subscriber.until(subscriber.isConnected, stage.enough);
  const held = await holdFast(stage, cluster.databaseUrl());
  const writers = startWriters(OLD, () => Promise.resolve(false));
  await Promise.all(writers.map(({ answered }) => answered(3)));

  for (const actor of stage.actors) {
    actor.server = NEW;
    actor.proxy.leadTo(cluster.servers[NEW]?.url() ?? '');
  }
  const before = stage.actors.map(({ subscriber }) => subscriber.closings.length);
  cluster.servers[OLD]?.takeDown('SIGTERM');
  const closed = stage.actors.map(async ({ subscriber }, index) => {
    await subscriber.until(() => subscriber.closings.length > (before[index] ?? 0), stage.enough);
    return subscriber.closings[before[index] ?? 0];
  });
  expect(await Promise.all(closed)).toEqual(stage.actors.map(() => RESTARTS));
  held.letGo();
  await held.done;
  const answers = await held.answers;
  expect(answers.map((answer) => answer?.errors)).toEqual(HELD.map(() => undefined));
  await cluster.servers[OLD]?.settled();
  // Another exit code than 0 would be among them.
  expect(cluster.faults).toEqual([]);
  await Promise.all(writers.map(({ done }) => done));

  // All is sent again: what the old server has done is answered as it was, what it did not is done now.
  const again = startWriters(NEW, () => Promise.resolve(false));
  await Promise.all(again.map(({ done }) => done));
  const changes = shares.flatMap((share) => livesOf(share)).length;
  const first = writers.flatMap(({ positions }) => [...positions]);
  const second = new Map(again.flatMap(({ positions }) => [...positions]));
  expect(second.size).toBe(changes);
  expect(first).toEqual(first.map(([key]) => [key, second.get(key)]));
  const repeated = await Promise.all(
    HELD.map((of) => ask(stage, NEW, { name: 'reportCongressCompleted', of, days: 1 }, `held ${of}`)),
  );
  expect(repeated).toEqual(answers);
  const { rows } = await readOracleLog(cluster.databaseUrl());
  expect(rows.length).toBe(position + changes + HELD.length);
  expect(new Set(second.values()).size).toBe(changes);
  expect(await compareAll(stage)).toEqual([]);
  expect(await verifyDatabase(cluster.databaseUrl())).toEqual([]);
});
