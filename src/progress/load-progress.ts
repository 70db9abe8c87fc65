/** Loads the progress of organizations for an answer, many in one statement. */
import DataLoader from 'dataloader';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { isDay, type Day } from '../day';
import { momentOf } from '../organization/campaign-facts';
import { LEVELS, type Level } from '../organization/level';
import { thingId } from '../access/thing-id';
import { toProgress, type Progress, type ProgressScope } from './progress';
import { readTotals } from './read-totals';

interface TotalsKey {
  organizationId: number;
  /** Null for today. */
  asOf: Day | null;
}

/** Use as `snapshot.once(totalsOf)`. */
export function totalsOf(snapshot: Snapshot): DataLoader<TotalsKey, number[], string> {
  const load = async (keys: readonly TotalsKey[]): Promise<number[][]> => {
    const days = [...new Set(keys.map((key) => key.asOf))];
    const byDay = await Promise.all(
      days.map((asOf) => {
        const ids = keys.filter((key) => key.asOf === asOf).map((key) => key.organizationId);
        return readTotals((statement, parameters) => snapshot.query(statement, parameters), ids, asOf);
      }),
    );
    return keys.map(({ organizationId, asOf }) => byDay[days.indexOf(asOf)]?.get(organizationId) ?? []);
  };
  return new DataLoader(load, { cacheKeyFn: ({ organizationId, asOf }) => `${organizationId} ${asOf ?? ''}` });
}

/** Which day is today need not be known to read what is kept of it. */
async function loadTotals(snapshot: Snapshot, ids: readonly number[], fixedOn: Day | null): Promise<number[][]> {
  const isToday = fixedOn === null || fixedOn === (await snapshot.once(momentOf)).campaign.today;
  const asOf = isToday ? null : fixedOn;
  const loader = snapshot.once(totalsOf);
  return Promise.all(ids.map((organizationId) => loader.load({ organizationId, asOf })));
}

/** What is asked for; absent and null mean all, and today. */
export interface ProgressRequest {
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  asOf?: Day | null | undefined;
}

export async function loadProgress(
  operation: Operation,
  path: readonly number[],
  request: ProgressRequest,
): Promise<Progress> {
  const [progress] = await loadEach(operation, [path], request);
  if (progress === undefined) throw new Error('Progress was asked for without an organization.');
  return progress;
}

/** Of several organizations, in their order. */
export async function loadEach(
  { snapshot }: Operation,
  paths: readonly (readonly number[])[],
  { level = null, pilot = null, asOf: fixedOn = null }: ProgressRequest,
): Promise<Progress[]> {
  const [{ campaign, head }, rows] = await Promise.all([
    snapshot.once(momentOf),
    loadTotals(
      snapshot,
      paths.map((path) => path.at(-1) ?? 0),
      fixedOn,
    ),
  ]);
  const scope = { level, pilot, fixedOn, asOf: fixedOn ?? campaign.today };
  return paths.map((path, at) => toProgress(path, rows[at] ?? [], scope, head));
}

/** The same organization, level and pilot flag always have the same id: pushed totals replace fetched ones. */
export function progressId(operation: Operation, progress: Progress): Promise<string> {
  const { path, level, pilot, fixedOn, recorded, dueByNow } = progress;
  const key = [path.at(-1) ?? 0, level ?? '', pilot ?? '', ...(fixedOn === null ? [] : [fixedOn])].join(',');
  // What is not known must not replace what is.
  const isWhole = dueByNow !== null;
  return thingId(operation, ['Progress', key], recorded, ({ totalsFrom }) => isWhole && totalsFrom < path.length);
}

/** What the key of a progress id asks for; null when it is not one. */
export function fromProgressKey(key: string): (ProgressScope & { organizationId: number }) | null {
  const [, organizationId, level, pilot, fixedOn = null] =
    /^(\d{1,9}),([A-Z_]*),(true|false|)(?:,([\d-]+))?$/.exec(key) ?? [];
  if (organizationId === undefined || (fixedOn !== null && !isDay(fixedOn))) return null;
  const known = LEVELS.find((each) => each === level) ?? null;
  if (known === null && level !== '') return null;
  return {
    organizationId: Number(organizationId),
    level: known,
    pilot: pilot === '' ? null : pilot === 'true',
    fixedOn,
  };
}
