/** What is wrong at the end of an oracle's run, when everything is well again: nothing, as it should be. */
import { Role } from '../../src/access/viewer';
import { CongressStatus } from '../../src/congress/congress-event-kind';
import { compareState, selectionOf } from './oracle-expectation';
import { onDatabase, readOracleLog, type OracleLog } from './oracle-log';
import type { Follower } from './oracle-script';
import { ask, catchUp, type Actor, type Stage } from './oracle-stage';
import { compareTold, dueFor } from './oracle-stretches';
import { ROOT } from './oracle-tree';
import { post, tokenFor } from './start-test-app';

/** Something happens to a congress that matches, for each follower, and goes on until each is known to be there. */
export async function hearFromAll(stage: Stage): Promise<void> {
  const { cluster, actors, enough, faults } = stage;
  const log = await readOracleLog(cluster.databaseUrl());
  const present = actors.filter(({ hasLeft }) => !hasLeft);
  for (const follower of new Set(present.map((actor) => actor.follower))) {
    const congress = await findCongress(cluster.databaseUrl(), log, follower);
    if (congress === undefined) continue;
    // A subscription says nothing when it begins: only when it has been told of something is it known to be there.
    const silent = present.filter((actor) => actor.follower === follower && dueFor(actor, log) < 0);
    const isSilent = ({ subscriber }: Actor): boolean =>
      subscriber.stretch().received.length + subscriber.faults.length === 0;
    do await happenTo(stage, congress);
    while (silent.some(isSilent) && faults.size === 0 && !enough.aborted);
  }
}

interface Found {
  of: number;
  status: CongressStatus;
}

/** It is reported, whatever it was. */
async function happenTo(stage: Stage, congress: Found): Promise<void> {
  const { of, status } = congress;
  congress.status = CongressStatus.COMPLETED;
  if (status === CongressStatus.COMPLETED) await ask(stage, of, { name: 'retractCongressReport', of });
  if (status === CongressStatus.CANCELLED) await ask(stage, of, { name: 'reinstateCongress', of });
  await ask(stage, of + 1, { name: 'reportCongressCompleted', of, days: 7 });
}

/** The one that matches and has the highest number. */
async function findCongress(url: string, log: OracleLog, follower: Follower): Promise<Found | undefined> {
  const ids = [follower.within ?? follower.viewer, follower.field === 'progress' ? ROOT : follower.viewer].map(
    (code) => log.organizations.get(code)?.id,
  );
  const { rows } = await onDatabase(url, (client) =>
    client.query<Found>(
      `SELECT o.id - 1 AS of, c.status FROM congress c JOIN organization o ON o.id = c.organization_id
        WHERE o.path @> $1::integer[] AND ($2::text IS NULL OR o.level::text = $2) AND ($3::boolean IS NULL OR c.pilot = $3)
        ORDER BY o.id DESC LIMIT 1`,
      [ids, follower.level, follower.pilot],
    ),
  );
  return rows[0];
}

export async function compareAll(stage: Stage): Promise<string[]> {
  const { cluster, actors } = stage;
  await catchUp(stage, actors);
  const present = actors.filter(({ hasLeft }) => !hasLeft);
  if (!stage.enough.aborted) await Promise.all(present.map(({ subscriber }) => subscriber.roundTrip()));
  const log = await readOracleLog(cluster.databaseUrl());
  const gaps = log.rows.flatMap(({ position }, index) =>
    position === index + 1 ? [] : [`The log has a gap at ${index}.`],
  );
  const lost = stage.answered.filter((position) => position > log.rows.length);
  const wrong = [...gaps, ...lost.map((position) => `Answered, but not in the log: ${position}.`), ...stage.faults];
  wrong.push(...cluster.faults.splice(0));
  for (const [index, actor] of actors.entries()) {
    const { follower, subscriber } = actor;
    const differences = [
      ...compareTold({ log, gone: stage.gone }, actor),
      ...(await compareLast(stage, actor)),
      ...compareLosses(stage, actor),
    ];
    const all = [...subscriber.faults, ...differences];
    const from = String(subscriber.stretches[0]?.cursor);
    wrong.push(...all.map((what) => `Subscriber ${index}, ${JSON.stringify(follower)} after ${from}: ${what}`));
  }
  return wrong;
}

/** Whoever was told RESYNC had something to lose. */
function compareLosses({ gone }: Stage, { subscriber }: Actor): string[] {
  const told = subscriber.resyncs();
  return told > gone.length ? [`was told RESYNC ${told} times, while something was lost ${gone.length} times`] : [];
}

/** The newest state says what a fresh query does. */
async function compareLast({ cluster }: Stage, { follower, subscriber, hasLeft }: Actor): Promise<string[]> {
  if (hasLeft || follower.field !== 'progress') return [];
  const { viewer, within, level, pilot } = follower;
  const answer = await post<{ progress: unknown }, object>(
    cluster.servers.find(({ isUp }) => isUp())?.url() ?? '',
    `query ($within: String, $level: Level, $pilot: Boolean) {
      progress(within: $within, level: $level, pilot: $pilot) { ${selectionOf(follower)} }
    }`,
    { within, level, pilot },
    await tokenFor(Role.REPORTER, viewer),
  );
  return compareState(subscriber.received.at(-1), answer.data?.progress);
}
