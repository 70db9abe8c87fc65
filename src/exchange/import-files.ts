/** Imports files into the database: all of it in one transaction, or nothing (`giaoban import`). */
import type { DataSource, EntityManager } from 'typeorm';
import { Role, type Viewer } from '../access/viewer';
import { inTransaction } from '../database/in-transaction';
import { NO_LIMITS } from '../database/statement-limits';
import { ownStructure } from '../database/advisory-locks';
import type { Day } from '../day';
import { readHead } from '../feed/log';
import { readCampaign } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { recordStructure } from '../structure/structure-entries';
import type { RecordNoun } from '../record/noun';
import type { CampaignFile } from './campaign-file';
import { foundCampaign } from './found-campaign';
import { importCongresses, type CongressImport, type SaidPlans } from './import-congresses';
import { importOrganizations, type ImportedTree } from './import-organizations';
import { listStructureEntries } from './list-structure-entries';
import { ANALYZE } from './load-history';
import type { Recognised } from './recognise-table';
import { RECORD_NOUNS } from '../record-nouns';
import { RESTORED, restoreEvents } from './restore-events';
import { sayNearest, Suggestions, type Named } from './suggest-organizations';
import { findPastChange, readKnownBefore } from './since-when';
import {
  refusalsOf,
  type ImportVerdict,
  type PastChange,
  type RowVerdict,
  type TableKind,
  type TableVerdict,
} from './verdict';

export interface ImportFiles {
  campaign: CampaignFile | null;
  tables: readonly Recognised[];
}

export interface ImportOptions {
  /** Finds out what would happen, and records nothing. */
  dryRun: boolean;
  /** Leaves out the rows that are refused, instead of everything. */
  skipBad: boolean;
  /** Who events say it was. */
  subject: string;
  /** For rows that give none where one is needed. */
  reason: string | null;
  /** Since when plans hold whose row does not say it; null for what is usual. */
  since: Day | null;
  /** Takes a row as it is whose name is not that of the organization with its code. */
  ignoreNames: boolean;
  /** What the calendar shows: where a new campaign begins unless its file says otherwise. */
  clockDay: Day;
  progress: (done: number, total: number) => void;
  /** Told before it is committed; what it throws undoes everything. */
  beforeCommit?: () => void;
  /** What a log may have besides congresses; all that this program records when absent. */
  nouns?: readonly RecordNoun[];
}

/** Unknown codes for which the nearest ones are looked up: where there are more, the whole column is wrong. */
const SUGGESTED = 500;

/** Rows of a table after which the planner has to learn anew. */
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
      // Everything that would count or be counted waits for the end of it.
      await manager.query(`${NO_LIMITS}; SET LOCAL idle_in_transaction_session_timeout = 0`);
      await ownStructure(manager);
      const found = await carryOut(manager, files, options);
      const refused = refusalsOf(found).length > 0 && !options.skipBad;
      if (refused) throw new NotRecorded({ ...found, positions: null });
      if (options.dryRun) throw new NotRecorded(found);
      options.beforeCommit?.();
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
  // Without a campaign there is nothing that they could take part in.
  if (trees.length > 0) await readCampaign(manager);
  // What comes with its log is an export: it is taken as a database has held it.
  const comeWithLog = tablesOf(files, 'events').length > 0;
  const tree = trees.length > 0 ? await importOrganizations(manager, trees, comeWithLog) : NO_TREE;
  for (const recognised of trees) tables.push(toVerdict(recognised, tree.rows.get(recognised) ?? []));
  for (const recognised of tablesOf(files, 'events')) {
    const restoring = { manager, campaign: await readCampaign(manager), nouns: RECORD_NOUNS, ...options };
    tables.push(toVerdict(recognised, await restoreEvents(restoring, recognised)));
  }
  // A log that was restored tells of its founding, or is older than such entries.
  if (!isRestored(campaign, tables)) {
    await recordStructure(manager, await listStructureEntries(manager, { ...tree, campaign }, options.subject));
  }
  const past = await importAllCongresses(manager, tablesOf(files, 'congresses'), options, tables);
  for (const recognised of tablesOf(files, 'figures')) tables.push(toVerdict(recognised, []));
  const after = await readHead(manager);
  // Statistics come by themselves only after a while, and until then a country is taken for a village.
  if (tables.some(({ rows }) => rows.length > MANY)) await manager.query(ANALYZE);
  const positions = after.position === before.position ? null : { first: before.position + 1, last: after.position };
  return { campaign, tables, positions, past };
}

const NO_TREE: ImportedTree = { rows: new Map(), founded: [], renamed: [] };

function tablesOf({ tables }: ImportFiles, ...kinds: TableKind[]): Recognised[] {
  return kinds.flatMap((each) => tables.filter(({ kind }) => kind === each));
}

function toVerdict(recognised: Recognised, rows: RowVerdict[]): TableVerdict {
  const { table, kind, headingRow, ignored, leftOut } = recognised;
  return { file: table.file, sheet: table.sheet, kind, headingRow: headingRow.number, ignored, leftOut, rows };
}

/** The export of a database without events has a sheet of them all the same: it is restored where there was nothing. */
function isRestored(campaign: ImportVerdict['campaign'], tables: readonly TableVerdict[]): boolean {
  return tables
    .filter(({ kind }) => kind === 'events')
    .some(({ rows }) => (rows.length === 0 ? campaign === 'made' : rows.some(({ done }) => done.includes(RESTORED))));
}

/** Adds the verdicts to those of the tables before them, and says what of the past they change. */
async function importAllCongresses(
  manager: EntityManager,
  recognised: readonly Recognised[],
  { subject, ...options }: ImportOptions,
  tables: TableVerdict[],
): Promise<PastChange | null> {
  if (recognised.length === 0) return null;
  const campaign = await readCampaign(manager);
  const viewer = await operatorOf(manager, subject);
  const known = await readKnownBefore(manager, campaign, options.since);
  const { since } = known;
  const said: SaidPlans = new Map();
  for (const each of recognised) {
    const explainUnknown = await explainer(manager, tables);
    const given = { ...options, manager, viewer, campaign, since, said, explainUnknown };
    tables.push(toVerdict(each, await importCongresses(given, each)));
  }
  return known.congresses ? findPastChange(manager, campaign, tables) : null;
}

/** Whoever may reach the database may do everything in it. */
async function operatorOf(manager: EntityManager, subject: string): Promise<Viewer> {
  const [root] = await manager.query<{ path: number[] }[]>('SELECT path FROM organization WHERE parent_id IS NULL');
  if (root === undefined) {
    throw new Problem('CONFLICT', 'There are no organizations yet. Import them first, or together with the plans.');
  }
  return { subject, role: Role.ADMIN, path: root.path, publicTotals: true };
}

/** Says of an unknown code what is nearest to it, or that its own row was refused. */
async function explainer(
  manager: EntityManager,
  earlier: readonly TableVerdict[],
): Promise<CongressImport['explainUnknown']> {
  let suggestions: Suggestions | undefined;
  const organizations = await manager.query<Named[]>('SELECT code, name FROM organization ORDER BY code');
  const refused = new Set(
    refusalsOf({ tables: earlier.filter(({ kind }) => kind === 'organizations') }).map(({ row }) => row.code),
  );
  let explained = 0;
  return (code, name) => {
    suggestions ??= new Suggestions(organizations);
    explained += 1;
    const again = refused.has(code) ? ' Its row among the organizations was refused.' : '';
    const message = `There is no organization with the code "${shorten(code)}".${again}${explained > SUGGESTED ? '' : sayNearest(suggestions.for(code, name))}`;
    return new Problem('NOT_FOUND', message, { argument: 'organization' });
  };
}
