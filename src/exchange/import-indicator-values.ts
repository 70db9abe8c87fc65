/** Imports values of indicators: each is decided by the rules of the mutations, and recorded as they record. */
import { findValues, type FoundValue } from '../indicator/find-values';
import { requireCountedMonth, requireValue } from '../indicator/decide-value';
import { addToIndicatorTotals } from '../indicator/add-to-totals';
import { INDICATOR_VALUE } from '../indicator/indicator-nouns';
import { decideNewValue, decideOtherValue, withValueIds, type ValueDraft } from '../indicator/value-change';
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import { FieldName, say } from '../words/message';
import { JudgedRow } from './judge-rows';
import type { KnownCodes } from './known-codes';
import { findNamedOrganizations } from './named-organizations';
import { ImportRow } from './read-row';
import { requireOrganizationCode, writeRecords, type RecordImport, type RowChange } from './record-import';
import { readRecordVersions } from './record-versions';
import type { RecognisedTable } from './recognise-table';
import { readVersion, type RowVersion } from './row-version';
import { requireKnownIndicators } from './suggest-indicators';
import { openValueCells, type ValueCell } from './value-cells';
import type { RowVerdict } from './verdict';

/** A value that a row says, and the cell that says it. */
interface SaidValue {
  cell: ValueCell['row'];
  organization: string;
  name: string | null;
  code: string;
  month: string;
  value: number;
  reason: string | null;
  version: RowVersion | null;
}

type Item = JudgedRow<readonly SaidValue[]>;

/** By organization, indicator and month: the value, and the place that says it. */
export type SaidValues = Map<string, { value: number; table: RecognisedTable; row: number }>;

/** A row is recorded as a whole or not at all, however many months it has. */
export async function importIndicatorValues(
  given: RecordImport & { said: SaidValues },
  recognised: RecognisedTable,
): Promise<RowVerdict[]> {
  const items = readItems(recognised, given.codes);
  const valuesOf = (): SaidValue[] => items.flatMap(({ value }) => value ?? []);
  const organizationOf = await findNamedOrganizations(given, valuesOf());
  const paths = new Map<SaidValue, readonly number[]>();
  for (const item of items) attemptEach(item, (said) => paths.set(said, organizationOf(said).path));
  const { manager, viewer } = given;
  const namedAt = (said: SaidValue): { path: readonly number[]; code: string } => ({
    path: paths.get(said) ?? [],
    code: said.code,
  });
  const requireKnown = await requireKnownIndicators(manager, valuesOf().map(namedAt));
  for (const item of items) {
    attemptEach(item, (said) => {
      requireKnown(namedAt(said));
    });
  }
  const find = await findValues(manager, viewer, valuesOf());
  const found = new Map<SaidValue, FoundValue>();
  for (const item of items) attemptEach(item, (said) => found.set(said, find(said)));
  const requireCurrent = await readRecordVersions(
    manager,
    { noun: INDICATOR_VALUE, name: say`The value` },
    valuesOf().map((said) => ({ version: said.version, thing: found.get(said)?.before })),
  );
  const drafts: { item: Item; draft: ValueDraft }[] = [];
  for (const item of items) {
    const own: SaidValues = new Map();
    const decided = attemptEach(item, (said) => {
      const thing = found.get(said);
      if (thing === undefined) throw new Error('A value was decided before it was looked up.');
      const draft = decide(given, said, thing);
      if (draft !== undefined) requireCurrent(said.version, thing.before);
      return isFirst([given.said, own], recognised, item, said) ? draft : undefined;
    });
    for (const draft of decided) if (draft !== undefined) drafts.push({ item, draft });
    // What a row says that is refused holds for nothing.
    if (item.refusal === undefined) for (const [key, said] of own) given.said.set(key, said);
  }
  await writeRecords(given, await toChanges(given, drafts), addToIndicatorTotals);
  return items.map(({ verdict }) => verdict);
}

function readItems(recognised: RecognisedTable, codes: KnownCodes): Item[] {
  const cellsOf = openValueCells(recognised);
  return recognised.rows.map((tableRow) => {
    const item: Item = new JudgedRow(new ImportRow(recognised, tableRow), 'organization');
    const values: SaidValue[] = [];
    for (const cell of cellsOf(tableRow)) {
      const said = attemptAt(item, cell.row, () => readValue(cell, codes));
      if (said !== undefined) values.push(said);
    }
    item.value = item.refusal === undefined ? values : undefined;
    return item;
  });
}

function readValue({ row, readMonth }: ValueCell, codes: KnownCodes): SaidValue {
  const organization = requireOrganizationCode(row, codes);
  // Codes are in small letters, and spreadsheets begin a cell with a capital.
  const code = row.held('indicator')?.trim().toLowerCase() ?? '';
  if (code === '') {
    throw new Problem('BAD_USER_INPUT', say`The code of the indicator is missing.`, { argument: 'indicator' });
  }
  return {
    cell: row,
    organization,
    name: row.held('name'),
    code,
    month: readMonth(),
    value: readNumber(row),
    reason: row.text('reason'),
    version: row.has('version') ? readVersion(row.held('version')) : null,
  };
}

/** Counts of people end earlier than values of indicators do. */
const LONG_NUMBER = /^\d{10,15}$/;

function readNumber(row: ImportRow): number {
  const digits = textOf(row.cell('value'))
    .trim()
    .replace(/(?<=\d)[. ](?=\d{3}(?!\d))/g, '');
  const value = LONG_NUMBER.test(digits) ? Number(digits) : row.count('value');
  if (value === null) throw new Error('An empty cell was read as a value.');
  return value;
}

/** Does something for each value of the row; a Problem refuses the row, and names the cell. Nothing when it was or is refused. */
function attemptEach<Out>(item: Item, work: (said: SaidValue) => Out): Out[] {
  const outcomes: Out[] = [];
  for (const said of item.value ?? []) {
    attemptAt(item, said.cell, () => {
      outcomes.push(work(said));
    });
  }
  return item.refusal === undefined ? outcomes : [];
}

/** Of several refusals of a row, the first one is told. */
function attemptAt<Out>(item: Item, cell: ImportRow, work: () => Out): Out | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    item.refusal ??= cell.refuse(error);
    item.value = undefined;
    return undefined;
  }
}

/** What is to be written; nothing where the same is recorded. */
function decide({ campaign, reason }: RecordImport, said: SaidValue, found: FoundValue): ValueDraft | undefined {
  const { before } = found;
  if (before?.value == null || before.value === said.value) {
    const decision = decideNewValue(found, said, campaign.today);
    return 'recordedAt' in decision ? undefined : decision;
  }
  requireCountedMonth(said.month, campaign.today);
  const value = requireValue(said.value);
  const why = said.reason ?? reason;
  if (why !== null) return decideOtherValue(found, said, value, why);
  const message = say`${before.value} is recorded for ${said.month}. To correct it to ${value}, say why in a column ${new FieldName('reason')}, or for all rows with --reason.`;
  throw new Problem('CONFLICT', message, { argument: 'value' });
}

/** Notes the value among the row's own. Two places that differ would undo each other each time they are imported. */
function isFirst(
  [others, own]: readonly [SaidValues, SaidValues],
  table: RecognisedTable,
  item: Item,
  { organization, code, month, value }: SaidValue,
): boolean {
  const key = `${organization} ${code} ${month}`;
  const before = others.get(key) ?? own.get(key);
  if (before === undefined) {
    own.set(key, { value, table, row: item.row.number });
    return true;
  }
  if (before.value === value) return false;
  const where = before.table === table ? '' : say` of ${before.table.table.sheet ?? before.table.table.file}`;
  const message = say`${organization} has ${before.value} for ${month} in row ${before.row}${where}, and ${value} here. Keep one of the two.`;
  throw new Problem('CONFLICT', message, { argument: 'value' });
}

async function toChanges(
  { manager }: RecordImport,
  drafts: readonly { item: Item; draft: ValueDraft }[],
): Promise<RowChange[]> {
  const changes = await withValueIds(
    manager,
    drafts.map(({ draft }) => draft),
  );
  return drafts.flatMap(({ item }, index): RowChange[] => {
    const change = changes[index];
    return change === undefined || 'recordedAt' in change ? [] : [{ item, change }];
  });
}
