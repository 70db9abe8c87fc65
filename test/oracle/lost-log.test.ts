/** P5: what a promotion or a restore takes away is made known to whoever may have seen it, and everybody ends up with the log as it is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyDatabase } from '../support/check-events';
import { openOracleCluster, type OracleCluster } from '../support/oracle-cluster';
import type { Follower, Step } from '../support/oracle-script';
import { heal, openStage } from '../support/oracle-stage';
import { perform } from '../support/oracle-step';
import { AREA_ONE, AREA_TWO, DISTRICT_ONE, ORACLE_SIZE, ROOT } from '../support/oracle-tree';
import { compareAll, hearFromAll } from '../support/oracle-verdict';
import { livesOf } from '../support/oracle-writer';

const ALL = { within: null, level: null, pilot: null };
const FOLLOWERS: Follower[] = [
  { ...ALL, field: 'congressChanged', viewer: ROOT, selection: 'nested' },
  { ...ALL, field: 'congressChanged', viewer: AREA_ONE, within: DISTRICT_ONE, selection: 'deep' },
  { ...ALL, field: 'congressCompleted', viewer: AREA_TWO, level: 'GRASSROOTS', selection: 'flat' },
  { ...ALL, field: 'progress', viewer: ROOT, selection: 'nested' },
  { ...ALL, field: 'progress', viewer: AREA_TWO, selection: 'deep' },
];
const STARTS = ['new', 'zero', 'old', 'oldForm', 'newest'] as const;
const CALM: Step = { do: 'calm' };

let cluster: OracleCluster;
/** Congresses about which nothing has been said yet. */
const free = Array.from({ length: ORACLE_SIZE }, (_, index) => index);

beforeAll(async () => {
  cluster = await openOracleCluster(2);
});
afterAll(() => cluster.close());

/** Nine changes, none of which is refused in the state that the tree is planted in. */
const change = (): Step => {
  const [of = 0] = free.splice(0, 1);
  return { do: 'change', server: of, changes: livesOf([of]), waits: true };
};

const promote = (level: boolean): Step => ({ do: 'promote', how: 'cut', level });

test.each<[what: string, losses: number, fault: () => Step[]]>([
  ['a standby that was behind is promoted', 1, () => [{ do: 'lag' }, change(), CALM, promote(false)]],
  ['a standby that has everything is promoted', 0, () => [change(), CALM, promote(true)]],
  ['rows are restored in place', 1, () => [{ do: 'remember' }, change(), CALM, { do: 'restore' }]],
  [
    'a standby that was behind is promoted, and rows are restored in it',
    2,
    () => [{ do: 'remember' }, { do: 'lag' }, change(), CALM, promote(false), CALM, change(), CALM, { do: 'restore' }],
  ],
])('P5: %s', async (_what, losses, fault) => {
  const stage = await openStage(cluster, FOLLOWERS, AbortSignal.timeout(100_000));
  try {
    for (const follower of FOLLOWERS.keys()) {
      for (const [server, start] of STARTS.entries()) {
        await perform(stage, { do: 'subscribe', follower, start, server, times: 1 });
      }
    }
    for (const step of [change(), CALM, ...fault()]) await perform(stage, step);
    expect(stage.gone.length).toBe(losses);
    for (const step of [change(), change()]) await perform(stage, step);
    await heal(stage);
    await hearFromAll(stage);
    expect(await compareAll(stage)).toEqual([]);
    expect(await verifyDatabase(cluster.databaseUrl())).toEqual([]);
  } finally {
    await stage.close();
  }
});
