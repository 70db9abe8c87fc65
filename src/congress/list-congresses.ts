/** Reads one page of congresses, in the order asked for. */
import type { SelectQueryBuilder } from 'typeorm';
import type { Snapshot } from '../database/snapshot';
import { addDays, isDay, type Day } from '../day';
import { fromPageCursor, requirePageSize, toConnection, toPageCursor, type Connection } from '../api/connection';
import type { CampaignFacts } from '../organization/campaign-facts';
import { LEVELS, type Level } from '../organization/level';
import { toPattern } from '../organization/list-organizations';
import { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { Congress } from './congress';
import type { CongressStatus } from './congress-event-kind';

export enum CongressOrder {
  CODE = 'CODE',
  DUE_ASC = 'DUE_ASC',
  HELD_DESC = 'HELD_DESC',
  LATE_DESC = 'LATE_DESC',
}

export interface CongressFilter {
  within: Organization;
  /** Only right below it. */
  parent?: Organization | null;
  /** Its business day and deadlines, for what is overdue. */
  campaign: Pick<CampaignFacts, 'today' | 'deadlines'>;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  status?: CongressStatus | null | undefined;
  overdue?: boolean | null | undefined;
  /** Late by so many days at least. */
  daysLateFrom?: number | null | undefined;
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

/** Not held, and due before the day; null counts as false. As the index of what is open has it. */
function dueBefore(day: string, levels: string): string {
  return `(c.status IN ('PLANNED', 'POSTPONED') AND (c.planned_on < ${day} OR (c.planned_on IS NULL AND c.level = ANY(${levels}))))`;
}

const OVERDUE = dueBefore(':today', ':levelsOverdue');
/** The earlier it was due, the later it is. It stays so when the day turns between two pages. */
const LATE_SINCE = `CASE WHEN ${OVERDUE} THEN ${DUE_ON} ELSE 'infinity'::date END`;

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
  LATE_DESC: {
    key: `(${LATE_SINCE})::text COLLATE "C"`,
    direction: 'ASC',
    after: `(${LATE_SINCE}, o.code) > (CAST(:key AS date), :code)`,
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
  const { within, parent, level, pilot, status, overdue, daysLateFrom, search, heldFrom, heldTo } = filter;
  query.innerJoin(Organization, 'o', 'o.id = c.organizationId').where('TRUE');
  if (within.parentId !== null) query.andWhere('o.path @> ARRAY[:within::integer]', { within: within.id });
  if (parent != null) query.andWhere('o.parentId = :parent', { parent: parent.id });
  if (level != null) query.andWhere('c.level = :level', { level });
  if (pilot != null) query.andWhere('c.pilot = :pilot', { pilot });
  if (status != null) query.andWhere('c.status = :status', { status });
  const { today } = filter.campaign;
  query.setParameters({ today, levelsOverdue: levelsDueBefore(filter, today) });
  if (overdue != null) query.andWhere(overdue ? OVERDUE : `${OVERDUE} IS NOT TRUE`);
  if (daysLateFrom != null) {
    const day = addDays(today, 1 - requireDaysLate(daysLateFrom));
    const late = { lateBefore: day, levelsLate: levelsDueBefore(filter, day) };
    query.andWhere(dueBefore(':lateBefore', ':levelsLate'), late);
  }
  if (heldFrom != null) query.andWhere('c.held_on >= :heldFrom', { heldFrom });
  if (heldTo != null) query.andWhere('c.held_on <= :heldTo', { heldTo });
  if (search != null) query.andWhere("o.search LIKE :search ESCAPE '!'", { search: toPattern(search) });
  return query;
}

function levelsDueBefore({ campaign }: CongressFilter, day: Day): Level[] {
  return LEVELS.filter((level) => (campaign.deadlines.get(level) ?? day) < day);
}

/** More than a campaign has. */
const MOST_DAYS = 10_000;

function requireDaysLate(days: number): number {
  if (days >= 1 && days <= MOST_DAYS) return days;
  const message = `daysLateFrom is ${days}; ask for 1 to ${MOST_DAYS} days. 1 is every congress that is overdue.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'daysLateFrom', limit: MOST_DAYS, actual: days });
}
