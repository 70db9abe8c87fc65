/** What every import of records is given, and how it writes what was decided. */
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { takePositions } from '../feed/log';
import type { CampaignFacts } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { writeChangesAt, type RecordChange } from '../record/change-records';
import { say } from '../words/message';
import type { JudgedRow } from './judge-rows';
import type { KnownCodes } from './known-codes';
import type { ImportRow } from './read-row';

export interface RecordImport {
  manager: EntityManager;
  viewer: Viewer;
  campaign: CampaignFacts;
  /** For rows without a reason where one is needed. */
  reason: string | null;
  /** Accepts a row whose name is not that of the organization with its code. */
  ignoreNames: boolean;
  codes: KnownCodes;
  /** What to say about a code that is unknown. */
  explainUnknown: (code: string, name: string | null) => Problem;
  /** Receives how many of the changes are recorded. */
  progress: (done: number, total: number) => void;
}

export interface RowChange {
  item: JudgedRow<unknown>;
  change: RecordChange;
}

/** Changes in one go: more would not be faster, and would need more memory. */
const PORTION = 2_000;

/** In their order. `writeDerived` writes what is derived from rows before they are written. */
export async function writeRecords(
  { manager, viewer, campaign, progress }: RecordImport,
  work: readonly RowChange[],
  writeDerived?: (manager: EntityManager, changes: readonly RecordChange[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < work.length; from += PORTION) {
    const portion = work.slice(from, from + PORTION);
    const changes = portion.map(({ change }) => change);
    await writeDerived?.(manager, changes);
    await writeChangesAt(manager, await takePositions(manager, changes.length), { viewer, campaign, changes });
    for (const { item, change } of portion) item.done.push(DONE[change.verb] ?? change.verb);
    progress(from + portion.length, work.length);
  }
}

/** What the log calls otherwise than the summary of an import. */
const DONE: Readonly<Record<string, string>> = { DECLARED: 'RECORDED' };

export function requireOrganizationCode(row: ImportRow, codes: KnownCodes): string {
  const organization = row.code('organization', codes);
  if (organization !== null) return organization;
  throw new Problem('BAD_USER_INPUT', say`The code of the organization is missing.`, { argument: 'organization' });
}
