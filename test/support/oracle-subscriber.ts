/** A subscriber over graphql-ws that comes back for as long as it lives, and goes on from its newest cursor. */
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** What every event and every state has; the rest depends on what was selected. */
export interface Received {
  cursor: string;
  position: number;
  [field: string]: unknown;
}

export interface Subscription {
  /** Where it connects: as a rule a proxy, that leads to one server or another. */
  url: string;
  token: string;
  /** The field of the subscription whose value is received. */
  field: string;
  query: string;
  variables: Record<string, unknown>;
  /** Where events are asked for from; undefined for what is new, and for a state. */
  after?: string | undefined;
}

export interface OracleSubscriber {
  received: Received[];
  /** What must not happen: errors that are no outage, and ends that nobody asked for. */
  faults: string[];
  /** Code with which each line has ended. */
  closings: number[];
  /** Position of the newest thing received; -1 before. */
  position: () => number;
  isConnected: () => boolean;
  /** Resolves when the condition holds; looked at whenever something happens to the subscriber, or `signal` ends. */
  until: (holds: () => boolean, signal?: AbortSignal) => Promise<void>;
  /** Asks something over the same socket: all that the server had sent before is received then. */
  roundTrip: () => Promise<void>;
  stop: () => void;
}

const PING_MILLISECONDS = 200;
const PONG_WITHIN_MILLISECONDS = 1_500;

interface State {
  subscription: Subscription;
  subscriber: Pick<OracleSubscriber, 'received' | 'faults' | 'closings'>;
  line: { connected: boolean; stopped: boolean };
  look: () => void;
}

export function openSubscriber(subscription: Subscription): OracleSubscriber {
  const looking = new Set<() => void>();
  const state: State = {
    subscription,
    subscriber: { received: [], faults: [], closings: [] },
    line: { connected: false, stopped: false },
    look: () => {
      for (const look of [...looking]) look();
    },
  };
  const { received } = state.subscriber;
  const client = openClient(state);
  begin(client, state);
  const until: OracleSubscriber['until'] = (holds, signal) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds() && signal?.aborted !== true) return;
        looking.delete(look);
        signal?.removeEventListener('abort', look);
        resolve();
      };
      looking.add(look);
      signal?.addEventListener('abort', look);
      look();
    });
  return {
    ...state.subscriber,
    position: () => received.at(-1)?.position ?? -1,
    isConnected: () => state.line.connected,
    until,
    roundTrip: () =>
      new Promise((resolve) => {
        client.subscribe(
          { query: '{ __typename }' },
          {
            next: () => undefined,
            error: () => {
              resolve();
            },
            complete: resolve,
          },
        );
      }),
    stop: () => {
      state.line.stopped = true;
      // It waits for a line that is just being opened, and fails when that does.
      Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

function openClient({ subscription, subscriber, line, look }: State): Client {
  let socket: WebSocket | undefined;
  let patience: NodeJS.Timeout | undefined;
  return createClient({
    url: `${subscription.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${subscription.token}` },
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: () => pause(20),
    keepAlive: PING_MILLISECONDS,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      connected: () => {
        line.connected = true;
        look();
      },
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
        line.connected = false;
        subscriber.closings.push((event as { code: number }).code);
        look();
      },
    },
  });
}

/** Subscribes; and again after an outage of the database, which the server tells as an error. */
function begin(client: Client, state: State): void {
  const { subscription, subscriber, line, look } = state;
  const { received, faults } = subscriber;
  let isOutage = false;
  const variables = {
    ...subscription.variables,
    get after() {
      return received.at(-1)?.cursor ?? subscription.after;
    },
  };
  const end = (fault: string | undefined): void => {
    if (line.stopped) return;
    if (fault !== undefined) faults.push(fault);
    look();
    if (fault === undefined)
      void pause(20).then(() => {
        if (!line.stopped) begin(client, state);
      });
  };
  client.subscribe<Record<string, Received>>(
    { query: subscription.query, variables: isState(subscription) ? subscription.variables : variables },
    {
      next: ({ data, errors }) => {
        isOutage = errors !== undefined && isUnavailable(errors);
        const value = data?.[subscription.field];
        if (errors === undefined && value !== undefined) received.push(value);
        else if (!isOutage) faults.push(`Received ${JSON.stringify({ data, errors })}`);
        look();
      },
      error: (error) => {
        end(isUnavailable(error) ? undefined : `Ended with ${describe(error)}`);
      },
      complete: () => {
        end(isOutage ? undefined : 'The server completed it.');
      },
    },
  );
}

function isState({ field }: Subscription): boolean {
  return field === 'progress';
}

function isUnavailable(error: unknown): boolean {
  if (!Array.isArray(error)) return false;
  const errors = error as readonly GraphQLFormattedError[];
  return errors.every(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
}

function describe(error: unknown): string {
  const { code, reason, message } = (error ?? {}) as { code?: number; reason?: string; message?: string };
  return Array.isArray(error) ? JSON.stringify(error) : `${code ?? ''} ${reason ?? ''} ${message ?? ''}`;
}
