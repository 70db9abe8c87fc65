/** Runs a unit of work in one transaction, and again when the database asks for that. */
import { tracingChannel } from 'node:diagnostics_channel';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isUnknownFate, UnknownFate } from './fault-table';
import { sqlStateOf } from './sql-state';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const ATTEMPTS = 5;
/** A connection of the pool may have died since it was used last, and the next one with it. */
const BEGINNINGS = 3;

/** Published of each attempt. */
export interface TransactionAttempt {
  attempt: number;
}

const transaction = tracingChannel<unknown, TransactionAttempt>('giaoban.database.transaction');

/**
 * Resolves after the commit (P1). Deadlocks and serialization failures are retried, up to five times:
 * the work must not have effects outside its transaction. Whatever is thrown means that nothing was
 * changed, except UnknownFate: a COMMIT that was cut off may have been carried out.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction.tracePromise(() => attemptOnce(dataSource, work), { attempt });
    } catch (error) {
      const state = sqlStateOf(error);
      const again = state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED;
      if (!again || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function attemptOnce<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = await begin(dataSource);
  let result: T;
  try {
    result = await work(runner.manager);
  } catch (error) {
    await rollBack(runner);
    throw error;
  }
  await commit(runner);
  return result;
}

async function begin(dataSource: DataSource): Promise<QueryRunner> {
  for (let attempt = 1; ; attempt += 1) {
    const runner = dataSource.createQueryRunner();
    await runner.connect();
    try {
      await runner.startTransaction();
      return runner;
    } catch (error) {
      await discard(runner);
      if (attempt >= BEGINNINGS) throw error;
    }
  }
}

/**
 * A server that has sent an error and answers once more has refused the COMMIT. One that is gone may have carried it out,
 * whatever it said last: a full disk, for example, may stop it right after.
 */
async function commit(runner: QueryRunner): Promise<void> {
  const connection = await connectionOf(runner);
  // It was lost before the COMMIT was sent: nothing was changed, for certain.
  if (runner.isReleased) throw new Error('Connection terminated before the commit.');
  let answer: { command: string };
  try {
    answer = await connection.query('COMMIT');
  } catch (error) {
    const answersStill = await rollBack(runner);
    const isRefused = answersStill && sqlStateOf(error) !== undefined && !isUnknownFate(error);
    throw isRefused ? error : new UnknownFate();
  }
  await runner.release();
  if (answer.command !== 'COMMIT')
    throw new Error('The work went on after a statement that failed, and was rolled back.');
}

/** Whether the connection has answered. */
async function rollBack(runner: QueryRunner): Promise<boolean> {
  try {
    await (await connectionOf(runner)).query('ROLLBACK');
    await runner.release();
    return true;
  } catch {
    await discard(runner);
    return false;
  }
}

/** Its state is unknown. The pool takes back no connection that has been told to end. */
async function discard(runner: QueryRunner): Promise<void> {
  const connection = await connectionOf(runner);
  connection.end().catch(() => undefined);
  await runner.release();
}

interface Connection {
  query: (sql: string) => Promise<{ command: string }>;
  end: () => Promise<void>;
}

async function connectionOf(runner: QueryRunner): Promise<Connection> {
  return (await runner.connect()) as Connection;
}
