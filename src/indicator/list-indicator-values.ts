/** Reads one page of values, by organization, indicator and month. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Snapshot } from '../database/snapshot';
import { fromPageCursor, requirePageSize, toConnection, toPageCursor, type Connection } from '../api/connection';
import { Organization } from '../organization/organization';
import type { Indicator } from './indicator';
import { IndicatorValue } from './indicator-value';

export interface ValueFilter {
  within: Organization;
  /** Of all of them when undefined. */
  indicator: Indicator | undefined;
  month?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

export async function listIndicatorValues(
  snapshot: Snapshot,
  filter: ValueFilter,
): Promise<Connection<IndicatorValue>> {
  const size = requirePageSize(filter.first, 'first');
  const cursor = filter.after ? fromPageCursor(filter.after, 3) : undefined;
  const { entities, raw } = await snapshot.read((manager) => {
    const query = select(manager.createQueryBuilder(IndicatorValue, 'v'), filter).addSelect('o.code', 'order_code');
    if (cursor !== undefined) {
      const [organization, indicator, month] = cursor;
      query.andWhere('(o.code, v.indicator, v.month) > (:organization, :indicator, :lastMonth)', {
        organization,
        indicator,
        lastMonth: month,
      });
    }
    return query
      .orderBy('o.code')
      .addOrderBy('v.indicator')
      .addOrderBy('v.month')
      .limit(size + 1)
      .getRawAndEntities<{ order_code: string }>();
  });
  const edges = entities.map((node, index) => ({
    cursor: toPageCursor([raw[index]?.order_code ?? '', node.indicator, node.month]),
    node,
  }));
  return toConnection(edges, size, cursor !== undefined, () =>
    snapshot.read((manager) => select(manager.createQueryBuilder(IndicatorValue, 'v'), filter).getCount()),
  );
}

function select(
  query: SelectQueryBuilder<IndicatorValue>,
  { within, indicator, month }: ValueFilter,
): SelectQueryBuilder<IndicatorValue> {
  query.innerJoin(Organization, 'o', 'o.id = v.organizationId').where('TRUE');
  if (within.parentId !== null) query.andWhere('o.path @> ARRAY[:within::integer]', { within: within.id });
  if (indicator !== undefined) query.andWhere('v.indicator = :key', { key: indicator.key });
  if (month != null) query.andWhere('v.month = :month', { month });
  return query;
}
