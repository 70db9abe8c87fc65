/** Loses entries of a log on purpose, under servers and their audiences, and expects what everybody must be told. */
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Closers } from '../../src/process/closers';
import { hearAll, judge, openAudience, type Listener } from './audience';
import { probe } from './cursor-probes';
import { cursorInLog, cursorOf, readOracleLog, type OracleLog } from './oracle-log';
import {
  lead,
  plantSmallTree,
  startAgain,
  startReplaceable,
  write,
  type ReplaceableServer,
} from './replaceable-servers';

export interface ReplacedStage {
  closers: Closers;
  /** Of the database that is written to. */
  url: () => string;
  servers: [ReplaceableServer, ReplaceableServer];
  audiences: [Listener[], Listener[]];
  /** Logs of which something was lost, as they were last. */
  gone: OracleLog[];
}

/** On a database of its own, in which a small tree is planted. */
export async function openReplacedStage(url: () => string, closers: Closers): Promise<ReplacedStage> {
  await plantSmallTree(url());
  return openStageOn(url, closers);
}

/** Two servers, and to each subscribers of every kind, who have heard some events. */
export async function openStageOn(url: () => string, closers: Closers): Promise<ReplacedStage> {
  const servers: ReplacedStage['servers'] = [
    await startReplaceable(url(), closers),
    await startReplaceable(url(), closers),
  ];
  const log = await readOracleLog(url());
  const audiences: ReplacedStage['audiences'] = [
    await openAudience(servers[0].door.url, log, closers),
    await openAudience(servers[1].door.url, log, closers),
  ];
  const stage = { closers, url, servers, audiences, gone: [] };
  await write(url(), 3);
  await expectAll(stage);
  return stage;
}

/** Everybody has heard all, and nothing else. Gives back the log as it is. */
export async function expectAll({ url, servers, audiences, gone }: ReplacedStage): Promise<OracleLog> {
  for (const audience of audiences) await hearAll(url(), audience, gone);
  const log = await readOracleLog(url());
  for (const audience of audiences) expect(await judge(audience, { log, gone })).toEqual([]);
  for (const { app } of servers) await becomeReady(app.url);
  return log;
}

/** A server whose connections have just been cut may still be making new ones; one that never is ready fails by time. */
async function becomeReady(url: string): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200) await turn();
}

export interface Loss {
  /** Which server has heard of what is lost. */
  seenBy: 0 | 1;
  lost: number;
  /** So many entries are written before any server sees what has happened. */
  overtakenBy: number;
  /** What becomes of the servers meanwhile. */
  servers: 'lose their connections' | 'keep their connections' | 'are stopped';
  /** Takes the entries away, in that `url` leads to another database or that the same has lost them. */
  fault: () => Promise<void>;
}

/** Writes what will be lost, and loses it. Everybody has heard of it afterwards. Gives back the log as it was. */
export async function lose(stage: ReplacedStage, loss: Loss): Promise<OracleLog> {
  const { url, servers, audiences, gone, closers } = stage;
  const { rows: kept } = await readOracleLog(url());
  servers[1 - loss.seenBy]?.line.stall();
  await write(url(), loss.lost);
  const before = await hearAll(url(), audiences[loss.seenBy], gone);
  for (const server of servers) await breakOff(server, loss.servers);
  await loss.fault();
  await write(url(), loss.overtakenBy);
  gone.push(before);
  for (const listener of audiences[loss.seenBy]) {
    // A process tells all who listen to it; one that was not there judges each cursor that comes.
    if (loss.servers !== 'are stopped' || hasSeenMore(listener, kept.length)) listener.told += 1;
  }
  for (const server of servers) {
    if (loss.servers === 'are stopped') await startAgain(server, url(), closers);
    else if (loss.servers === 'lose their connections') lead(server, url());
    else server.line.flow();
  }
  await expectAll(stage);
  return before;
}

async function breakOff({ app, line }: ReplaceableServer, how: Loss['servers']): Promise<void> {
  if (how === 'keep their connections') {
    line.stall();
    return;
  }
  // One that is stopped could not say goodbye over a line that is stalled.
  line.refuse();
  line.cut();
  if (how === 'are stopped') await app.close();
}

function hasSeenMore({ follower, subscriber }: Listener, kept: number): boolean {
  return follower.field !== 'progress' && (subscriber.received.at(-1)?.position ?? 0) > kept;
}

/** Whoever comes with a cursor of the log as it is begins to hear what comes next. */
export async function expectAlive({ url, servers, closers }: ReplacedStage): Promise<void> {
  for (const { door } of servers) {
    const newcomers = await openAudience(door.url, await readOracleLog(url()), closers);
    await write(url(), 2);
    const log = await hearAll(url(), newcomers);
    expect(await judge(newcomers, { log, gone: [] })).toEqual([]);
  }
}

const REFUSED = { after: 'RESYNC', before: 'RESYNC', socket: 'RESYNC', stream: 'RESYNC', lastEventId: 'RESYNC' };

/** What cursors of the log as it was must lead to, of which so many entries are there still. */
export async function expectCursors(stage: ReplacedStage, before: OracleLog, kept: number): Promise<void> {
  const log = await readOracleLog(stage.url());
  const last = log.rows.length;
  const positions = log.rows.map(({ position }) => position);
  const goesOn = (after: number) => {
    const rest = positions.slice(after);
    return { after: rest, before: positions.slice(0, after - 1), socket: rest, stream: rest, lastEventId: rest };
  };
  const isKept = before.epoch === log.epoch;
  for (const { app } of stage.servers) {
    const lost = kept < before.rows.length ? [kept + 1, before.rows.length] : [];
    for (const position of lost) expect(await probe(app.url, cursorInLog(before, position), last)).toEqual(REFUSED);
    for (const position of [kept, 2]) {
      expect(await probe(app.url, cursorInLog(before, position), last)).toEqual(goesOn(position));
    }
    // One of the old form is judged by the epoch.
    expect(await probe(app.url, cursorOf(before.epoch, 2), last)).toEqual(isKept ? goesOn(2) : REFUSED);
    expect(await probe(app.url, cursorOf(log.epoch, 2), last)).toEqual(goesOn(2));
  }
}
