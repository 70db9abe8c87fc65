/** Finds indicators for a mutation: what the viewer may not see is not there (P7). */
import type { EntityManager } from 'typeorm';
import { requireChange } from '../change/require-organization';
import type { Viewer } from '../access/viewer';
import { requireUnchanged } from '../change/if-position';
import { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { Indicator } from './indicator';
import { maySeeIndicator } from './may-see-indicator';

export interface FoundIndicator {
  indicator: Indicator;
  /** Of the organization that defined it. */
  path: number[];
}

/** By their codes; those that are not there, or not for the viewer, are left out. */
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

export function indicatorNotFound(code: string, argument: string): Problem {
  const message = `There is no indicator with the code "${shorten(code)}". Look it up with indicators.`;
  return new Problem('NOT_FOUND', message, { argument });
}
