/** Reads one page of congresses, in the order asked for, at a cost that does not grow with the country (decision 39). */
import { In } from 'typeorm';
import type { Connection } from '../api/connection';
import {
  cursorsOf,
  directionOf,
  readPage,
  writeBounds,
  type KeyedRow,
  type Range,
  type SortKey,
  PART,
  readSegments,
  type Segment,
} from '../api/keyset';
import type { AskedPage } from '../api/page';
import type { SortValue } from '../api/page-cursor';
import type { Snapshot } from '../database/snapshot';
import { BEST_MATCH, bindNamed, RANKS, understandSearch, type Search } from '../organization/search-organizations';
import { chooseWay, isSmallPlace, type Order } from './choose-way';
import { Congress } from './congress';
import { CongressStatus } from './congress-event-kind';
import {
  cellsOf,
  fromCells,
  fromPlace,
  OPEN,
  type Bind,
  type CongressCell,
  type CongressFilter,
} from './congress-filter';
import { countCongresses, readSizes, type Sizes } from './count-congresses';

export enum CongressOrder {
  BEST_MATCH = 'BEST_MATCH',
  CODE = 'CODE',
  NAME = 'NAME',
  DUE_ASC = 'DUE_ASC',
  HELD_DESC = 'HELD_DESC',
  LATE_DESC = 'LATE_DESC',
}

export interface ListedCongresses extends CongressFilter, AskedPage {
  search?: string | null | undefined;
  orderBy?: CongressOrder | null | undefined;
}

/** A part of a list, with what has its order. */
interface Part extends Segment {
  statuses: readonly CongressStatus[];
  order: Order;
  /** What is asked of the organization besides. */
  condition?: string;
}

const STATUSES = Object.values(CongressStatus);
const NOT_HELD = STATUSES.filter((status) => status !== CongressStatus.COMPLETED);
const DONE = STATUSES.filter((status) => !OPEN.includes(status));

const CODE: SortKey = { sql: 'c.sorted_code', kind: 'text' };
const NAME: SortKey = { sql: 'o.name COLLATE "vi-x-icu"', kind: 'text' };
const CODE_OF_ORGANIZATION: SortKey = { sql: 'o.code', kind: 'text' };
const DUE: SortKey = { sql: 'c.sorted_due', kind: 'day' };
const HELD: SortKey = { sql: 'c.held_on', kind: 'day', descending: true };
const NEVER_HELD: SortKey = { sql: `'-infinity'::date`, kind: 'day', descending: true };

const PARTS: Record<CongressOrder, readonly Part[]> = {
  BEST_MATCH: RANKS.map((rank) => ({ ...rank, statuses: STATUSES, order: 'rank' })),
  CODE: [{ statuses: STATUSES, keys: [CODE], order: 'code' }],
  NAME: [{ statuses: STATUSES, keys: [NAME, CODE_OF_ORGANIZATION], order: 'name' }],
  DUE_ASC: [{ statuses: STATUSES, keys: [DUE, CODE], order: 'due' }],
  HELD_DESC: [
    { statuses: [CongressStatus.COMPLETED], keys: [HELD, CODE], order: 'held' },
    { statuses: NOT_HELD, keys: [NEVER_HELD, CODE], order: 'code' },
  ],
  // The earlier due, the later: it stays so when the day turns between two pages.
  LATE_DESC: [
    { statuses: OPEN, keys: [DUE, CODE], order: 'due' },
    { statuses: DONE, keys: [DUE, CODE], order: 'due' },
  ],
};

export async function listCongresses(snapshot: Snapshot, filter: ListedCongresses): Promise<Connection<Congress>> {
  const search = await understandSearch(snapshot, filter.search, filter.within);
  const order = orderOf(filter.orderBy, search);
  const parts = PARTS[order];
  const [only] = parts.length === 1 ? parts : [];
  const keys = only?.keys ?? (order === CongressOrder.BEST_MATCH ? BEST_MATCH : [PART, ...(parts[0]?.keys ?? [])]);
  let sized: Promise<Sizes> | undefined;
  const readOnce = (): Promise<Sizes> => (sized ??= readSizes(snapshot, filter));
  return readPage(cursorsOf({ list: `congresses.${order}`, keys }), filter, {
    read: async (range) => {
      const sizes = await readOnce();
      const isAsked = search !== undefined && order !== CongressOrder.BEST_MATCH && !isSmallPlace(filter, sizes);
      const isRare = isAsked && (await search.isRare());
      const read = (part: Part, within: Range) => readPart(snapshot, { filter, search, sizes, isRare }, part, within);
      return loadRows(snapshot, only === undefined ? await readSegments(parts, range, read) : await read(only, range));
    },
    count: () => countCongresses(snapshot, filter, search, readOnce),
  });
}

/** Where nothing is searched for, nothing matches better than another. */
function orderOf(asked: CongressOrder | null | undefined, search: Search | undefined): CongressOrder {
  const order = asked ?? CongressOrder.BEST_MATCH;
  return order === CongressOrder.BEST_MATCH && search === undefined ? CongressOrder.CODE : order;
}

async function loadRows(snapshot: Snapshot, rows: readonly KeyedRow<number>[]): Promise<KeyedRow<Congress>[]> {
  const ids = rows.map(({ node }) => node);
  const found = await snapshot.read((manager) => manager.findBy(Congress, { id: In(ids) }));
  const byId = new Map(found.map((congress) => [congress.id, congress]));
  return rows.map(({ key, node: id }) => {
    const node = byId.get(id);
    if (node === undefined) throw new Error(`Congress ${id} has gone.`);
    return { key, node };
  });
}

interface Asked {
  filter: CongressFilter;
  search: Search | undefined;
  sizes: Sizes;
  isRare: boolean;
}

type Row = Record<string, SortValue> & { id: number };

/** The rows of one part of the list, by their ids. */
async function readPart(snapshot: Snapshot, asked: Asked, part: Part, range: Range): Promise<KeyedRow<number>[]> {
  const cells = cellsOf(asked.filter, part.statuses);
  if (cells.length === 0) return [];
  const parameters: unknown[] = [];
  const bind: Bind = (value) => `$${parameters.push(value)}`;
  const rows = await snapshot.query<Row>(writePart(asked, part, cells, range, bind), parameters);
  return rows.map((row) => ({ key: part.keys.map((_key, at) => row[`k${at}`] ?? ''), node: row.id }));
}

function writePart(asked: Asked, part: Part, cells: readonly CongressCell[], range: Range, bind: Bind): string {
  const { filter, search, sizes, isRare } = asked;
  const { keys: sorted, condition, order: by } = part;
  const way = chooseWay(filter, { order: by, isSearch: search !== undefined, isRare }, cells, sizes);
  // The same code, where the index of the organizations has it.
  const keys = way === 'walk organizations' ? sorted.map((key) => (key === CODE ? CODE_OF_ORGANIZATION : key)) : sorted;
  const bounds = [writeBounds(keys, range, bind)];
  if (condition !== undefined) bounds.push(bindNamed(condition, search, bind));
  const shown = ['c.id', ...keys.map(({ sql }, at) => `${sql} AS k${at}`)].join(', ');
  const order = keys.map((key, at) => `k${at} ${directionOf(key, range)}`).join(', ');
  const page = `ORDER BY ${order} LIMIT ${range.limit}`;
  switch (way) {
    case 'walk organizations':
      return `SELECT ${shown} FROM ${fromPlace(filter, search, cells, bind, bounds)} ${page}`;
    case 'walk cells': {
      const each = keys.map((key) => `${key.sql} ${directionOf(key, range)}`).join(', ');
      const rest = `ORDER BY ${each} LIMIT ${range.limit}`;
      return `SELECT ${shown} FROM ${fromCells(filter, search, cells, bind, { bounds, rest })} ${page}`;
    }
    case 'take place':
      return `SELECT * FROM (SELECT ${shown} FROM ${fromPlace(filter, search, cells, bind, bounds)} OFFSET 0) AS taken ${page}`;
    case 'take cells': {
      const named =
        'CROSS JOIN LATERAL (SELECT name, code FROM organization WHERE id = c.organization_id OFFSET 0) AS o';
      const taken = `${fromCells(filter, search, cells, bind)} ${named} WHERE ${bounds.join(' AND ')}`;
      return `SELECT * FROM (SELECT ${shown} FROM ${taken} OFFSET 0) AS taken ${page}`;
    }
  }
}
