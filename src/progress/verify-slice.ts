/** One slice of the whole recount, read in one moment: a body with all below it, the top, or a stretch of the log. */
import type { DataSource } from 'typeorm';
import { Snapshot } from '../database/snapshot';
import { nameOf, type LogPlace } from '../feed/cursor';
import { findPlaces } from '../feed/find-place';
import { NO_LIMITS } from '../database/statement-limits';
import { COUNTED, isWithin, type Scope } from './recount-steps';
import { congressChecks } from './verify-congresses';
import { counterChecks } from './verify-counters';
import type { Check, Difference } from './verify-difference';
import { LOG_HEAD_CHECK, LOG_WINDOW_CHECK } from './verify-log';
import { changesOf, totalsChecks, TOTALS_WINDOW_CHECKS, type Change } from './verify-totals';

export interface SliceResult {
  differences: Difference[];
  /** Rows of counters that were compared. */
  counters: number;
  /** Entries of the log that were compared. */
  entries: number;
}

/** What the checks of a round share: where the log ended when it began, and by its mark which log it was. */
export type RoundStart = LogPlace;

/** The log is another one than at the start of the round: what was gathered does not fit it. */
export class LogReplaced extends Error {}

const SETTINGS = `${NO_LIMITS}; SET LOCAL work_mem = '64MB'`;
/** Differences that are named of each check. */
const LISTED = 20;
const WINDOW_ENTRIES = 5_000;

/** A body right below the top, with everything below it. */
const BODY: Scope = {
  ctes: `scope AS (
    SELECT $2::integer AS organization_id
     UNION
    SELECT o.id FROM scope JOIN organization o ON o.parent_id = scope.organization_id
  )`,
  isTop: false,
};

/** Whatever lies in none of the bodies: the organizations that have none above them. */
const TOP: Scope = {
  ctes: `below AS (
    SELECT o.id AS organization_id FROM organization o JOIN organization top ON top.id = o.parent_id
     WHERE top.parent_id IS NULL
     UNION
    SELECT o.id FROM below JOIN organization o ON o.parent_id = below.organization_id
  ), scope AS MATERIALIZED (
    SELECT id AS organization_id FROM organization EXCEPT SELECT organization_id FROM below
  )`,
  isTop: true,
};

/** Checks a body and all below it, and gathers how it changes the totals of the top. */
export async function verifyBody(
  dataSource: DataSource,
  start: RoundStart,
  { id, top }: { id: number; top: number },
  changes: Change[],
): Promise<SliceResult> {
  return inOneMoment(dataSource, start, async (snapshot) => {
    const result = await verifyScope(snapshot, BODY, [id]);
    const own = await snapshot.query<Change>(changesOf(BODY), [start.position, id]);
    for (const change of own) changes.push({ ...change, organization_id: top });
    return result;
  });
}

/** Checks the counters of the top against those below it, its own congresses, and whatever belongs to none. */
export async function verifyTop(
  dataSource: DataSource,
  start: RoundStart,
  changes: Change[],
  more: readonly Check[],
): Promise<SliceResult> {
  return inOneMoment(dataSource, start, async (snapshot) => {
    const result = await verifyScope(snapshot, TOP, []);
    changes.push(...(await snapshot.query<Change>(changesOf(TOP), [start.position])));
    for (const check of [LOG_HEAD_CHECK, ...more]) result.differences.push(...(await run(snapshot, check, [])));
    return result;
  });
}

async function verifyScope(snapshot: Snapshot, scope: Scope, place: readonly number[]): Promise<SliceResult> {
  const differences: Difference[] = [];
  for (const check of [...congressChecks(scope), ...counterChecks(scope), ...totalsChecks(scope)]) {
    differences.push(...(await run(snapshot, check, place)));
  }
  const [extent] = await snapshot.query<{ counters: number }>(countersOf(scope), [0, ...place]);
  return { differences, counters: extent?.counters ?? 0, entries: 0 };
}

/** How many rows of counters there are. */
function countersOf(scope: Scope): string {
  const rows = (table: string): string =>
    `(SELECT count(*) FROM ${table} WHERE ${isWithin(scope, 'organization_id')})::integer`;
  // The first argument is that of every check, and not needed here.
  return `WITH RECURSIVE ${scope.ctes} SELECT $1::integer + ${rows('progress_day')} + ${rows('progress_current')} AS counters`;
}

/** What is added up along the log. */
export interface Running {
  /** The changes, in the order of their positions. */
  changes: readonly Change[];
  /** Up to where they are in the sums. */
  next: number;
  sums: Map<string, Change>;
}

export function startRunning(changes: Change[]): Running {
  return { changes: changes.sort((a, b) => a.position - b.position), next: 0, sums: new Map() };
}

/** Checks the next stretch of the log after the position, and in it the totals of the top when their changes are known. Undefined at the end. */
export async function verifyWindow(
  dataSource: DataSource,
  start: RoundStart,
  from: number,
  running: Running | undefined,
): Promise<(SliceResult & { upTo: number }) | undefined> {
  return inOneMoment(dataSource, start, async (snapshot) => {
    const [extent] = await snapshot.query<{ upTo: number | null; entries: number }>(
      `SELECT max(position) AS "upTo", count(*)::integer AS entries
         FROM (SELECT position FROM log_entry WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3) AS next`,
      [from, start.position, WINDOW_ENTRIES],
    );
    if (extent?.upTo == null) return undefined;
    const { upTo, entries } = extent;
    const [totals, lengths] = TOTALS_WINDOW_CHECKS;
    const differences = await run(snapshot, LOG_WINDOW_CHECK, [from, upTo]);
    differences.push(...(await run(snapshot, lengths, [from, upTo])));
    if (running !== undefined) {
      const changes = JSON.stringify(takeChanges(running, from, upTo));
      differences.push(...(await run(snapshot, totals, [from, upTo, changes])));
    }
    return { differences, counters: 0, entries, upTo };
  });
}

/** The sums before the window, as changes at its start, and the changes in it, which go into the sums. */
function takeChanges(running: Running, from: number, upTo: number): Change[] {
  const { changes, sums } = running;
  const taken = [...sums.values()].map((sum) => ({ ...sum, position: from }));
  for (let change = changes[running.next]; change !== undefined; change = changes[running.next]) {
    if (change.position > upTo) break;
    taken.push(change);
    addChange(sums, change);
    running.next += 1;
  }
  return taken;
}

function addChange(sums: Map<string, Change>, change: Change): void {
  const key = `${change.organization_id} ${change.level} ${String(change.pilot)}`;
  const sum = sums.get(key);
  if (sum === undefined) {
    sums.set(key, { ...change });
    return;
  }
  for (const figure of COUNTED) sum[figure] += change[figure];
}

/** Where a round begins, and what there is to go through. */
export async function startRound(
  dataSource: DataSource,
): Promise<RoundStart & { bodies: { id: number; code: string; top: number }[] }> {
  const snapshot = new Snapshot(dataSource);
  try {
    const [start] = await snapshot.query<RoundStart>(
      `SELECT coalesce((SELECT epoch FROM log_head), '') AS epoch, last.position, last.mark
         FROM (VALUES (0)) AS nothing (position)
         LEFT JOIN LATERAL (SELECT position, mark FROM log_entry ORDER BY position DESC LIMIT 1) AS last ON true`,
    );
    const bodies = await snapshot.query<{ id: number; code: string; top: number }>(
      `SELECT o.id, o.code, top.id AS top FROM organization o JOIN organization top ON top.id = o.parent_id
        WHERE top.parent_id IS NULL ORDER BY o.code`,
    );
    return { epoch: start?.epoch ?? '', position: start?.position ?? 0, mark: start?.mark ?? null, bodies };
  } finally {
    await snapshot.close();
  }
}

/** A difference that comes from looking at two moments is impossible. */
async function inOneMoment<T>(
  dataSource: DataSource,
  start: RoundStart,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = new Snapshot(dataSource);
  try {
    await snapshot.query(SETTINGS);
    const [isSame] = await snapshot.read((manager) => findPlaces(manager, [nameOf(start)]));
    if (isSame !== true) throw new LogReplaced('The log was replaced during the round.');
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}

async function run(snapshot: Snapshot, { what, sql }: Check, place: readonly unknown[]): Promise<Difference[]> {
  const found = await snapshot.query<Omit<Difference, 'what'>>(sql, [LISTED, ...place]);
  return found.map((difference) => ({ what, ...difference }));
}
