/** Imports totals that organizations declare: each row is decided by the rule of the mutation, and recorded as it records. */
import type { Day } from '../day';
import {
  decideDeclaration,
  toDeclarationColumns,
  type Declared,
  type DeclarationRequest,
} from '../declaration/decide-declaration';
import { DECLARATION, DeclarationEventKind } from '../declaration/declaration';
import type { Level } from '../organization/level';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import { nextIds } from '../record/save-rows';
import { foldWord, textOf } from '../spreadsheet/read-cell';
import { isSameText } from '../text/require-text';
import { FieldName, say } from '../words/message';
import { VALUES } from './columns';
import { judgeRows, type FirstRows, type JudgedRow } from './judge-rows';
import type { KnownCodes } from './known-codes';
import { findNamedOrganizations, type RowOrganization } from './named-organizations';
import type { ImportRow } from './read-row';
import { requireOrganizationCode, writeRecords, type RecordImport, type RowChange } from './record-import';
import { readRecordVersions } from './record-versions';
import type { RecognisedTable } from './recognise-table';
import { readVersion, type RowVersion } from './row-version';
import type { RowVerdict } from './verdict';

interface DeclarationRow {
  organization: string;
  name: string | null;
  /** All levels when null. */
  level: Level | null;
  /** Null where nothing is declared. */
  completed: number | null;
  asOf: Day | null;
  note: string | null;
  reason: string | null;
  version: RowVersion | null;
}

interface StoredDeclaration extends Declared {
  id: number;
  organizationId: number;
  level: Level | null;
  withdrawn: boolean;
  position: number;
}

export async function importDeclarations(
  given: RecordImport & { first: FirstRows },
  recognised: RecognisedTable,
): Promise<RowVerdict[]> {
  const items = judgeRows(recognised, {
    read: (row) => readDeclarationRow(row, given.codes),
    keyOf: ({ organization, level }) => `${organization} ${level ?? 'all levels'}`,
    keyColumn: 'organization',
    first: given.first,
  });
  const rows = items.flatMap(({ value }) => value ?? []);
  const organizationOf = await findNamedOrganizations(given, rows);
  const storedOf = await findDeclarations(given, rows);
  const countOf = await countOrganizations(given, rows);
  const requireCurrent = await readRecordVersions(
    given.manager,
    { noun: DECLARATION, name: say`The declaration` },
    rows.map((row) => ({ version: row.version, thing: storedOf(row) })),
  );
  const work = items.flatMap((item) => {
    const row = item.value;
    if (row === undefined || row.completed === null) return [];
    const decided = item.attempt(() => {
      const organization = organizationOf(row);
      const stored = storedOf(row);
      const decision = decide(given, row, stored, countOf(row));
      if (decision === undefined) return undefined;
      requireCurrent(row.version, stored);
      if (organization.closedOn !== null) throw refuseClosed(organization.code, organization.closedOn, 'organization');
      return { ...decision, organization, id: stored?.id };
    });
    return decided === undefined ? [] : [{ item, level: row.level, ...decided }];
  });
  await writeRecords(given, await toChanges(given, work));
  return items.map(({ verdict }) => verdict);
}

/** Ways of saying that no level is meant. */
const ALL_LEVELS = new Set(
  ['tất cả', 'tất cả các cấp', 'các cấp', 'mọi cấp', 'chung các cấp', 'all', 'all levels', 'any'].map(foldWord),
);

function readDeclarationRow(row: ImportRow, codes: KnownCodes): DeclarationRow {
  const organization = requireOrganizationCode(row, codes);
  const isOfAll = ALL_LEVELS.has(foldWord(textOf(row.cell('level'))));
  const completed = row.count('completed');
  const asOf = row.day('asOf');
  if (completed !== null && asOf === null) {
    const message = say`The day up to which the congresses were held is missing. Give it in ${new FieldName('asOf')}.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'asOf' });
  }
  return {
    organization,
    name: row.held('name'),
    level: isOfAll ? null : row.word('level', VALUES.level),
    completed,
    asOf,
    note: row.held('note'),
    reason: row.text('reason'),
    version: readVersion(row.held('version')),
  };
}

/** Nothing where the same is recorded. */
function decide(
  { campaign, reason }: RecordImport,
  { completed, asOf, ...row }: DeclarationRow,
  stored: StoredDeclaration | undefined,
  organizations: number,
): { declared: Declared; reason: string | null } | undefined {
  if (completed === null || asOf === null) return undefined;
  const current = stored === undefined || stored.withdrawn ? null : stored;
  const isOfThatDay = current !== null && current.asOf === asOf;
  // A remark belongs to the total of a day: that of another day is another one.
  const note = row.note ?? (isOfThatDay ? current.note : null);
  const isSameNote = current !== null && note !== null && current.note !== null && isSameText(note, current.note);
  if (isOfThatDay && current.completed === completed && (isSameNote || note === current.note)) return undefined;
  const goesBack = current !== null && asOf < current.asOf;
  const request: DeclarationRequest = { completed, asOf, note, reason: row.reason ?? (goesBack ? reason : null) };
  const decided = decideDeclaration(request, current, { campaign, organizations });
  return 'recordedAt' in decided ? undefined : decided;
}

const STORED = `
  SELECT o.code, d.id, d.organization_id AS "organizationId", d.level, d.completed, d.as_of AS "asOf", d.note, d.withdrawn,
         d.position
    FROM declaration d JOIN organization o ON o.id = d.organization_id
   WHERE o.code = ANY($1)`;

async function findDeclarations(
  { manager }: RecordImport,
  rows: readonly DeclarationRow[],
): Promise<(row: DeclarationRow) => StoredDeclaration | undefined> {
  const found = await manager.query<(StoredDeclaration & { code: string })[]>(STORED, [codesOf(rows)]);
  const stored = new Map(found.map(({ code, ...each }) => [`${code} ${each.level ?? ''}`, each]));
  return ({ organization, level }) => stored.get(`${organization} ${level ?? ''}`);
}

/** One walk over the tree for all rows, however many there are. */
const COUNTS = `
  SELECT above.code, o.level, count(*)::integer AS count
    FROM organization o
   CROSS JOIN LATERAL unnest(o.path) AS ancestor (id)
    JOIN organization above ON above.id = ancestor.id
   WHERE above.code = ANY($1)
   GROUP BY above.code, o.level`;

/** How many organizations of the level are at and below that of the row. */
async function countOrganizations(
  { manager }: RecordImport,
  rows: readonly DeclarationRow[],
): Promise<(row: DeclarationRow) => number> {
  const counted = await manager.query<{ code: string; level: Level; count: number }[]>(COUNTS, [codesOf(rows)]);
  const counts = new Map<string, number>();
  for (const { code, level, count } of counted) {
    counts.set(`${code} ${level}`, count);
    counts.set(`${code} `, (counts.get(`${code} `) ?? 0) + count);
  }
  return ({ organization, level }) => counts.get(`${organization} ${level ?? ''}`) ?? 0;
}

function codesOf(rows: readonly DeclarationRow[]): string[] {
  return [...new Set(rows.map(({ organization }) => organization))];
}

interface Work {
  item: JudgedRow<DeclarationRow>;
  level: Level | null;
  organization: RowOrganization;
  declared: Declared;
  reason: string | null;
  /** Of the row that is there. */
  id: number | undefined;
}

async function toChanges({ manager }: RecordImport, work: readonly Work[]): Promise<RowChange[]> {
  const ids = (await nextIds(manager, DECLARATION, work.filter(({ id }) => id === undefined).length)).values();
  return work.map(({ item, level, organization, declared, reason, id: known }): RowChange => {
    const id = known ?? ids.next().value;
    if (id === undefined) throw new Error('There are fewer ids than new declarations.');
    const row = { id, organization_id: organization.id, ...toDeclarationColumns(level, declared) };
    return {
      item,
      change: { noun: DECLARATION, verb: DeclarationEventKind.DECLARED, path: organization.path, reason, row },
    };
  });
}
