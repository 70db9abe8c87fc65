/** What the answer of a mutation is read from: where that fails, the change has been recorded all the same. */
import type { EntityManager } from 'typeorm';
import { Problem } from '../problem';
import { toDatabaseProblem } from './fault-table';
import { Snapshot } from './snapshot';

/** "Try again" would be wrong there: without an idempotencyKey the change would be made twice. */
export class AnswerSnapshot extends Snapshot {
  override async read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await super.read(work);
    } catch (error) {
      throw toDatabaseProblem(error)?.details.retry === true ? unreadAnswer() : error;
    }
  }
}

function unreadAnswer(): Problem {
  const message =
    'The mutation was carried out, but its answer could not be read: the database was away. What it had to record is recorded. Send it again with the same idempotencyKey only, or read what you need by a query.';
  return new Problem('UNAVAILABLE', message, { retry: false });
}
