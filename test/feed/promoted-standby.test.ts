/** P5: a standby is promoted, behind or level: whoever may have seen what is gone is told once, and everybody goes on. */
import { afterEach, expect, jest, test } from '@jest/globals';
import { hearAll, judge, openAudience, type Listener } from '../support/audience';
import { openCleanUp } from '../support/clean-up';
import { probe } from '../support/cursor-probes';
import { cursorInLog, cursorOf, onDatabase, readOracleLog, type OracleLog } from '../support/oracle-log';
import { lead, plantSmallTree, startReplaceable, write, type ReplaceableServer } from '../support/replaceable-servers';
import { openReplicatedPostgres, type ReplicatedPostgres } from '../support/replicated-postgres';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

jest.setTimeout(120_000);

interface Stage {
  postgres: ReplicatedPostgres;
  servers: [ReplaceableServer, ReplaceableServer];
  audiences: [Listener[], Listener[]];
  /** How often those of each server must have been told RESYNC. */
  told: [number, number];
  gone: OracleLog[];
}

async function openStage(): Promise<Stage> {
  const postgres = await openReplicatedPostgres();
  closers.add(postgres.close);
  await plantSmallTree(postgres.url());
  const servers: Stage['servers'] = [
    await startReplaceable(postgres.url(), closers),
    await startReplaceable(postgres.url(), closers),
  ];
  const log = await readOracleLog(postgres.url());
  const audiences: Stage['audiences'] = [
    await openAudience(servers[0].app.url, log, closers),
    await openAudience(servers[1].app.url, log, closers),
  ];
  const stage: Stage = { postgres, servers, audiences, told: [0, 0], gone: [] };
  await write(postgres.url(), 3);
  await expectAll(stage);
  return stage;
}

/** Everybody has heard all, and nothing else. Gives back the log as it is. */
async function expectAll({ postgres, servers, audiences, told, gone }: Stage): Promise<OracleLog> {
  for (const index of [0, 1] as const) {
    await hearAll(postgres.url(), audiences[index], { gone, resyncs: told[index] });
  }
  const log = await readOracleLog(postgres.url());
  for (const index of [0, 1] as const) {
    expect(await judge(audiences[index], { log, gone }, told[index])).toEqual([]);
    expect((await fetch(`${servers[index].app.url}/readyz`)).status).toBe(200);
  }
  return log;
}

type Moment = 'before' | 'after';

interface Loss {
  /** Which server has heard of what is lost. */
  seenBy: 0 | 1;
  lost: number;
  /** So many entries are written before any server finds the new primary. */
  overtakenBy: number;
  /** When the new primary has a checkpoint: before the servers come, or when they have come. */
  checkpoint: Moment;
}

/** Gives back the log as it was, and as it is. */
async function promoteBehind(stage: Stage, { seenBy, lost, overtakenBy, checkpoint }: Loss): Promise<OracleLog> {
  const { postgres, servers, audiences, told, gone } = stage;
  await postgres.holdBack();
  servers[1 - seenBy]?.line.stall();
  await write(postgres.url(), lost);
  const before = await hearAll(postgres.url(), audiences[seenBy], { gone, resyncs: told[seenBy] });
  for (const { line } of servers) {
    line.refuse();
    line.cut();
  }
  await postgres.promote();
  await postgres.killOld();
  if (checkpoint === 'before') await onDatabase(postgres.url(), (client) => client.query('CHECKPOINT'));
  if (overtakenBy > 0) await write(postgres.url(), overtakenBy);
  gone.push(before);
  told[seenBy] += 1;
  for (const server of servers) lead(server, postgres.url());
  await expectAll(stage);
  if (checkpoint === 'after') await onDatabase(postgres.url(), (client) => client.query('CHECKPOINT'));
  return before;
}

/** What each cursor must lead to, in a log that begins as `before` did for so many entries. */
async function expectCursors({ postgres, servers }: Stage, before: OracleLog, kept: number): Promise<void> {
  const log = await readOracleLog(postgres.url());
  const last = log.rows.length;
  const from = (position: number): number[] =>
    Array.from({ length: last - position }, (_, index) => position + 1 + index);
  const goesOn = (position: number) => ({
    after: from(position),
    before: from(0).slice(0, position - 1),
    socket: from(position),
    stream: from(position),
    lastEventId: from(position),
  });
  const isRefused = { after: 'RESYNC', before: 'RESYNC', socket: 'RESYNC', stream: 'RESYNC', lastEventId: 'RESYNC' };
  for (const { app } of servers) {
    expect(await probe(app.url, cursorInLog(before, before.rows.length), last)).toEqual(isRefused);
    expect(await probe(app.url, cursorInLog(before, kept + 1), last)).toEqual(isRefused);
    expect(await probe(app.url, cursorInLog(before, kept), last)).toEqual(goesOn(kept));
    expect(await probe(app.url, cursorInLog(before, 2), last)).toEqual(goesOn(2));
    // One of the old form is judged by the epoch, and that is another since the loss was noticed.
    expect(await probe(app.url, cursorOf(before.epoch, 2), last)).toEqual(isRefused);
    expect(await probe(app.url, cursorOf(log.epoch, 2), last)).toEqual(goesOn(2));
  }
}

test.each<Omit<Loss, 'seenBy'>>([
  { lost: 7, overtakenBy: 10, checkpoint: 'after' },
  { lost: 7, overtakenBy: 7, checkpoint: 'before' },
  { lost: 7, overtakenBy: 0, checkpoint: 'after' },
])('P5: promoted $lost behind, $overtakenBy written since, checkpoint $checkpoint; and once more', async (loss) => {
  const stage = await openStage();
  const { rows: kept } = await readOracleLog(stage.postgres.url());
  const before = await promoteBehind(stage, { ...loss, seenBy: 0 });
  await write(stage.postgres.url(), 3);
  await expectAll(stage);
  await expectCursors(stage, before, kept.length);
  await promoteBehind(stage, { ...loss, lost: 2, seenBy: 1 });
  await write(stage.postgres.url(), 3);
  const log = await expectAll(stage);
  for (const { app } of stage.servers) {
    const newcomers = await openAudience(app.url, log, closers);
    await write(stage.postgres.url(), 2);
    expect(await judge(newcomers, { log: await hearAll(stage.postgres.url(), newcomers), gone: [] }, 0)).toEqual([]);
  }
});

test('P5: promoted level, twice, nobody is told anything, and every cursor goes on', async () => {
  const stage = await openStage();
  const { postgres, servers } = stage;
  const before = await readOracleLog(postgres.url());
  for (const checkpoint of ['CHECKPOINT', 'SELECT 1']) {
    await postgres.letCatchUp();
    await postgres.promote();
    await postgres.killOld();
    await onDatabase(postgres.url(), (client) => client.query(checkpoint));
    for (const server of servers) lead(server, postgres.url());
    await write(postgres.url(), 5);
    await expectAll(stage);
  }
  await onDatabase(postgres.url(), (client) => client.query('CHECKPOINT'));
  await write(postgres.url(), 2);
  const log = await expectAll(stage);
  expect(log.epoch).toBe(before.epoch);
  const positions = log.rows.map(({ position }) => position);
  const last = positions.length;
  for (const { app } of servers) {
    for (const cursor of [cursorInLog(before, before.rows.length), cursorInLog(before, 2), cursorOf(before.epoch, 2)]) {
      const { after, socket, lastEventId } = await probe(app.url, cursor, last);
      expect(after).toEqual(socket);
      expect(lastEventId).toEqual(socket);
      expect(socket).toEqual(positions.slice(last - socket.length));
    }
  }
});
