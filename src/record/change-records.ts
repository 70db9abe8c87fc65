/** The path of every mutation of records: one transaction, one order of locks, one entry of the log for each change (P1–P3). */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../congress/change-congresses';
import { recallAnswer, recallEvents, rememberAnswer, type Keyed } from '../change/idempotency';
import { inTransaction } from '../database/in-transaction';
import { LOCK_NUMBERS, ownStructure, shareStructure } from '../database/advisory-locks';
import { append, readEntries, readHead, takePositions, type PositionRange } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import { readCampaign, type CampaignFacts } from '../organization/campaign-facts';
import { kindOf, labelsOf, type RecordNoun, type RecordRow } from './noun';
import { normaliseRow, saveRow } from './save-row';

export interface RecordChange {
  noun: RecordNoun;
  /** What happens, as `ADDED`. */
  verb: string;
  /** Of the organization that the row is of. */
  path: readonly number[];
  reason: string | null;
  /** The row as it is to be. */
  row: RecordRow;
  labels?: readonly string[];
}

/** A change to be made, or the position at which the very same was recorded before. */
export type Verdict = RecordChange | { standsAt: number };

export interface RecordMutation extends Keyed {
  /** Whether it changes what others count or decide by: nothing else is under way meanwhile. Whoever shares the lock cannot come to own it later. */
  ownsStructure?: boolean;
  /** Finds and checks what is to be changed, in the order in which it is to be answered. Records wait for each other, so nothing has to be locked. */
  decide: (manager: EntityManager, campaign: CampaignFacts) => Promise<readonly Verdict[]>;
  /** Writes what is kept beside the rows, before the log is written. */
  alongside?: (manager: EntityManager, changes: readonly RecordChange[]) => Promise<void>;
}

/** They are few beside the reports of congresses; one after another they need no locks of their own. */
export async function queueRecords(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBERS.records]);
}

export async function changeRecords(dataSource: DataSource, viewer: Viewer, mutation: RecordMutation): Promise<Answer> {
  return inTransaction(dataSource, async (manager) => {
    await (mutation.ownsStructure === true ? ownStructure(manager) : shareStructure(manager));
    const recalled = await recallAnswer(manager, viewer, mutation);
    if (recalled !== null) return recallEvents(manager, viewer, recalled);
    await queueRecords(manager);
    const campaign = await readCampaign(manager);
    const verdicts = await mutation.decide(manager, campaign);
    const changes = verdicts.filter((verdict): verdict is RecordChange => !('standsAt' in verdict));
    await mutation.alongside?.(manager, changes);
    const { epoch, entries: written } = await record(manager, viewer, campaign, changes);
    const entries = await readAnswer(manager, verdicts, written);
    await rememberAnswer(manager, viewer, mutation, entries);
    return { epoch, entries };
  });
}

async function record(
  manager: EntityManager,
  viewer: Viewer,
  campaign: CampaignFacts,
  changes: readonly RecordChange[],
): Promise<Answer> {
  if (changes.length === 0) return { epoch: (await readHead(manager)).epoch, entries: [] };
  return recordAt(manager, await takePositions(manager, changes.length), { viewer, campaign, changes });
}

/** Writes the entries and rows at positions that were taken. */
export async function recordAt(
  manager: EntityManager,
  taken: PositionRange,
  what: { viewer: Viewer; campaign: CampaignFacts; changes: readonly RecordChange[] },
): Promise<Answer> {
  const { viewer, campaign, changes } = what;
  const bodies: Record<string, unknown>[] = [];
  for (const { noun, row } of changes) bodies.push(await normaliseRow(manager, noun, row));
  const entries = changes.map(({ noun, verb, path, reason, row, labels = [] }, index) => ({
    day: campaign.today,
    kind: kindOf(noun, verb),
    actor: viewer.subject,
    reason,
    recordId: row.id,
    path: [...path],
    labels: [...labelsOf(noun, row), ...labels],
    body: bodies[index] ?? {},
    // Only what counts congresses has totals.
    totals: [],
  }));
  const placed = await append(manager, taken, entries);
  for (const [index, { noun }] of changes.entries()) {
    await saveRow(manager, noun, bodies[index] ?? {}, taken.first + index);
  }
  return { epoch: taken.epoch, entries: placed };
}

async function readAnswer(
  manager: EntityManager,
  verdicts: readonly Verdict[],
  written: readonly LogEntry[],
): Promise<LogEntry[]> {
  const standing = verdicts.flatMap((verdict) => ('standsAt' in verdict ? [verdict.standsAt] : []));
  const stored = new Map((await readEntries(manager, standing)).map((entry) => [entry.position, entry]));
  const left = [...written];
  return verdicts.map((verdict) => {
    const entry = 'standsAt' in verdict ? stored.get(verdict.standsAt) : left.shift();
    if (entry === undefined) throw new Error('A change was answered with no entry.');
    return entry;
  });
}
