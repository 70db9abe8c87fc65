/** Reads one page of congresses, in the order asked for. */
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Connection } from '../api/connection';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { countQuery, queryRange } from '../api/query-keyset';
import type { Snapshot } from '../database/snapshot';
import { addDays, type Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import { LEVELS, type Level } from '../organization/level';
import { BY_NAME } from '../organization/list-organizations';
import { Organization } from '../organization/organization';
import { BEST_MATCH, readBestMatches, understandSearch, type Search } from '../organization/search-organizations';
import { Problem } from '../problem';
import { Congress } from './congress';
import type { CongressStatus } from './congress-event-kind';
import { say } from '../words/message';

export enum CongressOrder {
  BEST_MATCH = 'BEST_MATCH',
  CODE = 'CODE',
  NAME = 'NAME',
  DUE_ASC = 'DUE_ASC',
  HELD_DESC = 'HELD_DESC',
  LATE_DESC = 'LATE_DESC',
}

export interface CongressFilter extends AskedPage {
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

const CODE: SortKey = { sql: 'o.code', kind: 'text' };
/** Days sort as their texts do, infinity after them and -infinity before. */
const textOf = (day: string, otherwise: string): string => `coalesce(${day}, '${otherwise}'::date)::text COLLATE "C"`;

const ORDERS: Record<CongressOrder, readonly SortKey[]> = {
  BEST_MATCH,
  CODE: [CODE],
  NAME: [BY_NAME, CODE],
  DUE_ASC: [{ sql: textOf(DUE_ON, 'infinity'), kind: 'text' }, CODE],
  HELD_DESC: [{ sql: textOf('c.held_on', '-infinity'), kind: 'text', descending: true }, CODE],
  LATE_DESC: [{ sql: textOf(LATE_SINCE, 'infinity'), kind: 'text' }, CODE],
};

export async function listCongresses(snapshot: Snapshot, filter: CongressFilter): Promise<Connection<Congress>> {
  const search = await understandSearch(snapshot, filter.search, filter.within);
  const order = orderOf(filter.orderBy, search);
  const keys = ORDERS[order];
  const selectIn = (manager: EntityManager): SelectQueryBuilder<Congress> =>
    select(manager.createQueryBuilder(Congress, 'c'), filter, search);
  return readPage(cursorsOf({ list: `congresses.${order}`, keys }), filter, {
    read: (range) =>
      order === CongressOrder.BEST_MATCH
        ? readBestMatches(range, (condition, sorted, part) =>
            snapshot.read((manager) => queryRange(selectIn(manager).andWhere(condition), sorted, part)),
          )
        : snapshot.read((manager) => queryRange(selectIn(manager), keys, range)),
    count: () => snapshot.read((manager) => countQuery(manager, selectIn(manager))),
  });
}

/** Where nothing is searched for, nothing matches better than another. */
function orderOf(asked: CongressOrder | null | undefined, search: Search | undefined): CongressOrder {
  const order = asked ?? CongressOrder.BEST_MATCH;
  return order === CongressOrder.BEST_MATCH && search === undefined ? CongressOrder.CODE : order;
}

/** How many the filter leaves, whatever the page. */
export function countCongresses(snapshot: Snapshot, filter: Omit<CongressFilter, 'search'>): Promise<number> {
  return snapshot.read((manager) => select(manager.createQueryBuilder(Congress, 'c'), filter, undefined).getCount());
}

function select(
  query: SelectQueryBuilder<Congress>,
  filter: Omit<CongressFilter, 'search'>,
  search: Search | undefined,
): SelectQueryBuilder<Congress> {
  const { within, parent, level, pilot, status, overdue, daysLateFrom, heldFrom, heldTo } = filter;
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
  if (search !== undefined) query.andWhere(search.condition, search.parameters);
  return query;
}

function levelsDueBefore({ campaign }: Pick<CongressFilter, 'campaign'>, day: Day): Level[] {
  return LEVELS.filter((level) => (campaign.deadlines.get(level) ?? day) < day);
}

/** More than a campaign has. */
const MOST_DAYS = 10_000;

function requireDaysLate(days: number): number {
  if (days >= 1 && days <= MOST_DAYS) return days;
  const message = say`daysLateFrom is ${days}; ask for 1 to ${MOST_DAYS} days. 1 is every congress that is overdue.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'daysLateFrom', limit: MOST_DAYS, actual: days });
}
