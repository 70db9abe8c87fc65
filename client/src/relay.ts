/** Relay: the two functions of its network, such that its store never goes back. */
import { parse, type DocumentNode } from 'graphql';
import relay from 'relay-runtime';
import type { FetchFunction, GraphQLResponse, RequestParameters, SubscribeFunction, Variables } from 'relay-runtime';
import type { Client, Staleness } from './client.ts';
import { ANY_QUERY, InOrder, type OrderBounds } from './in-order.ts';

type Answers = ReturnType<typeof relay.Observable.create<GraphQLResponse>>;

/** As Relay's fetch function, with one answer. */
export type FetchOnce = (request: RequestParameters, variables: Variables) => Promise<GraphQLResponse>;

export interface InOrderNetworkOptions extends OrderBounds {
  /** Sends a query or mutation. */
  fetch: FetchOnce;
  /** What was read is out of date: invalidate the store, and ask again for what is shown. */
  onStale: (why: Staleness) => void;
}

const ANY_REQUEST: RequestParameters = {
  id: null,
  cacheID: 'AnyPosition',
  name: 'AnyPosition',
  operationKind: 'query',
  text: ANY_QUERY,
  metadata: {},
};

/** For `Network.create(fetch, subscribe)`. */
export function inOrderNetwork(
  server: Pick<Client, 'subscribe' | 'onStale'>,
  { fetch, onStale, ...bounds }: InOrderNetworkOptions,
): { fetch: FetchFunction; subscribe: SubscribeFunction } {
  const order: InOrder = new InOrder({
    ...bounds,
    onOtherLog: () => {
      onStale('RESYNC');
    },
    onDoubt: async () => {
      const question = order.ask({ kind: 'query', document: parseOnce(ANY_REQUEST) });
      order.take(question, placed(await fetch(ANY_REQUEST, {})), () => undefined);
    },
  });
  server.onStale((why) => {
    if (why === 'RESYNC') order.forget();
    else onStale(why);
  });
  return {
    fetch: (request, variables) => ask(fetch, order, request, variables),
    subscribe: (request, variables) => follow(server, order, request, variables),
  };
}

/** No promise: a push that comes right after the answer would be in the store before it. */
function ask(fetch: FetchOnce, order: InOrder, request: RequestParameters, variables: Variables): Answers {
  return relay.Observable.create((sink) => {
    const handOn = (answer: GraphQLResponse): void => {
      sink.next(answer);
      sink.complete();
    };
    const send = (): void => {
      fetch(request, variables).then(
        (answer) => {
          order.take(question, placed(answer), handOn);
        },
        (error: unknown) => {
          order.finish(question, () => {
            sink.error(error instanceof Error ? error : new Error(String(error)));
          });
        },
      );
    };
    const kind = request.operationKind === 'mutation' ? 'mutation' : 'query';
    const askAgain = kind === 'query' ? send : undefined;
    const question = order.ask({ kind, document: parseOnce(request), variables, askAgain });
    send();
    return () => {
      order.drop(question);
    };
  });
}

function follow(
  server: Pick<Client, 'subscribe'>,
  order: InOrder,
  request: RequestParameters,
  variables: Variables,
): Answers {
  return relay.Observable.create((sink) => {
    const question = order.ask({ kind: 'subscription', document: parseOnce(request), variables });
    const stop = server.subscribe(
      { query: request.text ?? '', operationName: request.name, variables },
      {
        next: (answer) => {
          order.take(question, answer, (inOrder) => {
            sink.next(inOrder as GraphQLResponse);
          });
        },
        error: (reason) => {
          order.finish(question, () => {
            sink.error(reason as Error);
          });
        },
        complete: () => {
          order.finish(question, () => {
            sink.complete();
          });
        },
      },
    );
    return () => {
      order.drop(question);
      stop();
    };
  });
}

/** Only batches, which this network does not ask for, come as lists. */
function placed(answer: GraphQLResponse): Exclude<GraphQLResponse, readonly unknown[]> {
  if (Array.isArray(answer)) throw new TypeError('The network has one answer for each operation.');
  return answer as Exclude<GraphQLResponse, readonly unknown[]>;
}

const parsed = new WeakMap<RequestParameters, DocumentNode>();

/** Relay hands on texts; each is that of a file made by its compiler, or that of a persisted operation, which nobody here knows. */
function parseOnce(request: RequestParameters): DocumentNode | undefined {
  if (request.text === null) return undefined;
  const document = parsed.get(request) ?? parse(request.text, { noLocation: true });
  parsed.set(request, document);
  return document;
}
