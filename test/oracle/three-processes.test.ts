/** P3, P5: three processes on one database, each written to and followed, one of them killed: all are told the same. */
import { afterAll, expect, test } from '@jest/globals';
import { openCleanUp } from '../support/clean-up';
import { verifyDatabase } from '../support/check-events';
import { openOracleCluster } from '../support/oracle-cluster';
import { readOracleLog, rowsFor } from '../support/oracle-log';
import type { Follower } from '../support/oracle-script';
import { openStage } from '../support/oracle-stage';
import { perform } from '../support/oracle-step';
import { AREA_ONE, AREA_TWO, DISTRICT_ONE, ORACLE_SIZE, ROOT } from '../support/oracle-tree';
import { compareAll } from '../support/oracle-verdict';
import { livesOf, startWriter } from '../support/oracle-writer';

const SERVERS = [0, 1, 2];
const KILLED = 1;
const ALL = { within: null, level: null, pilot: null };

const FOLLOWERS: Follower[] = [
  { ...ALL, field: 'congressChanged', viewer: ROOT, selection: 'nested' },
  { ...ALL, field: 'congressChanged', viewer: ROOT, within: AREA_ONE, selection: 'deep' },
  { ...ALL, field: 'congressChanged', viewer: DISTRICT_ONE, pilot: false, selection: 'flat' },
  { ...ALL, field: 'congressCompleted', viewer: AREA_TWO, level: 'GRASSROOTS', selection: 'nested' },
  { ...ALL, field: 'progress', viewer: ROOT, selection: 'nested' },
  { ...ALL, field: 'progress', viewer: AREA_TWO, within: ROOT, level: 'GRASSROOTS', selection: 'flat' },
];

const closers = openCleanUp();
afterAll(() => closers.closeAll());

test('three processes, one killed and started again: every subscriber of each is told what the log says', async () => {
  const cluster = await openOracleCluster(SERVERS.length);
  closers.add(cluster.close);
  const stage = await openStage(cluster, FOLLOWERS, AbortSignal.timeout(180_000));
  closers.add(stage.close);
  for (const server of SERVERS) {
    for (const follower of FOLLOWERS.keys()) {
      await perform(stage, { do: 'subscribe', follower, start: 'newest', server, times: 1 });
    }
  }
  const { position } = stage.known;
  const organizations = Array.from({ length: ORACLE_SIZE }, (_, index) => index).filter((index) => index % 2 === 0);
  const writers = SERVERS.map((server) => {
    const changes = livesOf(organizations.filter((index) => index % SERVERS.length === server));
    const again = async (): Promise<boolean> => {
      await cluster.servers[server]?.settled();
      return true;
    };
    return startWriter({ stage, changes, server, name: `writer ${server}`, again });
  });
  await writers[KILLED]?.answered(15);
  cluster.servers[KILLED]?.takeDown('SIGKILL');
  cluster.servers[KILLED]?.bringUp();
  await Promise.all(writers.map(({ done }) => done));

  const log = await readOracleLog(cluster.databaseUrl());
  const answered = writers.flatMap(({ positions }) => [...positions.values()]).sort((a, b) => a - b);
  const expected = livesOf(organizations).map((_, index) => position + 1 + index);
  expect(answered).toEqual(expected);
  expect(log.rows.map((row) => row.position).filter((each) => each > position)).toEqual(expected);
  expect(await compareAll(stage)).toEqual([]);
  const told = (follower: Follower) =>
    stage.actors.filter((actor) => actor.follower === follower).map(({ subscriber }) => subscriber.received);
  for (const follower of FOLLOWERS.filter(({ field, selection }) => field !== 'progress' && selection !== 'deep')) {
    const [first, ...others] = told(follower);
    expect(others).toEqual([first, first]);
    expect(first?.length).toBe(rowsFor(log, follower).filter((row) => row.position > position).length);
  }
  const lost = stage.actors.filter(({ server }) => server === KILLED).map(({ subscriber }) => subscriber.closings);
  expect(lost.every((closings) => closings.length > 0)).toBe(true);
  expect(await verifyDatabase(cluster.databaseUrl())).toEqual([]);
});
