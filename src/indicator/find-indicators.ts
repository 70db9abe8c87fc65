/** Finds indicators, for answers and for mutations. A code means, at an organization, the nearest definition at or above it: whoever may see the organization may see that (P7). */
import DataLoader from 'dataloader';
import { In, type EntityManager } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Connection } from '../api/connection';
import { compareKeys, readPage, readSorted } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { requireUnchanged } from '../change/if-position';
import { requireChange, requireSeen } from '../change/require-organization';
import type { Snapshot } from '../database/snapshot';
import { requireOne } from '../organization/load-organization';
import type { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { distanceOf } from '../text/nearest-words';
import { shorten } from '../text/shorten';
import { Indicator } from './indicator';
import { codeInSql, codeOfIndicator } from './indicator-key';
import { say } from '../words/message';

type Path = readonly number[];

/** A page of those in use at an organization that the viewer may see, by code. */
export async function pageIndicators(
  operation: Operation,
  organization: Organization,
  page: AskedPage,
): Promise<Connection<Indicator>> {
  const inUse = await listIndicators(operation, organization);
  const rows = inUse.map((node) => ({ key: [codeOfIndicator(node)], node }));
  return readPage(
    { list: 'indicators', values: ['text'] },
    page,
    readSorted(rows, compareKeys, (nodes) => nodes),
  );
}

/** Those in use at an organization that the viewer may see, by code. */
export async function listIndicators({ snapshot }: Operation, { path }: Organization): Promise<Indicator[]> {
  const found = await snapshot.read((manager) =>
    manager.find(Indicator, { where: { organizationId: In([...path]) }, order: { key: 'ASC' } }),
  );
  const inUse = found.filter((each) => nearestTo(path, codeOfIndicator(each), found) === each);
  return inUse.sort((a, b) => (codeOfIndicator(a) < codeOfIndicator(b) ? -1 : 1));
}

/** Undefined when neither the organization at the path nor any above it has defined the code. */
function nearestTo(path: Path, code: string, indicators: readonly Indicator[]): Indicator | undefined {
  const found = indicators.filter((each) => path.includes(each.organizationId) && codeOfIndicator(each) === code);
  const depths = found.map(({ organizationId }) => path.indexOf(organizationId));
  return found[depths.indexOf(Math.max(...depths))];
}

/** Of a value that the viewer sees. */
export async function loadIndicator(operation: Operation, key: string): Promise<Indicator> {
  const indicator = await operation.snapshot.once(indicatorsByKey).load(key);
  if (indicator === undefined) throw new Error(`The indicator ${key} has gone.`);
  return indicator;
}

/** Use as `snapshot.once(indicatorsByKey)`. */
function indicatorsByKey(snapshot: Snapshot): DataLoader<string, Indicator | undefined> {
  return new DataLoader(async (keys) => {
    const found = await snapshot.read((manager) => manager.findBy(Indicator, { key: In([...keys]) }));
    const byKey = new Map(found.map((indicator) => [indicator.key, indicator]));
    return keys.map((key) => byKey.get(key));
  });
}

/** How arguments and inputs name an indicator. */
export interface NamedIndicator {
  code: string;
  /** Code of the organization; the viewer's own when absent. */
  organization?: string | null | undefined;
}

export async function requireIndicator(
  operation: Operation,
  { code, organization }: NamedIndicator,
): Promise<Indicator> {
  const { path } = await requireOne(operation, organization);
  const find = await operation.snapshot.read((manager) => findIndicators(manager, [{ path, code }]));
  const found = find(path, code);
  if (found !== undefined) return found;
  throw indicatorNotFound(code, await operation.snapshot.read((manager) => findAlikeIndicators(manager, path, code)));
}

/** For all of them by one statement; what it gives finds each. */
export async function findIndicators(
  manager: EntityManager,
  named: readonly { path: Path; code: string }[],
): Promise<(path: Path, code: string) => Indicator | undefined> {
  const found = await manager
    .createQueryBuilder(Indicator, 'i')
    .where(`i.organizationId = ANY(:ids) AND ${codeInSql('i.code')} = ANY(:codes)`, {
      ids: [...new Set(named.flatMap(({ path }) => path))],
      codes: [...new Set(named.map(({ code }) => code))],
    })
    .getMany();
  return (path, code) => nearestTo(path, code, found);
}

/** One whose definition the viewer may change. */
export async function requireIndicatorToChange(
  manager: EntityManager,
  viewer: Viewer,
  asked: NamedIndicator & { ifPosition?: number | null | undefined },
): Promise<{ indicator: Indicator; path: number[] }> {
  const { code } = asked;
  const at = await requireSeen(manager, viewer, asked.organization);
  const indicator = (await findIndicators(manager, [{ path: at.path, code }]))(at.path, code);
  if (indicator === undefined) throw indicatorNotFound(code, await findAlikeIndicators(manager, at.path, code));
  const path = at.path.slice(0, at.path.indexOf(indicator.organizationId) + 1);
  requireChange(viewer, path);
  requireUnchanged(say`The indicator`, indicator, asked);
  return { indicator, path };
}

const LONGEST_CODE = 64;

/** Codes in use at the path that differ from this one in a third of their letters at most. */
export async function findAlikeIndicators(manager: EntityManager, path: Path, code: string): Promise<string[]> {
  if (code.length > LONGEST_CODE) return [];
  const found = await manager.query<{ code: string }[]>(
    `SELECT DISTINCT ${codeInSql('code')} AS code FROM indicator WHERE organization_id = ANY($1)`,
    [path],
  );
  return found
    .map((each) => ({ code: each.code, distance: distanceOf(code, each.code) }))
    .filter((each) => each.distance * 3 <= each.code.length)
    .sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map((each) => each.code);
}

export function indicatorNotFound(code: string, alike: readonly string[] = []): Problem {
  const message =
    alike.length === 0
      ? say`There is no indicator with the code "${shorten(code)}" at or above the organization. Look it up with indicators.`.inFiles(
          say`There is no indicator with the code "${shorten(code)}" at or above the organization. Check the code, or have the indicator defined first.`,
        )
      : say`There is no indicator with the code "${shorten(code)}" at or above the organization. Nearest: ${alike.join(', ')}.`;
  return new Problem('NOT_FOUND', message, { argument: 'code' });
}
