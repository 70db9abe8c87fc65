/** The path of every mutation of records: an entry of the log for each change, and the rows as the entries have them (P2). */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { answerWithoutEntries, type Answer } from '../change/answer';
import { changeTransaction } from '../change/change-transaction';
import type { Keyed } from '../change/idempotency';
import { append, readEntries, takePositions, type PositionRange } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import type { CampaignFacts } from '../organization/campaign-facts';
import { kindOf, labelsOf, type RecordNoun, type RecordRow } from './noun';
import { normaliseRows, saveRows, type NounRow } from './save-rows';

export interface RecordChange {
  noun: RecordNoun;
  /** What happens, such as `ADDED`. */
  verb: string;
  /** Of the organization that the row is of. */
  path: readonly number[];
  reason: string | null;
  /** The row as it is to be. */
  row: RecordRow;
  labels?: readonly string[];
}

/** A change to be made, or the position of the entry by which the same was recorded before. */
export type RecordDecision = RecordChange | { recordedAt: number };

export interface RecordMutation extends Keyed {
  /** Whether it changes what others count or decide by: nothing else is under way meanwhile. */
  ownsStructure?: boolean;
  /** Finds and checks what is to be changed, in the order in which it is to be answered. Records wait for each other, so nothing has to be locked. */
  decide: (manager: EntityManager, campaign: CampaignFacts) => Promise<readonly RecordDecision[]>;
  /** Writes what is derived from the rows, before the head of the log is taken. */
  writeDerived?: (manager: EntityManager, changes: readonly RecordChange[]) => Promise<void>;
}

export function changeRecords(
  dataSource: DataSource,
  viewer: Viewer,
  { decide, writeDerived, ownsStructure, ...keyed }: RecordMutation,
): Promise<Answer> {
  const structure = ownsStructure === true ? 'owned' : 'shared';
  const request = { ...keyed, structure, queuesWithRecords: true } as const;
  return changeTransaction(dataSource, viewer, request, async (manager, campaign) => {
    const decisions = await decide(manager, campaign);
    const changes = decisions.filter((decision): decision is RecordChange => !('recordedAt' in decision));
    await writeDerived?.(manager, changes);
    // What was recorded before is read before the head is taken: the whole country waits for that.
    const recorded = await readRecorded(manager, decisions);
    const { epoch, entries } = await writeChanges(manager, { viewer, campaign, changes });
    return { epoch, entries: inOrder(decisions, entries, recorded) };
  });
}

interface ToWrite {
  viewer: Viewer;
  campaign: CampaignFacts;
  changes: readonly RecordChange[];
}

async function writeChanges(manager: EntityManager, toWrite: ToWrite): Promise<Answer> {
  const { changes } = toWrite;
  if (changes.length === 0) return answerWithoutEntries(manager);
  const rows = await normaliseRows(manager, changes);
  return writeRows(manager, await takePositions(manager, changes.length), toWrite, rows);
}

/** The same at positions that were taken, for a change that can only be told at its position. */
export async function writeChangesAt(manager: EntityManager, range: PositionRange, toWrite: ToWrite): Promise<Answer> {
  return writeRows(manager, range, toWrite, await normaliseRows(manager, toWrite.changes));
}

/** The statements here are as many for a thousand rows as for one. */
async function writeRows(
  manager: EntityManager,
  range: PositionRange,
  { viewer, campaign, changes }: ToWrite,
  rows: readonly NounRow[],
): Promise<Answer> {
  const entries = changes.map(({ noun, verb, path, reason, row, labels = [] }, index) => ({
    day: campaign.today,
    kind: kindOf(noun, verb),
    actor: viewer.subject,
    reason,
    recordId: row.id,
    path: [...path],
    labels: [...labelsOf(noun, row), ...labels],
    body: rows[index]?.row ?? {},
    // Only what counts congresses has totals.
    totals: [],
  }));
  const placed = await append(manager, range, entries);
  await saveRows(manager, rows, range.first);
  return { epoch: range.epoch, entries: placed };
}

async function readRecorded(
  manager: EntityManager,
  decisions: readonly RecordDecision[],
): Promise<Map<number, LogEntry>> {
  const positions = decisions.flatMap((decision) => ('recordedAt' in decision ? [decision.recordedAt] : []));
  if (positions.length === 0) return new Map();
  return new Map((await readEntries(manager, positions)).map((entry) => [entry.position, entry]));
}

function inOrder(
  decisions: readonly RecordDecision[],
  written: readonly LogEntry[],
  recorded: Map<number, LogEntry>,
): LogEntry[] {
  const left = written.values();
  return decisions.map((decision) => {
    const entry = 'recordedAt' in decision ? recorded.get(decision.recordedAt) : left.next().value;
    if (entry === undefined) throw new Error('A change was answered with no entry.');
    return entry;
  });
}
