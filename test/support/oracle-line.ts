/** The line of a subscriber to its server, over either of the two ways that there are. */
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export type Transport = 'WebSocket' | 'EventStream';

interface Heard<Data> {
  data?: Data | null;
  errors?: readonly GraphQLFormattedError[];
}

interface Listening<Data> {
  next: (heard: Heard<Data>) => void;
  /** With the errors that the server tells, or with what has broken the line. */
  error: (error: unknown) => void;
  complete: () => void;
}

export interface Line {
  subscribe: <Data>(query: string, variables: Record<string, unknown>, listening: Listening<Data>) => void;
  stop: () => void;
}

export interface LineOptions {
  url: string;
  token: string;
  transport: Transport;
  onConnected: () => void;
  onClosed: (code: number) => void;
}

/** Each one is passed on by a proxy, and answered: with dozens of lines, more often would be most of what a test does. */
const PING_MILLISECONDS = 600;
const PONG_WITHIN_MILLISECONDS = 1_500;
/** What a stream that has ended without an error counts as. */
const ENDED = 1006;

export function openLine(options: LineOptions): Line {
  return options.transport === 'WebSocket' ? openSocket(options) : openStreams(options);
}

/** Comes back by itself, with the same operations. */
function openSocket({ url, token, onConnected, onClosed }: LineOptions): Line {
  let socket: WebSocket | undefined;
  let patience: NodeJS.Timeout | undefined;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: Infinity,
    shouldRetry: () => true,
    // Dozens of lines come again at once, while the server and the database need the processor to come back.
    retryWait: () => pause(100),
    keepAlive: PING_MILLISECONDS,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      connected: onConnected,
      ping: (isOfServer) => {
        if (isOfServer) return;
        clearTimeout(patience);
        const pinged = socket;
        // The library's own way would go on receiving from the line that it gives up, once that flows again.
        patience = setTimeout(() => pinged?.terminate(), PONG_WITHIN_MILLISECONDS);
      },
      pong: () => {
        clearTimeout(patience);
      },
      closed: (event) => {
        clearTimeout(patience);
        onClosed((event as { code: number }).code);
      },
    },
  });
  return {
    subscribe: <Data>(query: string, variables: Record<string, unknown>, listening: Listening<Data>) =>
      void client.subscribe<Data>({ query, variables }, listening),
    stop: () => {
      // It waits for a line that is just being opened, and fails when that does.
      Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

/** A stream for each operation; one that breaks is over. */
function openStreams({ url, token, onConnected, onClosed }: LineOptions): Line {
  const client = createStreamClient({
    url: `${url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: onConnected },
  });
  return {
    subscribe: <Data>(query: string, variables: Record<string, unknown>, listening: Listening<Data>) =>
      void client.subscribe<Data>(
        { query, variables },
        {
          next: (heard) => {
            listening.next(heard as Heard<Data>);
          },
          error: (error) => {
            onClosed(ENDED);
            listening.error(error);
          },
          complete: () => {
            onClosed(ENDED);
            listening.complete();
          },
        },
      ),
    stop: () => {
      client.dispose();
    },
  };
}
