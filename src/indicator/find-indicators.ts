/** Finds indicators by their codes, for answers and for mutations: what the viewer may not see does not exist for them (P7). */
import DataLoader from 'dataloader';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Connection } from '../api/connection';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { queryRange } from '../api/query-keyset';
import { requireUnchanged } from '../change/if-position';
import { requireChange } from '../change/require-organization';
import type { Snapshot } from '../database/snapshot';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { Indicator } from './indicator';

const CODE: SortKey = { sql: 'i.code', kind: 'text' };

/** A page of those in use at an organization that the viewer may see, by code. */
export function pageIndicators(
  { snapshot }: Operation,
  { path }: Organization,
  page: AskedPage,
): Promise<Connection<Indicator>> {
  const select = (manager: EntityManager): SelectQueryBuilder<Indicator> =>
    manager.createQueryBuilder(Indicator, 'i').where({ organizationId: In(path) });
  return readPage(cursorsOf({ list: 'indicators', keys: [CODE] }), page, {
    read: (range) => snapshot.read((manager) => queryRange(select(manager), [CODE], range)),
    count: () => snapshot.read((manager) => select(manager).getCount()),
  });
}

/** All of them: what it, or one above it, has defined. */
export function listIndicators({ snapshot }: Operation, { path }: Organization): Promise<Indicator[]> {
  return snapshot.read((manager) =>
    manager.find(Indicator, { where: { organizationId: In(path) }, order: { code: 'ASC' } }),
  );
}

/** Of a value that the viewer sees. */
export async function loadIndicator(operation: Operation, code: string): Promise<Indicator> {
  const indicator = await operation.snapshot.once(indicatorsByCode).load(code);
  if (indicator === undefined) throw new Error(`The indicator ${code} has gone.`);
  return indicator;
}

export async function requireIndicator(operation: Operation, code: string): Promise<Indicator> {
  const indicator = await operation.snapshot.once(indicatorsByCode).load(code);
  if (indicator === undefined) throw indicatorNotFound(code, 'code');
  const { path } = await loadOrganization(operation, indicator.organizationId);
  if (!maySeeIndicator(operation.viewer, path)) throw indicatorNotFound(code, 'code');
  return indicator;
}

/** Use as `snapshot.once(indicatorsByCode)`. */
function indicatorsByCode(snapshot: Snapshot): DataLoader<string, Indicator | undefined> {
  return new DataLoader(async (codes) => {
    const found = await snapshot.read((manager) => manager.findBy(Indicator, { code: In([...codes]) }));
    const byCode = new Map(found.map((indicator) => [indicator.code, indicator]));
    return codes.map((code) => byCode.get(code));
  });
}

export interface FoundIndicator {
  indicator: Indicator;
  /** Of the organization that defined it. */
  path: number[];
}

/** Those that do not exist, for the viewer at least, are left out. */
export async function findIndicators(
  manager: EntityManager,
  viewer: Viewer,
  codes: readonly string[],
): Promise<Map<string, FoundIndicator>> {
  const { entities, raw } = await manager
    .createQueryBuilder(Indicator, 'i')
    .innerJoin(Organization, 'o', 'o.id = i.organizationId')
    .addSelect('o.path', 'defined_at')
    .where('i.code = ANY(:codes)', { codes })
    .orderBy('i.id')
    .getRawAndEntities<{ defined_at: number[] }>();
  const found = entities.map((indicator, index) => ({ indicator, path: raw[index]?.defined_at ?? [] }));
  const visible = found.filter(({ path }) => maySeeIndicator(viewer, path));
  return new Map(visible.map((each) => [each.indicator.code, each]));
}

/** One whose definition the viewer may change. */
export async function requireIndicatorToChange(
  manager: EntityManager,
  viewer: Viewer,
  asked: { code: string; ifPosition?: number | null | undefined },
): Promise<FoundIndicator> {
  const { code } = asked;
  const found = (await findIndicators(manager, viewer, [code])).get(code);
  if (found === undefined) throw indicatorNotFound(code, 'code');
  requireChange(viewer, found.path);
  requireUnchanged('The indicator', found.indicator, asked);
  return found;
}

/** A definition is for those at and below the organization that made it, and for those above that one. */
export function maySeeIndicator({ path: own }: Pick<Viewer, 'path'>, definedAt: readonly number[]): boolean {
  // One of the two paths begins with the other; a viewer without an organization sees nothing.
  return own.length > 0 && own.slice(0, definedAt.length).every((id, depth) => definedAt[depth] === id);
}

export function indicatorNotFound(code: string, argument: string): Problem {
  const message = `There is no indicator with the code "${shorten(code)}". Look it up with indicators.`;
  return new Problem('NOT_FOUND', message, { argument });
}
