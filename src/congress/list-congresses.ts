/** Reads one page of congresses, in the order asked for. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Connection } from '../api/connection';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { queryRange } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import type { Day } from '../day';
import type { Level } from '../organization/level';
import { BY_NAME, toPattern } from '../organization/list-organizations';
import { Organization } from '../organization/organization';
import { Congress } from './congress';
import type { CongressStatus } from './congress-event-kind';

export enum CongressOrder {
  CODE = 'CODE',
  NAME = 'NAME',
  DUE_ASC = 'DUE_ASC',
  HELD_DESC = 'HELD_DESC',
}

export interface CongressFilter extends AskedPage {
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
}

/** As in steps-of.ts: the planned day, else the deadline of the level. */
const DUE_ON = 'coalesce(c.planned_on, (SELECT due_on FROM deadline WHERE deadline.level = c.level))';
const OVERDUE = `(c.status IN ('PLANNED', 'POSTPONED') AND coalesce(${DUE_ON} < :today, false))`;

const CODE: SortKey = { sql: 'o.code', kind: 'text' };
/** Days sort as their texts do, infinity after them and -infinity before. */
const textOf = (day: string, otherwise: string): string => `coalesce(${day}, '${otherwise}'::date)::text COLLATE "C"`;

const ORDERS: Record<CongressOrder, readonly SortKey[]> = {
  CODE: [CODE],
  NAME: [BY_NAME, CODE],
  DUE_ASC: [{ sql: textOf(DUE_ON, 'infinity'), kind: 'text' }, CODE],
  HELD_DESC: [{ sql: textOf('c.held_on', '-infinity'), kind: 'text', descending: true }, CODE],
};

export function listCongresses(snapshot: Snapshot, filter: CongressFilter): Promise<Connection<Congress>> {
  const order = filter.orderBy ?? CongressOrder.CODE;
  const keys = ORDERS[order];
  return readPage(cursorsOf({ list: `congresses.${order}`, keys }), filter, {
    read: (range) =>
      snapshot.read((manager) => queryRange(select(manager.createQueryBuilder(Congress, 'c'), filter), keys, range)),
    count: () => countCongresses(snapshot, filter),
  });
}

/** How many the filter leaves, whatever the page. */
export function countCongresses(snapshot: Snapshot, filter: CongressFilter): Promise<number> {
  return snapshot.read((manager) => select(manager.createQueryBuilder(Congress, 'c'), filter).getCount());
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
