/** Reads pages of a list through the query builder of TypeORM. */
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Count } from './connection';
import { directionOf, writeBounds, type KeyedRow, type Range, type SortKey } from './keyset';
import type { SortValue } from './page-cursor';

/** The rows of the query in the range, each with its sort key. */
export async function queryRange<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly SortKey[],
  range: Range,
): Promise<KeyedRow<T>[]> {
  const bound: Record<string, SortValue> = {};
  const bind = (value: SortValue): string => {
    const name = `bound_${Object.keys(bound).length}`;
    bound[name] = value;
    return `:${name}`;
  };
  query.andWhere(writeBounds(keys, range, bind), bound);
  for (const [at, key] of keys.entries()) {
    // In brackets: a column under another name would be missing from the entity.
    query.addSelect(`(${key.sql})`, `sorted_by_${at}`).addOrderBy(`sorted_by_${at}`, directionOf(key, range));
  }
  const { entities, raw } = await query.limit(range.limit).getRawAndEntities<Record<string, SortValue>>();
  return entities.map((node, index) => ({ key: keys.map((_key, at) => raw[index]?.[`sorted_by_${at}`] ?? ''), node }));
}

/** As far as a list is counted that has to be gone through for it: longer ones would cost what the country is large. */
export const MOST_COUNTED = 10_000;

/** How many rows the query has. */
export async function countQuery<T extends ObjectLiteral>(
  manager: EntityManager,
  query: SelectQueryBuilder<T>,
): Promise<Count> {
  const [sql, parameters] = query
    .select('1', 'one')
    .limit(MOST_COUNTED + 1)
    .getQueryAndParameters();
  const counting = `SELECT count(*)::integer AS count FROM (${sql}) AS counted`;
  const [found] = await manager.query<{ count: number }[]>(counting, parameters);
  return upToMost(found?.count ?? 0);
}

/** Of a count that went one further than it is said. */
export function upToMost(count: number): Count {
  return { count: Math.min(count, MOST_COUNTED), isExact: count <= MOST_COUNTED };
}
