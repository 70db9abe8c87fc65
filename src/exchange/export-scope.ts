/** What an export shows: which organizations, as of which moment; its sheets are read page by page. */
import type { Snapshot } from '../database/snapshot';
import { NO_LIMITS } from '../database/statement-limits';
import type { Day } from '../day';
import { type Moment, momentOf } from '../organization/campaign-facts';
import { Problem } from '../problem';
import type { Cell } from '../spreadsheet/table';
import { say } from '../words/message';

export interface ExportScope {
  snapshot: Snapshot;
  moment: Moment;
  /** Id of the organization at and below which to export; null for the whole tree. */
  within: number | null;
  /** The day of the figures; null for the business day. */
  asOf: Day | null;
}

export interface ExportedSheet {
  /** Rows to read from the database, for a progress bar. */
  total: number;
  pages: AsyncIterable<ExportedPage>;
}

interface ExportedPage {
  /** How many of the total are read after this page. */
  done: number;
  rows: Cell[][];
}

const PAGE_LENGTH = 2_000;

export async function openScope(
  snapshot: Snapshot,
  { within, asOf }: { within: string | undefined; asOf: Day | undefined },
): Promise<ExportScope> {
  // A slow reader, such as a pager, keeps the transaction waiting.
  await snapshot.query(NO_LIMITS);
  await snapshot.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  const moment = await snapshot.once(momentOf);
  const day = asOf === undefined || asOf === moment.campaign.today ? null : asOf;
  return { snapshot, moment, within: within === undefined ? null : await findWithin(snapshot, within), asOf: day };
}

async function findWithin(snapshot: Snapshot, code: string): Promise<number | null> {
  const sql = 'SELECT id, parent_id AS "parentId" FROM organization WHERE code = $1';
  const [found] = await snapshot.query<{ id: number; parentId: number | null }>(sql, [code]);
  if (found === undefined) {
    throw new Problem(
      'NOT_FOUND',
      say`--within is "${code}", which is not the code of an organization. Give one such as 01 or 01.003.`,
    );
  }
  return found.parentId === null ? null : found.id;
}

/** Reads the rows of the statement page by page, through a cursor of the database; only one sheet can be open. */
export async function openSheet(
  { snapshot }: ExportScope,
  sql: string,
  parameters: unknown[],
  toRows: (rows: never[]) => Cell[][] | Promise<Cell[][]>,
): Promise<ExportedSheet> {
  const [count] = await snapshot.query<{ total: number }>(
    `SELECT count(*)::integer AS total FROM (${sql}) AS row`,
    parameters,
  );
  const total = count?.total ?? 0;
  async function* read(): AsyncGenerator<ExportedPage> {
    await snapshot.query(`DECLARE export NO SCROLL CURSOR FOR ${sql}`, parameters);
    for (let done = 0; done < total;) {
      const page = await snapshot.query<never>(`FETCH ${PAGE_LENGTH} FROM export`);
      if (page.length === 0) break;
      done += page.length;
      yield { done, rows: await toRows(page) };
    }
    await snapshot.query('CLOSE export');
  }
  return { total, pages: read() };
}

export function toDayCell(day: Day | null | undefined): Date | null {
  return day == null ? null : new Date(`${day}T00:00:00Z`);
}
