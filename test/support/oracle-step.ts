/** Carries out one step of an oracle's script. */
import { Role } from '../../src/access/viewer';
import { selectionOf } from './oracle-expectation';
import { cursorInLog, cursorOf } from './oracle-log';
import { promote, restore } from './oracle-loss';
import type { Start, Step } from './oracle-script';
import { catchUp, heal, isWell, send, type Actor, type Stage } from './oracle-stage';
import { openSubscriber } from './oracle-subscriber';
import { tokenFor } from './start-test-app';
import { rememberRows } from './restore-in-place';
import { openTcpProxy } from './tcp-proxy';

export async function perform(stage: Stage, step: Step): Promise<void> {
  const { cluster } = stage;
  if ('who' in step) {
    const present = stage.actors.filter(({ hasLeft }) => !hasLeft);
    const actor = present[step.who % present.length];
    if (actor !== undefined) await disturb(stage, actor, step);
    return;
  }
  switch (step.do) {
    case 'subscribe':
      for (let time = 0; time < step.times; time += 1) await subscribe(stage, step, time);
      return;
    case 'change':
      stage.sent.push(send(stage, step.server, step.changes));
      if (step.waits && isWell(stage)) await Promise.all(stage.sent);
      return;
    case 'calm':
      await heal(stage);
      await catchUp(stage, stage.actors);
      return;
    case 'endListeners':
      if (cluster.isDatabaseUp()) await cluster.endListeners();
      return;
    case 'toggleServer': {
      const server = cluster.servers[step.server % cluster.servers.length];
      if (server?.isUp() === true) server.takeDown(step.signal);
      else server?.bringUp();
      return;
    }
    case 'toggleDatabase':
      await (cluster.isDatabaseUp() ? cluster.takeDatabaseDown(step.how) : cluster.bringDatabaseUp());
      return;
    case 'cutDatabase':
      cluster.databaseProxy.cut();
      return;
    case 'toggleDatabaseStall':
      stage.isDatabaseStalled = !stage.isDatabaseStalled;
      if (stage.isDatabaseStalled) cluster.databaseProxy.stall();
      else await flow(stage);
      return;
    case 'lag':
      if (!cluster.isDatabaseUp()) return;
      await cluster.postgres.holdBack();
      return;
    case 'promote':
      await promote(stage, step);
      return;
    case 'remember':
      if (cluster.isDatabaseUp()) await rememberRows(cluster.databaseUrl());
      return;
    case 'restore':
      await restore(stage);
      return;
  }
}

/** Nobody shall hear again from one that was given up. */
async function flow({ cluster }: Stage): Promise<void> {
  await cluster.postgres.killOld();
  cluster.databaseProxy.flow();
}

type Disturbance = Extract<Step, { who: number }>;

async function disturb(stage: Stage, actor: Actor, step: Disturbance): Promise<void> {
  const { cluster, enough } = stage;
  const { proxy, subscriber } = actor;
  switch (step.do) {
    case 'cut':
      proxy.cut();
      return;
    case 'halfClose':
      proxy.halfClose();
      return;
    case 'move':
      actor.server += 1;
      actor.server %= cluster.servers.length;
      proxy.leadTo(cluster.servers[actor.server]?.url() ?? '');
      proxy.cut();
      return;
    case 'toggleRefusal':
      actor.isRefused = !actor.isRefused;
      if (actor.isRefused) proxy.refuse();
      else proxy.admit();
      return;
    case 'toggleStall':
      actor.isStalled = !actor.isStalled;
      if (!actor.isStalled) proxy.flow();
      else if (step.readsOnly) proxy.stallClient();
      else proxy.stall();
      // It has noticed when it has given up the line.
      if (actor.isStalled && step.noticed) await subscriber.until(() => !subscriber.isConnected(), enough);
      return;
    case 'leave':
      actor.hasLeft = true;
      subscriber.stop();
      return;
    case 'catchUp':
      await catchUp(stage, [actor]);
      return;
  }
}

async function subscribe(stage: Stage, step: Extract<Step, { do: 'subscribe' }>, time: number): Promise<void> {
  const { cluster, followers } = stage;
  const follower = followers[step.follower % followers.length];
  if (follower === undefined) return;
  const { field, viewer, within, level, pilot } = follower;
  const server = (step.server + time) % cluster.servers.length;
  const proxy = await openTcpProxy(cluster.servers[server]?.url() ?? '');
  const argumentsOf = field === 'progress' ? '' : ', after: $after';
  const subscriber = openSubscriber({
    url: proxy.url,
    token: await tokenFor(Role.REPORTER, viewer),
    field,
    query: `subscription Follow($within: String, $level: Level, $pilot: Boolean${field === 'progress' ? '' : ', $after: Cursor'}) {
      ${field}(within: $within, level: $level, pilot: $pilot${argumentsOf}) { ${selectionOf(follower)} }
    }`,
    variables: { within, level, pilot },
    after: field === 'progress' ? undefined : startOf(stage, step),
  });
  stage.actors.push({ follower, subscriber, proxy, server, isStalled: false, isRefused: false, hasLeft: false });
}

function startOf({ known: { log, cursor } }: Stage, { start }: { start: Start }): string | undefined {
  const old = Math.floor(log.rows.length * 0.6);
  switch (start) {
    case 'new':
      return undefined;
    case 'zero':
      return cursorInLog(log, 0);
    case 'old':
      return cursorInLog(log, old);
    case 'oldForm':
      return cursorOf(log.epoch, old);
    case 'newest':
      return cursor;
  }
}
