/** The event by which the present report of a congress was recorded. */
import type { EntityManager } from 'typeorm';
import { LogEntry } from '../feed/log-entry';
import { CongressEventKind } from './congress-event-kind';

export async function findStoredReport(manager: EntityManager, congressId: number): Promise<LogEntry> {
  return manager
    .createQueryBuilder(LogEntry, 'entry')
    .where('entry.recordId = :congressId AND entry.kind IN (:...kinds)', {
      congressId,
      kinds: [CongressEventKind.COMPLETED, CongressEventKind.CORRECTED],
    })
    .orderBy('entry.position', 'DESC')
    .limit(1)
    .getOneOrFail();
}
