/** A subscriber over a real WebSocket, and what it has received. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface Follower<Result> {
  received: Result[];
  errors: GraphQLFormattedError[];
  /** Resolves when so many results have come; rejects when the stream ends before. */
  waitFor: (count: number) => Promise<Result[]>;
  /** Resolves when the stream has ended, with its errors. */
  ended: Promise<readonly GraphQLFormattedError[]>;
  stop: () => Promise<void>;
}

export function follow<Result, Variables extends Record<string, unknown>>(
  url: string,
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables,
  token: string | null,
): Follower<Result> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  const received: Result[] = [];
  const errors: GraphQLFormattedError[] = [];
  let look: () => void = () => undefined;
  let isOver = false;
  const ended = new Promise<readonly GraphQLFormattedError[]>((resolve) => {
    const end = (): void => {
      isOver = true;
      look();
      resolve(errors);
    };
    client.subscribe<Result>(
      { query: typeof document === 'string' ? document : print(document), variables },
      {
        next: ({ data, errors: inside }) => {
          errors.push(...(inside ?? []));
          if (data) received.push(data);
          look();
        },
        error: (error) => {
          errors.push(...(Array.isArray(error) ? (error as GraphQLFormattedError[]) : [toFormatted(error)]));
          end();
        },
        complete: end,
      },
    );
  });
  const waitFor = (count: number): Promise<Result[]> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (received.length >= count) resolve(received);
        else if (isOver) reject(new Error(`Ended after ${received.length} of ${count}: ${JSON.stringify(errors)}`));
      };
      look();
    });
  return { received, errors, waitFor, ended, stop: async () => client.dispose() };
}

function toFormatted(error: unknown): GraphQLFormattedError {
  const { code, reason, message } = (error ?? {}) as { code?: number; reason?: string; message?: string };
  return { message: message ?? `${String(code)} ${reason ?? ''}`, extensions: { code: String(code) } };
}
