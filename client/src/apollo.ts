/** Apollo Client: a link that keeps its cache from going back, and asks again when what was read is out of date. */
import { ApolloLink, gql, Observable, type ApolloClient } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import type { Client, Staleness } from './client.ts';
import { ANY_QUERY, InOrder, type OrderBounds, type Question } from './in-order.ts';

export interface InOrderLinkOptions extends OrderBounds {
  /** Called as well, for what is kept elsewhere. Active queries are being asked again; after RESYNC the cache is empty. */
  onStale?: (why: Staleness) => void;
}

type Observer = Parameters<ConstructorParameters<typeof Observable<ApolloLink.Result>>[0] & object>[0];

const ANY_DOCUMENT = gql(ANY_QUERY);

/** Put it first, above the links that send queries and subscriptions. */
export function inOrderLink(server: Pick<Client, 'onStale'>, options: InOrderLinkOptions = {}): ApolloLink {
  const { onStale, ...bounds } = options;
  /** The one that uses this link, known from its first operation. */
  let client: ApolloClient | undefined;
  let send: ApolloLink.ForwardFunction | undefined;
  const becomeStale = (why: Staleness): void => {
    if (why === 'RESYNC') void client?.cache.reset();
    // Each query tells its own observers what has failed.
    client?.refetchQueries({ include: 'active' }).catch(() => undefined);
    onStale?.(why);
  };
  const order: InOrder = new InOrder({
    ...bounds,
    onOtherLog: () => {
      becomeStale('RESYNC');
    },
    onDoubt: () => (client === undefined || send === undefined ? Promise.resolve() : askAny(order, client, send)),
  });
  server.onStale((why) => {
    if (why === 'RESYNC') order.forget();
    else becomeStale(why);
  });
  return new ApolloLink((operation, forward) => {
    client = operation.client;
    send = forward;
    return new Observable((observer) =>
      operation.operationType === OperationTypeNode.SUBSCRIPTION
        ? follow(order, operation, forward, observer)
        : ask(order, operation, forward, observer),
    );
  });
}

function ask(
  order: InOrder,
  operation: ApolloLink.Operation,
  forward: ApolloLink.ForwardFunction,
  observer: Observer,
): () => void {
  const { operationType: kind, query: document, operationName, variables } = operation;
  let sent: { unsubscribe: () => void } | undefined;
  const send = (): void => {
    let answer: ApolloLink.Result | undefined;
    sent = forward(operation).subscribe({
      next: (result) => {
        answer = result;
      },
      error: (error: unknown) => {
        order.finish(question, () => {
          observer.error(error);
        });
      },
      complete: () => {
        if (answer === undefined) order.finish(question, complete);
        else order.take(question, answer, handOn);
      },
    });
  };
  const complete = (): void => {
    observer.complete();
  };
  const handOn = (answer: ApolloLink.Result): void => {
    observer.next(answer);
    observer.complete();
  };
  const askAgain = kind === OperationTypeNode.QUERY ? send : undefined;
  const question: Question = order.ask({ kind, document, operationName, variables, askAgain });
  send();
  return () => {
    order.drop(question);
    sent?.unsubscribe();
  };
}

function follow(
  order: InOrder,
  operation: ApolloLink.Operation,
  forward: ApolloLink.ForwardFunction,
  observer: Observer,
): () => void {
  const { operationType: kind, query: document, operationName, variables } = operation;
  const question = order.ask({ kind, document, operationName, variables });
  const sent = forward(operation).subscribe({
    next: (result) => {
      order.take(question, result, (answer) => {
        observer.next(answer);
      });
    },
    error: (error: unknown) => {
      order.finish(question, () => {
        observer.error(error);
      });
    },
    complete: () => {
      order.finish(question, () => {
        observer.complete();
      });
    },
  });
  return () => {
    order.drop(question);
    sent.unsubscribe();
  };
}

/** Of what it answers only the position matters. */
function askAny(order: InOrder, client: ApolloClient, forward: ApolloLink.ForwardFunction): Promise<void> {
  const question = order.ask({ kind: 'query', document: ANY_DOCUMENT });
  return new Promise((resolve, reject) => {
    ApolloLink.execute(new ApolloLink(forward), { query: ANY_DOCUMENT }, { client }).subscribe({
      next: (answer) => {
        order.take(question, answer, () => undefined);
      },
      error: reject,
      complete: resolve,
    });
  });
}
