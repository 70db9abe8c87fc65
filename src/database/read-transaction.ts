/** A read-only transaction that an answer is read from: on a connection of the pool, or lent by a change. */
import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { endStatement } from './cancel-statements';
import { wasDead } from './dead-connection';
import { poolOf, WatchedClient, type FixedStatement } from './pool-client';
import { sqlStateOf } from './sql-state';

export interface ReadTransaction {
  query: <Row>(statement: string | FixedStatement, parameters: unknown[]) => Promise<Row[]>;
  read: <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;
  /** What has kept it from beginning, once that is known; undefined when it has begun. */
  failure: Promise<unknown>;
  /** How many statements were asked; without end where TypeORM has asked some. */
  asked: number;
  /** Whether more was asked than had been foreseen: all that was answered is worth nothing then. */
  fellShort: boolean;
  /** Resolves when its connection may be used for something else. */
  end: () => Promise<void>;
  /** Gives up a connection on which nothing has begun. */
  discard: () => Promise<void>;
}

type TakenClient = WatchedClient & Pick<PoolClient, 'release'>;

/** Of a prepared statement that is not there, or no longer answers as it did when it was prepared. */
const NOT_AS_PREPARED = /^(26000|0A000)$/;

const IN_FAILED_TRANSACTION = '25P02';

interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** How many statements will be asked at most; undefined where nobody knows. The transaction ends with the last of them, and a single one needs none. */
  foreseen?: number | undefined;
}

/** Takes a connection of the pool. Nobody waits for its BEGIN: what is read first is sent with it. */
export async function beginToRead(source: DataSource, options: ReadOptions): Promise<ReadTransaction> {
  const client = (await poolOf(source).connect()) as unknown as TakenClient;
  return new PooledTransaction(source, client, options);
}

/** Over a transaction that goes on after it: one statement after the other, as there. */
export function readWithin(manager: EntityManager): ReadTransaction {
  if (manager.queryRunner === undefined) throw new Error('A snapshot over a manager needs that of a transaction.');
  let tail: Promise<unknown> = Promise.resolve();
  const read: ReadTransaction['read'] = (work) => {
    const result = tail.then(() => work(manager));
    tail = result.catch(() => undefined);
    return result;
  };
  return {
    read,
    query: (statement, parameters) =>
      read((lent) => lent.query(typeof statement === 'string' ? statement : statement.text, parameters)),
    failure: Promise.resolve(undefined),
    asked: Infinity,
    fellShort: false,
    end: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

/** To its callers it is a connection that was lost: on the next one the same is answered. */
class TablesReplaced extends Error {
  readonly code = '57P01';

  constructor(cause: unknown) {
    super('Statements were prepared for tables that were replaced since.', { cause });
    this.name = 'TablesReplaced';
  }
}

/** The transaction was over already. */
class UnforeseenRead extends Error {
  constructor() {
    super('More is read than had been foreseen: the answer is worked out anew.');
    this.name = 'UnforeseenRead';
  }
}

function failureOf(done: Promise<unknown>): Promise<unknown> {
  return done.then(
    () => undefined,
    (error: unknown) => error,
  );
}

class PooledTransaction implements ReadTransaction {
  failure: Promise<unknown>;
  asked = 0;
  fellShort = false;
  private underWay = 0;
  private becomeIdle: (() => void) | undefined;
  private lent: EntityManager | undefined;
  private ended: Promise<void> | undefined;
  private isSpoilt = false;
  /** What has failed first. */
  private fault: unknown;
  private readonly signal: AbortSignal | undefined;
  private readonly foreseen: number;
  private commit: Promise<unknown> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly client: TakenClient,
    { signal, foreseen = Infinity }: ReadOptions,
  ) {
    this.signal = signal;
    this.foreseen = foreseen;
    client.inPipeline = true;
    // A single statement sees one moment by itself.
    if (foreseen === 1) this.commit = Promise.resolve();
    this.failure = failureOf(this.commit ?? this.send('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'));
    signal?.addEventListener('abort', this.breakOff, { once: true });
  }

  async query<Row>(statement: string | FixedStatement, parameters: unknown[]): Promise<Row[]> {
    this.count(1);
    this.underWay += 1;
    try {
      const asked = typeof statement === 'string' ? { text: statement } : this.client.asPrepared(statement);
      const sent = this.send({ ...asked, values: parameters });
      // Both are without end where TypeORM has asked and nobody has foreseen anything.
      if (this.asked === this.foreseen && Number.isFinite(this.foreseen)) this.endWith(sent);
      const { rows } = await sent;
      return rows as Row[];
    } catch (error) {
      throw this.explain(error);
    } finally {
      this.leave();
    }
  }

  private count(statements: number): void {
    this.asked += statements;
    if (this.asked <= this.foreseen) return;
    this.fellShort = true;
    throw new UnforeseenRead();
  }

  /** What was foreseen is asked: nobody waits for the COMMIT. Where nothing stands before it, the statement says whether the connection is alive. */
  private endWith(last: Promise<unknown>): void {
    this.commit ??= this.send('COMMIT').catch(() => undefined);
    if (this.foreseen === 1) {
      this.failure = failureOf(last).then((error) => (wasDead(this.explain(error)) ? this.fault : undefined));
    }
  }

  /** What was sent ahead may have failed without anybody being told: what is refused for that fails for the same reason. */
  private explain(error: unknown): unknown {
    const state = sqlStateOf(error) ?? '';
    if (NOT_AS_PREPARED.test(state)) {
      this.isSpoilt = true;
      WatchedClient.prepareAnew();
      this.fault ??= new TablesReplaced(error);
    }
    if (state !== IN_FAILED_TRANSACTION) this.fault ??= error;
    return this.fault ?? error;
  }

  /** What TypeORM asks may depend on what it was answered, so it is not begun in vain. */
  async read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    this.count(Infinity);
    this.underWay += 1;
    try {
      const failure = await this.failure;
      if (failure !== undefined) throw failure as Error;
      return await work(this.manager).catch((error: unknown) => {
        throw this.explain(error);
      });
    } finally {
      this.leave();
    }
  }

  async end(): Promise<void> {
    if (!this.isFree) await this.untilFree();
    this.signal?.removeEventListener('abort', this.breakOff);
    await (this.commit ?? this.send('COMMIT').catch(() => undefined));
    this.giveBack();
  }

  async discard(): Promise<void> {
    this.isSpoilt = true;
    await this.untilFree();
    this.giveBack();
  }

  private send(asked: string | QueryConfig): Promise<QueryResult> {
    this.client.holdThisTurn();
    return this.client.query(asked);
  }

  private get manager(): EntityManager {
    // Its connection is ours to give back.
    const connect = () => Promise.resolve(this.client);
    this.lent ??= Object.assign(this.source.createQueryRunner(), { connect }).manager;
    return this.lent;
  }

  /** From the abortion on the connection does nothing but end what it is doing. */
  private readonly breakOff = (): void => {
    this.client.refusal = this.signal?.reason as Error;
    this.ended = endStatement(this.client);
  };

  private leave(): void {
    this.underWay -= 1;
    if (this.underWay === 0) this.becomeIdle?.();
  }

  private get isFree(): boolean {
    return this.underWay === 0 && this.ended === undefined;
  }

  private async untilFree(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => (this.becomeIdle = resolve));
    this.signal?.removeEventListener('abort', this.breakOff);
    await this.ended;
    this.client.refusal = undefined;
  }

  private giveBack(): void {
    this.client.inPipeline = false;
    this.client.release(this.isSpoilt);
  }
}
