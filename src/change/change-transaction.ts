/** The transaction of every change: one order of locks, and the same answer again for a key that was used (P1–P3). */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { inTransaction } from '../database/in-transaction';
import { LOCK_NUMBERS, ownStructure, shareStructure } from '../database/advisory-locks';
import { readCampaign, type CampaignFacts } from '../organization/campaign-facts';
import type { Answer } from './answer';
import { recallAnswer, rememberAnswer, type Keyed } from './idempotency';

export interface ChangeRequest extends Keyed {
  /**
   * Whether it changes what others count or decide by: nothing else is under way meanwhile. Shared when absent, and a
   * transaction that shares the lock cannot own it later: two of them would wait for each other.
   */
  structure?: 'shared' | 'owned';
  /** Whether it waits for every other change of records. They are few beside the reports of congresses, and so need no locks of their own. */
  queuesWithRecords?: boolean;
}

/**
 * Takes the locks in the one order that excludes deadlocks: structure, idempotency key, queue of records; then `work`
 * takes rows by ascending id, counters from the deepest organization up, and the head of the log last.
 * `work` throws the Problem for which the change is refused; then nothing is written, and the key stays free.
 */
export async function changeTransaction(
  dataSource: DataSource,
  viewer: Viewer,
  request: ChangeRequest,
  work: (manager: EntityManager, campaign: CampaignFacts) => Promise<Answer>,
): Promise<Answer> {
  return inTransaction(dataSource, async (manager) => {
    await (request.structure === 'owned' ? ownStructure(manager) : shareStructure(manager));
    const recalled = await recallAnswer(manager, viewer, request);
    if (recalled !== null) return recalled;
    if (request.queuesWithRecords === true) await queueWithRecords(manager);
    const answer = await work(manager, await readCampaign(manager));
    await rememberAnswer(manager, viewer, request, answer.entries);
    return answer;
  });
}

async function queueWithRecords(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK_NUMBERS.records]);
}
