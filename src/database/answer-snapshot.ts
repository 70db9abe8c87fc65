/** What the answer of a mutation is read from: where that fails, the change has been recorded all the same. */
import type { EntityManager } from 'typeorm';
import { Problem } from '../problem';
import { toDatabaseProblem } from './fault-table';
import { Snapshot } from './snapshot';
import { sqlStateOf } from './sql-state';

/** "Try again" or "ask for less" would be wrong there: without an idempotencyKey the change would be made twice. */
export class AnswerSnapshot extends Snapshot {
  override async read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await super.read(work);
    } catch (error) {
      throw isFault(error) ? unreadAnswer() : error;
    }
  }
}

/** An earlier read of the same answer has told what is behind 25P02. */
function isFault(error: unknown): boolean {
  return toDatabaseProblem(error) !== undefined && sqlStateOf(error) !== '25P02';
}

function unreadAnswer(): Problem {
  const message =
    'The mutation was carried out, but its answer could not be read. What it had to record is recorded. Send it again with the same idempotencyKey only, or read what you need by a query.';
  return new Problem('UNAVAILABLE', message, { retry: false });
}
