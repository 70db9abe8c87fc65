/** Reads pages of a list through the query builder of TypeORM. */
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
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
