/** urql: an exchange around its cache that keeps it from going back, and asks again when what was read is out of date. */
import type { Exchange, ExchangeInput, Operation, OperationResult } from '@urql/core';
import { makeSubject, pipe, subscribe, type Source } from 'wonka';
import type { Client, Staleness } from './client.ts';
import { ANY_QUERY, InOrder, type OrderBounds, type Question } from './in-order.ts';

export interface InOrderExchangeOptions extends OrderBounds {
  /** `cacheExchange` of graphcache, or another. After RESYNC a new one is opened, without what the old one had. */
  cache: Exchange;
  /** Called as well, for what is kept elsewhere. Active queries have been asked again. */
  onStale?: (why: Staleness) => void;
}

/** Goes where the cache would be; below it are the exchanges that send queries and subscriptions. */
export function inOrderExchange(server: Pick<Client, 'onStale'>, options: InOrderExchangeOptions): Exchange {
  return (input) => (operations$) => new OrderedCache(server, options, input).open(operations$);
}

interface Flight {
  question: Question;
  /** Equal mutations may be on their way together. */
  count: number;
}

class OrderedCache {
  private readonly order: InOrder;
  private readonly sent = makeSubject<Operation>();
  private readonly shown = makeSubject<OperationResult>();
  /** To the cache there is now: what it is asked, and what it gets. */
  private asked = makeSubject<Operation>();
  private answers = makeSubject<OperationResult>();
  private closeCache = (): void => undefined;
  /** Queries that somebody watches. */
  private readonly active = new Map<number, Operation>();
  private readonly flights = new Map<number, Flight>();
  /** What the cache knows pushes by; each has a key of its own there. */
  private readonly pushed = new Map<number, Operation>();
  private newestPush = 0;
  private isSettling = false;

  constructor(
    server: Pick<Client, 'onStale'>,
    private readonly options: InOrderExchangeOptions,
    private readonly input: ExchangeInput,
  ) {
    this.order = new InOrder({
      patience: options.patience,
      most: options.most,
      onOtherLog: () => {
        this.openCache();
        this.becomeStale('RESYNC');
      },
      onDoubt: () => input.client.query(ANY_QUERY, {}, { requestPolicy: 'network-only' }).toPromise(),
    });
    server.onStale((why) => {
      if (why === 'RESYNC') this.order.forget();
      else this.becomeStale(why);
    });
  }

  open(operations$: Source<Operation>): Source<OperationResult> {
    this.openCache();
    const take = (result: OperationResult): void => {
      const flight = this.flights.get(result.operation.key);
      if (flight === undefined) return;
      this.order.take(flight.question, result, (inOrder) => {
        this.handOn(flight, inOrder);
      });
    };
    pipe(this.input.forward(this.sent.source), subscribe(take));
    const ask = (operation: Operation): void => {
      if (operation.kind === 'query') this.active.set(operation.key, operation);
      if (operation.kind === 'teardown') this.active.delete(operation.key);
      this.asked.next(operation);
    };
    pipe(operations$, subscribe(ask));
    return this.shown.source;
  }

  private openCache(): void {
    this.closeCache();
    this.asked = makeSubject();
    this.answers = makeSubject();
    const { answers } = this;
    const forward = (operations$: Source<Operation>): Source<OperationResult> => {
      const send = (operation: Operation): void => {
        this.send(operation);
      };
      pipe(operations$, subscribe(send));
      return answers.source;
    };
    const show = (result: OperationResult): void => {
      if (!this.isSettling) this.show(result);
    };
    const cache = this.options.cache({ ...this.input, forward });
    const open = pipe(cache(this.asked.source), subscribe(show));
    this.closeCache = () => {
      open.unsubscribe();
    };
  }

  private show(result: OperationResult): void {
    const { key } = result.operation;
    const operation = this.pushed.get(key) ?? result.operation;
    this.pushed.delete(key);
    // The cache does not know any more that an answer is still to come.
    const stale = result.stale || (operation.kind === 'query' && this.flights.has(key));
    this.shown.next({ ...result, operation, stale });
  }

  /** What the cache does not answer by itself. */
  private send(operation: Operation): void {
    const { key, kind, query: document, variables, context } = operation;
    const flight = this.flights.get(key);
    if (kind === 'teardown') {
      if (flight !== undefined) this.order.drop(flight.question);
      this.flights.delete(key);
      this.sent.next(operation);
      return;
    }
    if (kind === 'query' || (kind === 'mutation' && context.optimistic !== true)) this.settle(operation);
    if (flight !== undefined && kind === 'query') {
      if (context.requestPolicy !== 'network-only') return;
      // Of two queries on their way nobody could tell which one is answered.
      this.order.drop(flight.question);
      this.sent.next(this.input.client.createRequestOperation('teardown', operation));
    }
    if (flight !== undefined && kind === 'mutation') {
      flight.count += 1;
    } else {
      const again = (): void => {
        this.sent.next(operation);
      };
      const askAgain = kind === 'query' ? again : undefined;
      const question = this.order.ask({ kind, document, variables: { ...variables }, askAgain });
      this.flights.set(key, { question, count: 1 });
    }
    this.sent.next(operation);
  }

  /**
   * graphcache keeps what it gets in the order in which it was asked for. An answer without data ends that for this operation, so
   * that the real one will be the newest when it comes. Optimistic updates are left alone: they last until then.
   */
  private settle(operation: Operation): void {
    this.isSettling = true;
    this.answers.next({ operation, data: undefined, stale: false, hasNext: false });
    this.isSettling = false;
  }

  private handOn(flight: Flight, result: OperationResult): void {
    const { operation } = result;
    if (operation.kind === 'subscription') {
      // The same with pushes: it would keep all of a subscription at the place of the first one.
      const key = (this.newestPush -= 1);
      this.pushed.set(key, operation);
      this.answers.next({ ...result, operation: { ...operation, key } });
      return;
    }
    flight.count -= 1;
    if (flight.count === 0) this.flights.delete(operation.key);
    this.answers.next(result);
  }

  private becomeStale(why: Staleness): void {
    const { client } = this.input;
    for (const operation of this.active.values()) {
      const context = { ...operation.context, requestPolicy: 'network-only' as const };
      client.reexecuteOperation(client.createRequestOperation('query', operation, context));
    }
    this.options.onStale?.(why);
  }
}
