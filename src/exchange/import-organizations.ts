/** Imports organizations: founds new ones, renames known ones, and refuses to move them. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { clientOf, copyRows, toArrayText } from '../history/copy-rows';
import { Level, OrganizationKind } from '../organization/level';
import { searchTextOf } from '../organization/search-text';
import { Problem } from '../problem';
import type { PlacedFact } from '../structure/structure-entries';
import { textOf } from '../spreadsheet/read-cell';
import { toSeenText } from '../text/seen-text';
import { shorten } from '../text/shorten';
import { VALUES } from './columns';
import { KnownCodes } from './known-codes';
import { judgeRows, type FirstRows, type JudgedRow } from './judge-rows';
import { placeOrganizations, type OrganizationRow } from './place-organizations';
import type { ImportRow } from './read-row';
import type { RecognisedTable } from './recognise-table';
import { settleAsides } from './settle-asides';
import type { RowVerdict } from './verdict';
import { plain } from '../words/message';

type Known = OrganizationRow & { id: number; path: number[]; closedOn?: Day | null };

/** What came of the rows of each table, and the organizations that were founded or renamed. */
export interface ImportedTree {
  rows: Map<RecognisedTable, RowVerdict[]>;
  founded: PlacedFact[];
  renamed: PlacedFact[];
}
type Item = JudgedRow<OrganizationRow>;

/** Letters, digits and a few marks between them: visible, and usable in a URL and in a table without quotes. */
const CODE = /^(?!.*\p{Default_Ignorable_Code_Point})[\p{L}\p{N}](?:[\p{L}\p{N}._/-]{0,62}[\p{L}\p{N}])?$/u;

const FIND = `
  SELECT o.id, o.code, parent.code AS parent, o.name, o.name_en AS "nameEn", o.level, o.kind, o.region, o.path,
         closure.closed_on AS "closedOn"
    FROM organization o LEFT JOIN organization parent ON parent.id = o.parent_id
    LEFT JOIN closure ON closure.organization_id = o.id`;

const RENAME = `
  UPDATE organization o SET name = r.name, name_en = r."nameEn", region = r.region, search = r.search
    FROM jsonb_to_recordset($1) AS r (code text, name text, "nameEn" text, region text, search text)
   WHERE o.code = r.code`;

/** The rows of all tables together: a parent may be in a later one. */
export async function importOrganizations(
  manager: EntityManager,
  tables: readonly RecognisedTable[],
  isRestored = false,
): Promise<ImportedTree> {
  const known = new Map((await manager.query<Known[]>(FIND)).map((each) => [each.code, each]));
  const first: FirstRows = new Map();
  const own = new KnownCodes(known.keys());
  const settled = tables.map((table) => settleAsides(table, 'code', own));
  const codes = { own, all: new KnownCodes([...known.keys(), ...settled.flatMap(listCodes)]) };
  const judged = settled.map((recognised) => ({
    recognised,
    items: judgeRows(recognised, {
      read: (row) => read(row, known, codes),
      keyOf: ({ code }) => code,
      keyColumn: 'code',
      isRestored,
      first,
    }),
  }));
  const all = judged.flatMap(({ items }) => items);
  const founded = await found(manager, all, known);
  const renamed = await rename(manager, all, known);
  const rows = new Map(judged.map(({ recognised, items }) => [recognised, items.map(({ verdict }) => verdict)]));
  return { rows, founded, renamed };
}

/** As the rows write them: a parent may be in any of the files. */
function listCodes({ rows, columns }: RecognisedTable): string[] {
  const index = columns.get('code') ?? -1;
  return rows.flatMap(
    ({ cells, shown }) => shown?.get(index) ?? (cells[index] == null ? [] : toSeenText(textOf(cells[index]))),
  );
}

/** Of organizations that there are, and those together with the rows of the files. */
interface Codes {
  own: KnownCodes;
  all: KnownCodes;
}

function read(row: ImportRow, known: ReadonlyMap<string, Known>, codes: Codes): OrganizationRow {
  const code = requireCode(row.code('code', codes.own));
  const before = known.get(code);
  const level = row.word('level', VALUES.level) ?? before?.level ?? missing('level', 'Give its level.');
  // What a file does not say stays as it is.
  const parent = row.code('parent', codes.all) ?? before?.parent ?? null;
  return {
    code,
    parent,
    name: row.text('name', before?.name) ?? missing('name', 'Give its name in Vietnamese.'),
    nameEn: row.text('nameEn', before?.nameEn) ?? before?.nameEn ?? null,
    level,
    kind: row.word('kind', VALUES.kind) ?? before?.kind ?? usualKind(level),
    region: row.text('region', before?.region) ?? before?.region ?? null,
  };
}

function requireCode(code: string | null): string {
  if (code === null)
    throw new Problem('BAD_USER_INPUT', plain`The code is missing. Give one that will never change.`, {
      argument: 'code',
    });
  if (CODE.test(code)) return code;
  const message = plain`"${shorten(code)}" cannot be a code. Use 1 to 64 letters, digits, dots, hyphens, underscores and slashes, without spaces.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'code' });
}

function missing(argument: string, what: string): never {
  throw new Problem('BAD_USER_INPUT', plain`The ${argument} is missing. ${what}`, { argument });
}

/** Only organizations directly below the centre can be of several kinds. */
function usualKind(level: Level): OrganizationKind {
  if (level === Level.CENTRAL) return OrganizationKind.ROOT;
  if (level !== Level.CENTRALLY_RUN) return OrganizationKind.LOCAL;
  throw new Problem(
    'BAD_USER_INPUT',
    plain`The kind is missing: an organization directly below the centre is a PROVINCE, CITY, BLOC or FORCE. Give it.`,
    { argument: 'kind' },
  );
}

async function found(manager: EntityManager, judged: readonly Item[], known: Map<string, Known>): Promise<Known[]> {
  const fresh = judged.flatMap((item) =>
    item.value === undefined || known.has(item.value.code) ? [] : [{ item, asked: item.value }],
  );
  const { placed, refused } = placeOrganizations(fresh, known, known.size > 0);
  for (const [{ item }, problem] of refused) item.refuse(problem);
  if (placed.length === 0) return [];
  const ids = await takeIds(manager, placed.length);
  const founded = placed.map(({ item, asked }, index) => {
    const id = ids[index] ?? 0;
    const one = { ...asked, id, path: [...(known.get(asked.parent ?? '')?.path ?? []), id] };
    known.set(asked.code, one);
    item.done.push('FOUNDED');
    return one;
  });
  await copyRows(
    await clientOf(manager),
    'organization (id, code, name, name_en, level, kind, region, parent_id, path, search)',
    founded.map((one) => toRow(one, known)),
  );
  return founded;
}

async function takeIds(manager: EntityManager, count: number): Promise<number[]> {
  const rows = await manager.query<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('organization', 'id'))::integer AS id FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

function toRow(one: Known, known: ReadonlyMap<string, Known>): (string | number | null)[] {
  const { id, code, name, nameEn, level, kind, region, parent, path } = one;
  const parentId = parent === null ? null : (known.get(parent)?.id ?? null);
  return [id, code, name, nameEn, level, kind, region, parentId, toArrayText(path), searchTextOf(one)];
}

async function rename(manager: EntityManager, judged: readonly Item[], known: Map<string, Known>): Promise<Known[]> {
  const renamed = judged.flatMap((item) => {
    const before = item.value && known.get(item.value.code);
    // One that was just founded is as the row says.
    if (item.value === undefined || before === undefined || item.done.length > 0) return [];
    const { value } = item;
    item.attempt(() => {
      refuseToMove(before, value);
    });
    if (item.refusal !== undefined || isNamedSo(before, value)) return [];
    item.done.push('RENAMED');
    return [{ ...before, ...value }];
  });
  const rows = renamed.map((one) => ({ ...one, search: searchTextOf(one) }));
  if (rows.length > 0) await manager.query(RENAME, [JSON.stringify(rows)]);
  return renamed;
}

/** Counters and events depend on the place of an organization: a file cannot move it. */
function refuseToMove(before: Known, asked: OrganizationRow): void {
  for (const field of ['parent', 'level', 'kind'] as const) {
    if (before[field] === asked[field]) continue;
    const message = plain`${before.code} has the ${field} ${before[field] ?? 'none'} here, not ${asked[field] ?? 'none'}. An import renames organizations, but does not move them or change their level or kind.`;
    throw new Problem('CONFLICT', message, { argument: field });
  }
}

function isNamedSo(before: Known, asked: OrganizationRow): boolean {
  return before.name === asked.name && before.nameEn === asked.nameEn && before.region === asked.region;
}
