/** Subscribers of every kind to servers whose database is replaced, and what they must have been told in the end. */
import { Role } from '../../src/access/viewer';
import type { Closers } from '../../src/process/closers';
import { compareState, selectionOf } from './oracle-expectation';
import type { Transport } from './oracle-line';
import { readOracleLog, type OracleLog } from './oracle-log';
import type { Follower } from './oracle-script';
import { compareTold, hasHeardAll, type Logs } from './oracle-stretches';
import { openSubscriber, type OracleSubscriber } from './oracle-subscriber';
import { codeOf } from './plant-tree';
import { post, tokenFor } from './start-test-app';

const ROOT = codeOf(0);
const AREA = codeOf(1);
const BODY = codeOf(3);
const ALL = { viewer: ROOT, within: null, level: null, pilot: null };

const FOLLOWERS: readonly (Follower & { transport: Transport })[] = [
  { ...ALL, field: 'congressChanged', selection: 'nested', transport: 'WebSocket' },
  { ...ALL, field: 'congressChanged', selection: 'flat', transport: 'EventStream' },
  { ...ALL, field: 'congressChanged', viewer: AREA, selection: 'deep', transport: 'WebSocket' },
  { ...ALL, field: 'congressChanged', within: BODY, selection: 'flat', transport: 'WebSocket' },
  { ...ALL, field: 'congressCompleted', level: 'GRASSROOTS', selection: 'nested', transport: 'EventStream' },
  { ...ALL, field: 'progress', selection: 'nested', transport: 'WebSocket' },
  { ...ALL, field: 'progress', viewer: AREA, selection: 'flat', transport: 'EventStream' },
];

export interface Listener {
  follower: Follower;
  subscriber: OracleSubscriber;
  url: string;
  hasLeft: boolean;
  /** How often it must have been told RESYNC. */
  told: number;
}

/** One of each kind, who go on from the end of the log as it is. */
export async function openAudience(url: string, log: OracleLog, closers: Closers): Promise<Listener[]> {
  return Promise.all(
    FOLLOWERS.map(async ({ transport, ...follower }) => {
      const { field, viewer, within, level, pilot } = follower;
      const [variable, argument] = field === 'progress' ? ['', ''] : [', $after: Cursor', ', after: $after'];
      const subscriber = openSubscriber({
        url,
        token: await tokenFor(Role.REPORTER, viewer),
        transport,
        field,
        query: `subscription Follow($within: String, $level: Level, $pilot: Boolean${variable}) {
          ${field}(within: $within, level: $level, pilot: $pilot${argument}) { ${selectionOf(follower)} }
        }`,
        variables: { within, level, pilot },
        after: field === 'progress' ? undefined : log.rows.at(-1)?.cursor,
      });
      closers.add(() => {
        subscriber.stop();
        return Promise.resolve();
      });
      return { follower, subscriber, url, hasLeft: false, told: 0 };
    }),
  );
}

/** Those who are still not told by then fail the test with what they lack. */
const ENOUGH_MILLISECONDS = 60_000;

/** Waits until they have been told of everything that there is now, and RESYNC as often as they must. */
export async function hearAll(
  databaseUrl: string,
  listeners: readonly Listener[],
  gone: readonly OracleLog[] = [],
): Promise<OracleLog> {
  const enough = AbortSignal.timeout(ENOUGH_MILLISECONDS);
  const log = await readOracleLog(databaseUrl);
  for (const listener of listeners) {
    const { subscriber, told } = listener;
    const hasAll = (): boolean => subscriber.resyncs() >= told && hasHeardAll({ log, gone }, listener);
    await subscriber.until(() => hasAll() || subscriber.faults.length > 0, enough);
  }
  return log;
}

const MOST_DIFFERENCES = 3;

/** What is wrong with what they were told, when they have heard all. */
export async function judge(listeners: readonly Listener[], logs: Logs): Promise<string[]> {
  const wrong = await Promise.all(
    listeners.map(async (listener) => {
      const { follower, subscriber, told } = listener;
      await subscriber.roundTrip();
      const all = [...subscriber.faults, ...compareTold(logs, listener), ...(await compareLast(listener))];
      if (subscriber.resyncs() !== told) all.push(`was told RESYNC ${subscriber.resyncs()} times instead of ${told}`);
      return all.slice(0, MOST_DIFFERENCES).map((what) => `${JSON.stringify(follower)}: ${what}`);
    }),
  );
  return wrong.flat();
}

async function compareLast({ follower, subscriber, url }: Listener): Promise<string[]> {
  if (follower.field !== 'progress') return [];
  const { viewer, within, level, pilot } = follower;
  const answer = await post<{ progress: unknown }, object>(
    url,
    `query ($within: String, $level: Level, $pilot: Boolean) {
      progress(within: $within, level: $level, pilot: $pilot) { ${selectionOf(follower)} }
    }`,
    { within, level, pilot },
    await tokenFor(Role.REPORTER, viewer),
  );
  return compareState(subscriber.received.at(-1), answer.data?.progress);
}
