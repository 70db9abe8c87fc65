/** One consistent view of the database for the whole of an answer (P13). */
import { EntityManager, type DataSource } from 'typeorm';
import { Problem } from '../problem';
import type { Leave } from '../process/gate';
import { toDatabaseProblem } from './fault-table';
import { sqlStateOf } from './sql-state';
import { MOST_ATTEMPTS, onLivingConnection, wasDead } from './dead-connection';
import { readersLane } from './lanes';
import type { FixedStatement } from './pool-client';
import { beginToRead, readWithin, type ReadTransaction } from './read-transaction';
import { say } from '../words/message';

/** On whose behalf something is done. */
export interface Asker {
  /** Connections go round by it; undefined for what the server does by itself. */
  whose?: object | undefined;
  /** Aborted when nobody waits for the answer any more: what is being read is broken off, and nothing more is read. */
  signal?: AbortSignal | undefined;
  /** The place in the lane of readers that was taken for it; it is left with the connection. */
  seat?: Leave | undefined;
  /** How many statements the answer will take at most; undefined where nobody knows. Where it takes more, it `fellShort`. */
  foreseen?: number | undefined;
  /** Called when a change begins: from then on it has all the time that it needs. */
  takeTime?: (() => void) | undefined;
}

/** A read-only REPEATABLE READ transaction that opens at the first read and sees one moment until it is closed. */
export class Snapshot {
  private reading: Promise<ReadTransaction> | undefined;
  /** The same, once it is there. */
  private current: ReadTransaction | undefined;
  private readonly memo = new Map<unknown, unknown>();
  private attempts = 1;
  private closed = false;
  private leave: Leave | undefined;

  /** Over a transaction that holds the head of the log it shows what that sees: nothing can change meanwhile. */
  constructor(
    private readonly source: DataSource | EntityManager,
    /** Who reads, and until when: see `Asker`. */
    private readonly asker: Asker = {},
  ) {
    this.leave = asker.seat;
  }

  /** Whether anything was read. */
  get isOpen(): boolean {
    return this.reading !== undefined && !this.closed;
  }

  /** How many statements were asked. */
  get asked(): number {
    return this.current?.asked ?? 0;
  }

  /** Whether it took more statements than had been foreseen: what was read is worth nothing. */
  get fellShort(): boolean {
    return this.current?.fellShort ?? false;
  }

  /** Reads through TypeORM. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.carryOut((reading) => reading.read(work));
  }

  /** Reads with a statement of our own. It is sent together with all others that are asked at the same time. */
  query<Row>(statement: string | FixedStatement, parameters: unknown[] = []): Promise<Row[]> {
    return this.carryOut((reading) => reading.query<Row>(statement, parameters));
  }

  protected get isCalledOff(): boolean {
    return this.asker.signal?.aborted === true;
  }

  protected async carryOut<T>(work: (reading: ReadTransaction) => Promise<T>): Promise<T> {
    const { signal } = this.asker;
    for (;;) {
      let reading: ReadTransaction | undefined;
      try {
        signal?.throwIfAborted();
        reading = await this.open();
        signal?.throwIfAborted();
        return await work(reading);
      } catch (error) {
        // Whatever was broken off says so in words of its own.
        if (signal?.aborted === true) throw signal.reason;
        if (reading === undefined || !(await this.replace(reading))) throw error;
      }
    }
  }

  /** What the factory makes for this snapshot, made once: loaders, and rows that many fields need. */
  once<T>(factory: (snapshot: Snapshot) => T): T {
    if (!this.memo.has(factory)) this.memo.set(factory, factory(this));
    return this.memo.get(factory) as T;
  }

  /** What the factory would make is on its way already, with something else. */
  know<T>(factory: (snapshot: Snapshot) => T, made: T): void {
    this.memo.set(factory, made);
  }

  /** Reads that come later fail. Resolves when the connection was given back, for which no answer has to wait. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const reading = this.current ?? (await this.reading?.catch(() => undefined));
    await reading?.end();
    this.leave?.();
  }

  private open(): Promise<ReadTransaction> {
    if (this.closed) throw new Error('The snapshot is closed: its answer has been given.');
    const { source } = this;
    this.reading ??= source instanceof EntityManager ? Promise.resolve(readWithin(source)) : this.begin(source);
    return this.reading;
  }

  private async begin(source: DataSource): Promise<ReadTransaction> {
    const { whose, signal, foreseen } = this.asker;
    this.leave ??= await readersLane(source).enter(whose, signal);
    try {
      this.current = await onLivingConnection(() => beginToRead(source, { signal, foreseen }));
      return this.current;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  /** Whether to read once more, on another connection or to be told why there is none: on this one nothing has begun. */
  private async replace(reading: ReadTransaction): Promise<boolean> {
    const failure = await reading.failure;
    if (failure === undefined || this.closed) return false;
    // Others, who were as unlucky, have seen to it already.
    if (this.current !== reading) return true;
    this.current = this.reading = undefined;
    void reading.discard();
    if (wasDead(failure) && this.attempts < MOST_ATTEMPTS) this.attempts += 1;
    else this.giveUp(failure as Error);
    return true;
  }

  private giveUp(failure: Error): void {
    this.leave?.();
    this.reading = Promise.reject(failure);
    this.reading.catch(() => undefined);
  }
}

/**
 * What the answer of a mutation is read from: where that fails, the change has been recorded all the same. To try again
 * would be wrong: without an idempotencyKey the change would be made twice.
 */
export class AnswerSnapshot extends Snapshot {
  protected override async carryOut<T>(work: (reading: ReadTransaction) => Promise<T>): Promise<T> {
    try {
      return await super.carryOut(work);
    } catch (error) {
      throw this.isCalledOff || isFault(error) ? unreadAnswer() : error;
    }
  }
}

/** Behind 25P02 is an earlier read of the same answer, which has reported its own fault. */
function isFault(error: unknown): boolean {
  return toDatabaseProblem(error) !== undefined && sqlStateOf(error) !== '25P02';
}

function unreadAnswer(): Problem {
  const message = say`The mutation was carried out, but its answer could not be read. Its changes are recorded. Send it again only with the same idempotencyKey, or read what you need with a query.`;
  return new Problem('UNAVAILABLE', message, { retry: false });
}
