/** Imports files into the database: all of it in one transaction, or nothing (`giaoban import`). */
import type { DataSource, EntityManager } from 'typeorm';
import { Role, type Viewer } from '../access/viewer';
import { inTransaction } from '../database/in-transaction';
import { NO_LIMITS } from '../database/statement-limits';
import { ownStructure } from '../database/advisory-locks';
import type { Day } from '../day';
import { readHead } from '../feed/log';
import { ANALYZE } from '../history/load-history';
import { readCampaign } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import { MESSAGE_HEADING, VERDICT_HEADING } from '../spreadsheet/table';
import { recordStructure } from '../structure/structure-entries';
import type { CampaignFile } from './campaign-file';
import { foundCampaign } from './found-campaign';
import { importDocuments } from './import-documents';
import { importCongresses, type CongressImport } from './import-congresses';
import { importRecords } from './import-records';
import { importOrganizations, type ImportedTree } from './import-organizations';
import { KnownCodes } from './known-codes';
import type { RecognisedTable } from './recognise-table';
import type { SaidPlans } from './require-agreement';
import { RESTORED, restoreEvents } from './restore-events';
import { settleAsides } from './settle-asides';
import { findPastChange, readKnownBefore } from './since-when';
import { listStructureEntries } from './structure-of-import';
import { explainUnknownCodes } from './suggest-organizations';
import {
  refusalsOf,
  type ImportVerdict,
  type PastChange,
  type RowVerdict,
  type SheetPlace,
  type TableKind,
  type TableVerdict,
} from './verdict';
import { say } from '../words/message';

export interface ImportFiles {
  campaign: CampaignFile | null;
  tables: readonly RecognisedTable[];
  /** Sheets in which no table was found. */
  leftOut: readonly SheetPlace[];
}

export interface ImportOptions {
  /** Only finds out what would happen: nothing is recorded. */
  dryRun: boolean;
  /** Leaves out the rows that are refused, instead of everything. */
  skipBad: boolean;
  /** The subject that the events name. */
  subject: string;
  /** For rows without a reason where one is needed. */
  reason: string | null;
  /** Since when plans hold whose row does not say it; null for what is usual. */
  since: Day | null;
  /** Accepts a row whose name is not that of the organization with its code. */
  ignoreNames: boolean;
  /** What the calendar shows: where a new campaign begins unless its file says otherwise. */
  clockDay: Day;
  progress: (done: number, total: number) => void;
  /** Called first, in the same transaction. */
  prepare?: (manager: EntityManager) => Promise<void>;
  /** Called before the commit; if it throws, everything is undone. */
  beforeCommit?: () => void | Promise<void>;
}

/** Rows of a table after which the planner needs new statistics. */
const MANY = 1_000;

/** Whether it was recorded: not in a dry run, and not when something was refused. */
export type Imported = ImportVerdict & { recorded: boolean };

/** Carries the verdict out of the transaction that is rolled back. */
class NotRecorded extends Error {
  constructor(readonly verdict: ImportVerdict) {
    super('Rolled back on purpose.');
  }
}

export async function importFiles(
  dataSource: DataSource,
  files: ImportFiles,
  options: ImportOptions,
): Promise<Imported> {
  try {
    const verdict = await inTransaction(dataSource, async (manager) => {
      // Whatever counts, or would be counted, waits until it is over.
      await manager.query(`${NO_LIMITS}; SET LOCAL idle_in_transaction_session_timeout = 0`);
      await ownStructure(manager);
      await options.prepare?.(manager);
      const found = await carryOut(manager, files, options);
      const refused = refusalsOf(found).length > 0 && !options.skipBad;
      if (refused) throw new NotRecorded({ ...found, positions: null });
      if (options.dryRun) throw new NotRecorded(found);
      await options.beforeCommit?.();
      return found;
    });
    return { ...verdict, recorded: true };
  } catch (error) {
    if (error instanceof NotRecorded) return { ...error.verdict, recorded: false };
    throw error;
  }
}

async function carryOut(manager: EntityManager, files: ImportFiles, options: ImportOptions): Promise<ImportVerdict> {
  const before = await readHead(manager);
  const campaign =
    files.campaign === null ? 'not given' : await foundCampaign(manager, files.campaign, options.clockDay);
  const tables: TableVerdict[] = [];
  const trees = tablesOf(files, 'organizations');
  // There must be a campaign for them to take part in.
  if (trees.length > 0) await readCampaign(manager);
  // Organizations that come with a log are an export: their texts are taken as a database has held them.
  const comeWithLog = tablesOf(files, 'events').length > 0;
  const tree = trees.length > 0 ? await importOrganizations(manager, trees, comeWithLog) : NO_TREE;
  for (const [recognised, rows] of tree.rows) tables.push(toVerdict(recognised, rows));
  for (const recognised of tablesOf(files, 'events')) {
    const restoring = { manager, campaign: await readCampaign(manager), progress: options.progress };
    tables.push(toVerdict(recognised, await restoreEvents(restoring, recognised)));
  }
  // A restored log has the entries of its founding, or is older than such entries.
  if (!isRestored(campaign, tables)) {
    await recordStructure(manager, await listStructureEntries(manager, campaign, tree, options.subject));
  }
  await importAllDocuments(manager, tablesOf(files, 'documents'), options, tables);
  const past = await importAllCongresses(manager, tablesOf(files, 'congresses'), options, tables);
  await importAllRecords(manager, tablesOf(files, 'values', 'ratings', 'declarations'), options, tables);
  for (const recognised of tablesOf(files, 'figures')) tables.push(toVerdict(recognised, []));
  const after = await readHead(manager);
  // PostgreSQL gathers statistics only after a while; until then it would plan for a few rows.
  if (tables.some(({ rows }) => rows.length > MANY)) await manager.query(ANALYZE);
  const positions = after.position === before.position ? null : { first: before.position + 1, last: after.position };
  return { campaign, tables, leftOut: files.leftOut, positions, past };
}

const NO_TREE: ImportedTree = { rows: new Map(), founded: [], renamed: [] };

function tablesOf({ tables }: ImportFiles, ...kinds: TableKind[]): RecognisedTable[] {
  return kinds.flatMap((each) => tables.filter(({ kind }) => kind === each));
}

function toVerdict(recognised: RecognisedTable, rows: RowVerdict[]): TableVerdict {
  const { table, kind, headingRow, taken, leftOut, columns } = recognised;
  const headings = new Map([...columns].map(([key, index]) => [key, textOf(headingRow.cells[index] ?? null)]));
  // A copy with verdicts that somebody has mended comes back with them.
  const ignored = recognised.ignored.filter((heading) => heading !== VERDICT_HEADING && heading !== MESSAGE_HEADING);
  return {
    file: table.file,
    sheet: table.sheet,
    kind,
    headingRow: headingRow.number,
    headings,
    ignored,
    taken,
    leftOut,
    rows,
  };
}

/** An export of a database without events has an empty sheet of events: it counts as restored where there was no campaign. */
function isRestored(campaign: ImportVerdict['campaign'], tables: readonly TableVerdict[]): boolean {
  return tables
    .filter(({ kind }) => kind === 'events')
    .some(({ rows }) => (rows.length === 0 ? campaign === 'made' : rows.some(({ done }) => done.includes(RESTORED))));
}

async function importAllDocuments(
  manager: EntityManager,
  recognised: readonly RecognisedTable[],
  { subject }: ImportOptions,
  tables: TableVerdict[],
): Promise<void> {
  if (recognised.length === 0) return;
  const viewer = await operatorOf(manager, subject);
  const importing = { manager, viewer, campaign: await readCampaign(manager), codes: await readCodes(manager) };
  for (const every of recognised) {
    const each = settleAsides(every, 'number', new KnownCodes([]));
    tables.push(toVerdict(each, await importDocuments(importing, each)));
  }
}

async function importAllRecords(
  manager: EntityManager,
  recognised: readonly RecognisedTable[],
  { subject, ...options }: ImportOptions,
  tables: TableVerdict[],
): Promise<void> {
  if (recognised.length === 0) return;
  const [viewer, campaign] = [await operatorOf(manager, subject), await readCampaign(manager)];
  const explainUnknown = await explainUnknownCodes(manager, tables);
  const codes = await readCodes(manager);
  const given = { ...options, manager, viewer, campaign, codes, explainUnknown };
  const settled = recognised.map((each) => settleAsides(each, 'organization', codes));
  for (const [each, rows] of await importRecords(given, settled)) tables.push(toVerdict(each, rows));
}

/** Adds the verdicts to those of the tables before them, and returns what they change of days that have passed. */
async function importAllCongresses(
  manager: EntityManager,
  recognised: readonly RecognisedTable[],
  { subject, ...options }: ImportOptions,
  tables: TableVerdict[],
): Promise<PastChange | null> {
  if (recognised.length === 0) return null;
  const campaign = await readCampaign(manager);
  const viewer = await operatorOf(manager, subject);
  const known = await readKnownBefore(manager, campaign, options.since);
  const { since } = known;
  const said: SaidPlans = new Map();
  const began: CongressImport['began'] = new Map();
  const codes = await readCodes(manager);
  for (const every of recognised) {
    const each = settleAsides(every, 'organization', codes);
    const explainUnknown = await explainUnknownCodes(manager, tables);
    const given = { ...options, manager, viewer, campaign, since, said, began, codes, explainUnknown };
    tables.push(toVerdict(each, await importCongresses(given, each)));
  }
  return known.congresses ? findPastChange(manager, campaign, tables) : null;
}

async function readCodes(manager: EntityManager): Promise<KnownCodes> {
  const rows = await manager.query<{ code: string }[]>('SELECT code FROM organization');
  return new KnownCodes(rows.map(({ code }) => code));
}

/** The operator has access to the database itself, and may do everything. */
async function operatorOf(manager: EntityManager, subject: string): Promise<Viewer> {
  const [root] = await manager.query<{ path: number[] }[]>('SELECT path FROM organization WHERE parent_id IS NULL');
  if (root === undefined) {
    throw new Problem('CONFLICT', say`There are no organizations yet. Import them first, or together with the plans.`);
  }
  return { subject, role: Role.ADMIN, path: root.path, publicTotals: true };
}
