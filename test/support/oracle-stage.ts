/** What an oracle's run is played on: servers, a database, and the subscribers that come and go. */
import { setMaxListeners } from 'node:events';
import { Role } from '../../src/access/viewer';
import { toMutation, type Change } from './oracle-change';
import type { OracleCluster } from './oracle-cluster';
import { readOracleLog, type OracleLog } from './oracle-log';
import type { Follower } from './oracle-script';
import { hasHeardAll } from './oracle-stretches';
import type { OracleSubscriber } from './oracle-subscriber';
import { ROOT } from './oracle-tree';
import { post, tokenFor, type Answer } from './start-test-app';
import type { TcpProxy } from './tcp-proxy';

export interface Actor {
  follower: Follower;
  subscriber: OracleSubscriber;
  proxy: TcpProxy;
  /** Which server its proxy leads to. */
  server: number;
  isStalled: boolean;
  isRefused: boolean;
  hasLeft: boolean;
}

export interface Stage {
  cluster: OracleCluster;
  followers: readonly Follower[];
  actors: Actor[];
  /** The log at some moment, and the newest cursor that was given since. */
  known: { log: OracleLog; position: number; cursor: string | undefined };
  /** Logs of which something was lost, as they were last. */
  gone: OracleLog[];
  isDatabaseStalled: boolean;
  /** Ends waiting for what does not come. */
  enough: AbortSignal;
  sent: Promise<void>[];
  /** Positions of answered mutations. */
  answered: number[];
  faults: Set<string>;
}

/** Refusals that the state of a congress, or of the database, accounts for. */
const EXPECTED = new Set(['CONFLICT', 'BAD_USER_INPUT', 'UNAVAILABLE']);

export async function openStage(
  cluster: OracleCluster,
  followers: readonly Follower[],
  enough: AbortSignal,
): Promise<Stage & { close: () => Promise<void> }> {
  // Every subscriber listens to it while it is waited for.
  setMaxListeners(0, enough);
  const log = await readOracleLog(cluster.databaseUrl());
  const stage: Stage = {
    cluster,
    followers,
    actors: [],
    known: { log, position: log.rows.length, cursor: log.rows.at(-1)?.cursor },
    gone: [],
    isDatabaseStalled: false,
    enough,
    sent: [],
    answered: [],
    faults: new Set(),
  };
  const stopMoving = cluster.onMoved((server, url) => {
    for (const actor of stage.actors) if (actor.server === server) actor.proxy.leadTo(url);
  });
  const close = async (): Promise<void> => {
    await heal(stage);
    stopMoving();
    for (const { subscriber, proxy } of stage.actors) {
      subscriber.stop();
      await proxy.close();
    }
  };
  return Object.assign(stage, { close });
}

/** Whether what is sent is answered, one way or the other. */
export function isWell({ cluster, isDatabaseStalled }: Stage): boolean {
  return cluster.isDatabaseUp() && !isDatabaseStalled;
}

export async function send(stage: Stage, server: number, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    const answer = await ask(stage, server, change);
    if (change.name !== 'reportCongressesCompleted') continue;
    // A batch is refused as soon as one of its reports is: it is sent again without those.
    const refused = answer?.errors?.[0]?.extensions?.['refused'] as { index: number }[] | undefined;
    const all = change.all.filter((_of, position) => refused?.some(({ index }) => index === position) === false);
    if (all.length > 0) await ask(stage, server, { ...change, all });
  }
}

/** Undefined when the line broke: whether the mutation is in the log, the log says. */
export async function ask(
  stage: Stage,
  server: number,
  change: Change,
  idempotencyKey?: string,
): Promise<Answer<object> | undefined> {
  const { servers } = stage.cluster;
  const losses = stage.gone.length;
  const url = servers[server % servers.length]?.url() ?? '';
  const { query, input } = toMutation(change);
  const variables = { input: { ...input, idempotencyKey } };
  const answer = await post<object, object>(url, query, variables, await tokenFor(Role.ADMIN, ROOT)).catch(
    () => undefined,
  );
  for (const { extensions, message } of answer?.errors ?? []) {
    const code = String(extensions?.['code']);
    if (!EXPECTED.has(code)) stage.faults.add(`${JSON.stringify(change)}: ${code} ${message}`);
  }
  // What was answered before something was lost may be among it.
  if (stage.gone.length === losses) takeAnswer(stage, answer?.data);
  return answer;
}

function takeAnswer({ answered, known }: Stage, data: unknown): void {
  JSON.stringify(data, (_key, value: unknown) => {
    const { position, cursor } = (value ?? {}) as { position?: number; cursor?: string };
    if (position === undefined) return value;
    answered.push(position);
    if (cursor !== undefined && position > known.position) Object.assign(known, { position, cursor });
    return value;
  });
}

export async function heal(stage: Stage): Promise<void> {
  const { cluster, actors } = stage;
  stage.isDatabaseStalled = false;
  // Nobody shall hear again from one that was given up.
  await cluster.postgres.killOld();
  cluster.databaseProxy.flow();
  await cluster.bringDatabaseUp();
  for (const server of cluster.servers) server.bringUp();
  for (const actor of actors) {
    Object.assign(actor, { isStalled: false, isRefused: false });
    actor.proxy.flow();
    actor.proxy.admit();
  }
  await Promise.all(cluster.servers.map(({ settled }) => settled()));
  await Promise.all(stage.sent);
}

/** Waits, where the line allows it, until they have been told of all that there is now. */
export async function catchUp(stage: Stage, actors: readonly Actor[]): Promise<void> {
  if (!isWell(stage)) return;
  const log = await readOracleLog(stage.cluster.databaseUrl());
  for (const actor of actors) {
    const { subscriber, isStalled, isRefused, server, hasLeft } = actor;
    if (isStalled || isRefused || hasLeft || stage.cluster.servers[server]?.isUp() !== true) continue;
    const logs = { log, gone: stage.gone };
    await subscriber.until(() => hasHeardAll(logs, actor) || subscriber.faults.length > 0, stage.enough);
  }
}
