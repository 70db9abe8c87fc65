/** Reads one page of values, by organization, indicator and month. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Snapshot } from '../database/snapshot';
import type { Connection } from '../api/connection';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { countQuery, queryRange } from '../api/query-keyset';
import { Organization } from '../organization/organization';
import type { Indicator } from './indicator';
import { IndicatorValue } from './indicator-value';

export interface ValueFilter extends AskedPage {
  within: Organization;
  /** Of all of them when undefined. */
  indicator: Indicator | undefined;
  month?: string | null | undefined;
}

const KEYS: readonly SortKey[] = [
  { sql: 'o.code', kind: 'text' },
  { sql: 'v.indicator', kind: 'text' },
  { sql: 'v.month', kind: 'text' },
];

export function listIndicatorValues(snapshot: Snapshot, filter: ValueFilter): Promise<Connection<IndicatorValue>> {
  return readPage(cursorsOf({ list: 'indicatorValues', keys: KEYS }), filter, {
    read: (range) =>
      snapshot.read((manager) =>
        queryRange(select(manager.createQueryBuilder(IndicatorValue, 'v'), filter), KEYS, range),
      ),
    count: () =>
      snapshot.read((manager) => countQuery(manager, select(manager.createQueryBuilder(IndicatorValue, 'v'), filter))),
  });
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
