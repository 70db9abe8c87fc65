/** Reads one page of congresses, in the order asked for. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Snapshot } from '../database/snapshot';
import { isDay, type Day } from '../day';
import { fromPageCursor, requirePageSize, toConnection, toPageCursor, type Connection } from '../api/connection';
import type { Level } from '../organization/level';
import { toPattern } from '../organization/list-organizations';
import { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { Congress } from './congress';
import type { CongressStatus } from './congress-event-kind';

export enum CongressOrder {
  CODE = 'CODE',
  DUE_ASC = 'DUE_ASC',
  HELD_DESC = 'HELD_DESC',
}

export interface CongressFilter {
  within: Organization;
  /** The business day, for `overdue`. */
  today: Day;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  status?: CongressStatus | null | undefined;
  overdue?: boolean | null | undefined;
  search?: string | null | undefined;
  /** First and last day on which it was held. */
  heldFrom?: Day | null | undefined;
  heldTo?: Day | null | undefined;
  orderBy?: CongressOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** As in steps-of.ts: the planned day, else the deadline of the level. */
const DUE_ON = 'coalesce(c.planned_on, (SELECT due_on FROM deadline WHERE deadline.level = c.level))';
const OVERDUE = `(c.status IN ('PLANNED', 'POSTPONED') AND coalesce(${DUE_ON} < :today, false))`;

/** The key to sort by before the code, and how rows compare with the key of the cursor. */
const ORDERS: Record<CongressOrder, { key: string; direction: 'ASC' | 'DESC'; after: string }> = {
  CODE: { key: "''::text", direction: 'ASC', after: 'o.code > :code' },
  DUE_ASC: {
    key: `coalesce(${DUE_ON}, 'infinity'::date)::text COLLATE "C"`,
    direction: 'ASC',
    after: `(coalesce(${DUE_ON}, 'infinity'::date), o.code) > (CAST(:key AS date), :code)`,
  },
  HELD_DESC: {
    key: `coalesce(c.held_on, '-infinity'::date)::text COLLATE "C"`,
    direction: 'DESC',
    after: `(coalesce(c.held_on, '-infinity'::date) < CAST(:key AS date) OR (coalesce(c.held_on, '-infinity'::date) = CAST(:key AS date) AND o.code > :code))`,
  },
};

export async function listCongresses(snapshot: Snapshot, filter: CongressFilter): Promise<Connection<Congress>> {
  const size = requirePageSize(filter.first, 'first');
  const order = ORDERS[filter.orderBy ?? CongressOrder.CODE];
  const cursor = filter.after ? requireKey(filter.after, filter.orderBy) : undefined;
  const { entities, raw } = await snapshot.read((manager) => {
    const query = select(manager.createQueryBuilder(Congress, 'c'), filter);
    query.addSelect('o.code', 'order_code').addSelect(order.key, 'order_key');
    if (cursor !== undefined) query.andWhere(order.after, { key: cursor[0], code: cursor[1] });
    return query
      .orderBy('order_key', order.direction)
      .addOrderBy('o.code')
      .limit(size + 1)
      .getRawAndEntities<{ order_key: string; order_code: string }>();
  });
  const edges = entities.map((node, index) => {
    const { order_key = '', order_code = '' } = raw[index] ?? {};
    return { cursor: toPageCursor([order_key, order_code]), node };
  });
  return toConnection(edges, size, cursor !== undefined, () => countCongresses(snapshot, filter));
}

/** How many the filter leaves, whatever the page. */
export function countCongresses(snapshot: Snapshot, filter: CongressFilter): Promise<number> {
  return snapshot.read((manager) => select(manager.createQueryBuilder(Congress, 'c'), filter).getCount());
}

function requireKey(after: string, orderBy: CongressOrder | null | undefined): string[] {
  const key = fromPageCursor(after, 2);
  const [day = ''] = key;
  const isOfOrder =
    (orderBy ?? CongressOrder.CODE) === CongressOrder.CODE ? day === '' : /^-?infinity$/.test(day) || isDay(day);
  if (isOfOrder) return key;
  throw new Problem(
    'BAD_USER_INPUT',
    'The cursor is of a list in another order. Keep orderBy the same on every page.',
    {
      argument: 'after',
    },
  );
}

function select(query: SelectQueryBuilder<Congress>, filter: CongressFilter): SelectQueryBuilder<Congress> {
  const { within, today, level, pilot, status, overdue, search, heldFrom, heldTo } = filter;
  query.innerJoin(Organization, 'o', 'o.id = c.organizationId').where('TRUE');
  if (within.parentId !== null) query.andWhere('o.path @> ARRAY[:within::integer]', { within: within.id });
  if (level != null) query.andWhere('c.level = :level', { level });
  if (pilot != null) query.andWhere('c.pilot = :pilot', { pilot });
  if (status != null) query.andWhere('c.status = :status', { status });
  if (overdue != null) query.andWhere(`${OVERDUE} = :overdue`, { today, overdue });
  if (heldFrom != null) query.andWhere('c.held_on >= :heldFrom', { heldFrom });
  if (heldTo != null) query.andWhere('c.held_on <= :heldTo', { heldTo });
  if (search != null) query.andWhere("o.search LIKE :search ESCAPE '!'", { search: toPattern(search) });
  return query;
}
