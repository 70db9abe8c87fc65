/** One consistent view of the database for the whole of an answer (P13). */
import { EntityManager, type DataSource, type QueryRunner } from 'typeorm';
import { Problem } from '../problem';
import type { Leave } from '../process/gate';
import { toDatabaseProblem } from './fault-table';
import { sqlStateOf } from './sql-state';
import { endStatement } from './cancel-statements';
import { onLivingConnection } from './dead-connection';
import { readersLane } from './lanes';
import type { WatchedClient } from './pool-client';
import { say } from '../words/message';

/** On whose behalf something is done. */
export interface Asker {
  /** Connections go round by it; undefined for what the server does by itself. */
  whose?: object | undefined;
  /** Aborted when nobody waits for the answer any more: what is being read is broken off, and nothing more is read. */
  signal?: AbortSignal | undefined;
  /** The place in the lane of readers that was taken for it; it is left with the connection. */
  seat?: Leave | undefined;
  /** Called when a change begins: from then on it has all the time that it needs. */
  takeTime?: (() => void) | undefined;
}

/**
 * A read-only REPEATABLE READ transaction that opens at the first read and sees one moment until it is closed.
 * Reads queue up behind each other: a PostgreSQL connection answers one statement at a time.
 */
export class Snapshot {
  private runner: Promise<Pick<QueryRunner, 'manager' | 'query' | 'release'>> | undefined;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly memo = new Map<unknown, unknown>();
  private closed = false;

  private leave: Leave | undefined;
  /** Resolves when the connection may be used for something else. */
  private untilFree: () => Promise<void> = () => Promise.resolve();

  /** Over a transaction that holds the head of the log it shows what that sees: nothing can change meanwhile. */
  constructor(
    private readonly source: DataSource | EntityManager,
    /** Who reads, and until when: see `Asker`. */
    private readonly asker: Asker = {},
  ) {}

  /** Whether anything was read. */
  get isOpen(): boolean {
    return this.runner !== undefined && !this.closed;
  }

  /** Reads through TypeORM. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const result = this.tail.then(() => this.readNow(work));
    this.tail = result.catch(() => undefined);
    return result;
  }

  protected get isCalledOff(): boolean {
    return this.asker.signal?.aborted === true;
  }

  private async readNow<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { signal } = this.asker;
    try {
      signal?.throwIfAborted();
      const { manager } = await this.open();
      signal?.throwIfAborted();
      return await work(manager);
    } catch (error) {
      // Whatever was broken off says so in words of its own.
      throw signal?.aborted === true ? signal.reason : error;
    }
  }

  /** Reads with a statement of our own. */
  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.read((manager) => manager.query<Row[]>(sql, parameters));
  }

  /** What the factory makes for this snapshot, made once: loaders, and rows that many fields need. */
  once<T>(factory: (snapshot: Snapshot) => T): T {
    if (!this.memo.has(factory)) this.memo.set(factory, factory(this));
    return this.memo.get(factory) as T;
  }

  /** Gives the connection back. Reads that come later fail. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.runner === undefined) this.asker.seat?.();
    const opened = await this.runner?.catch(() => undefined);
    if (opened === undefined || this.source instanceof EntityManager) return;
    await this.tail;
    await this.untilFree();
    await opened.query('COMMIT').catch(() => undefined);
    await opened.release();
    this.leave?.();
  }

  private open(): Promise<Pick<QueryRunner, 'manager' | 'query' | 'release'>> {
    if (this.closed) throw new Error('The snapshot is closed: its answer has been given.');
    const { source } = this;
    this.runner ??= source instanceof EntityManager ? borrow(source) : this.begin(source);
    return this.runner;
  }

  private async begin(source: DataSource): Promise<QueryRunner> {
    const { whose, signal, seat } = this.asker;
    const leave = seat ?? (await readersLane(source).enter(whose, signal));
    try {
      const runner = await onLivingConnection(() => begin(source));
      this.leave = leave;
      if (signal !== undefined) this.heed(signal, (await runner.connect()) as WatchedClient);
      return runner;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** From the abortion on the connection does nothing but end what it is doing. */
  private heed(signal: AbortSignal, client: WatchedClient): void {
    let ended: Promise<void> | undefined;
    const breakOff = (): void => {
      client.refusal = signal.reason as Error;
      ended = endStatement(client);
    };
    if (signal.aborted) return;
    signal.addEventListener('abort', breakOff, { once: true });
    this.untilFree = async () => {
      signal.removeEventListener('abort', breakOff);
      await ended;
      client.refusal = undefined;
    };
  }
}

function borrow(manager: EntityManager): Promise<QueryRunner> {
  if (manager.queryRunner === undefined) throw new Error('A snapshot over a manager needs that of a transaction.');
  return Promise.resolve(manager.queryRunner);
}

async function begin(dataSource: DataSource): Promise<QueryRunner> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return runner;
  } catch (error) {
    await runner.release();
    throw error;
  }
}

/**
 * What the answer of a mutation is read from: where that fails, the change has been recorded all the same. To try again
 * would be wrong: without an idempotencyKey the change would be made twice.
 */
export class AnswerSnapshot extends Snapshot {
  override async read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await super.read(work);
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
