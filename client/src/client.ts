/** What an application and the adapters for Apollo Client, urql and Relay hold in hand: one server, by whatever transport. */
import { openAsk, type Ask } from './ask.ts';
import { StatusBoard, type ConnectionStatus } from './connection-status.ts';
import { chooseTransports, isReachable } from './choose-transports.ts';
import { GiaoBanError } from './fault.ts';
import { follow, type Followed, type Follower } from './follow.ts';
import { Identity, type Identify } from './identity.ts';
import { Line } from './line.ts';
import { LinkedAbort } from './linked-abort.ts';
import type { Payload, Sink } from './operation.ts';
import { Pace } from './pace.ts';
import { openPatientFetch } from './patient-fetch.ts';
import { readServerAddress } from './server-address.ts';
import { StalenessBoard, type Staleness } from './staleness.ts';
import { Subscription, type Gap, type Subscribed } from './subscription.ts';

export type { ConnectionStatus } from './connection-status.ts';
export { GiaoBanError, type Identification } from './fault.ts';
export type { Followed, Follower } from './follow.ts';
export type { Identify } from './identity.ts';
export type { Answer, Document, Payload, Sink } from './operation.ts';
export type { Staleness } from './staleness.ts';

export interface ClientOptions {
  /** The address of the server, as `https://example.org`, in a page also relative to it; `/graphql` and `/graphql/stream` are below it. */
  url: string;
  /** Asked at each connect and each request: `() => ({ authorization: 'Bearer …' })`. */
  identify?: Identify;
  /** WebSocket, and event streams where it does not get through; or one of the two alone. */
  transport?: 'automatic' | 'websocket' | 'sse';
  /** In Node before 22: `WebSocket` of the package `ws`. */
  webSocketImpl?: unknown;
  fetch?: typeof globalThis.fetch;
  /** The longest pause between two attempts, in milliseconds. */
  longestWait?: number;
  /**
   * Milliseconds of silence after which a WebSocket is asked for a sign of life; it gets as long again. An event stream, and an
   * answer to a query, get three times as long: more than lies between two pings of the server (`PING_SECONDS`).
   */
  quiet?: number;
  /** Milliseconds after which WebSocket is tried again where it did not get through. */
  retryWebSocketAfter?: number;
}

export interface Client {
  /** Outlives lost connections, restarts, RESYNC; in the form of graphql-ws. Returns what ends it. */
  subscribe: <Data = Record<string, unknown>>(payload: Payload, sink: Sink<Data>) => () => void;
  /** A query: waits while the server is away. Rejects with a GiaoBanError. */
  query: Ask;
  /** A mutation: sent again only if its input has an idempotencyKey, by which it is recorded once. */
  mutate: Ask;
  /** A state and the events after it. Returns what ends it. */
  follow: <State, Event, Variables>(
    followed: Followed<State, Event, Variables>,
    follower: Follower<State, Event>,
  ) => () => void;
  /** `fetch` for the HTTP links of other clients: waits while the server is away, with the newest token each time. */
  fetch: typeof globalThis.fetch;
  /** After a login or a logout: asks `identify` again, and comes back with what it says. Subscriptions go on where they were. */
  reconnect: () => void;
  readonly status: ConnectionStatus;
  onStatus: (listener: (status: ConnectionStatus) => void) => () => void;
  /** Called when everything that was read must be asked for again. Subscriptions already go on from a place before which nothing is asked. */
  onStale: (listener: (why: Staleness) => void) => () => void;
  dispose: () => void;
}

const LONGEST_WAIT = 5_000;
const QUIET = 10_000;
/** So many times as long as a socket may be silent may an answer take at first. */
const PATIENCE = 3;
const RETRY_WEBSOCKET_AFTER = 300_000;
const DAY = `subscription DayTurned($after: Cursor) {
  eventRecorded(kinds: [DAY_TURNED], after: $after) { cursor previousCursor node { position } }
}`;
const HEAD = '{ progress { cursor } }';

export function createClient(options: ClientOptions): Client {
  const { longestWait = LONGEST_WAIT, quiet = QUIET } = options;
  const url = readServerAddress(options.url);
  const closing = new AbortController();
  const closed = closing.signal;
  const identity = new Identity(options.identify ?? (() => ({})));
  // Browsers insist that fetch is called as their own.
  const bareFetch: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const patientFetch = openPatientFetch({
    identity,
    fetch: bareFetch,
    patience: quiet * PATIENCE,
    longestWait,
    closed,
  });
  const ask = openAsk(url, patientFetch);
  const means = { ...options, url, quiet, identity, fetch: bareFetch };
  const transports = chooseTransports(means);
  const status = new StatusBoard(transports.preferred.name);
  const line = new Line({
    ...transports,
    identity,
    status,
    isReachable: () => isReachable(means),
    retryPreferredAfter: options.retryWebSocketAfter ?? RETRY_WEBSOCKET_AFTER,
    longestWait,
    closed,
  });
  const keep = (given: Subscribed): Promise<void> => keepSubscribed(line, longestWait, closed, given);
  const readHead = openReadHead(ask);
  const subscribe: Client['subscribe'] = (payload, sink) => {
    const stopped = new AbortController();
    const next = sink.next as Sink['next'];
    const onGap = (why: Gap): Promise<string | undefined> => staleness.fillGap(why);
    tell(sink, closed, keep({ payload, next, signal: stopped.signal, begin: readHead, onGap }));
    return () => {
      stopped.abort();
    };
  };
  const staleness = new StalenessBoard(readHead, (onDay) => {
    const nothing = (): void => undefined;
    return subscribe({ query: DAY }, { next: onDay, error: nothing, complete: nothing });
  });
  const onStale: Client['onStale'] = (listener) => staleness.add(listener);
  return {
    subscribe,
    query: ask,
    mutate: ask,
    fetch: patientFetch,
    follow: (followed, follower) => follow({ ask, onStale, keep, closed }, followed, follower),
    reconnect: line.reconnect,
    get status() {
      return status.current;
    },
    onStatus: (listener) => status.listeners.add(listener),
    onStale,
    dispose: () => {
      closing.abort();
    },
  };
}

async function keepSubscribed(line: Line, longestWait: number, closed: AbortSignal, given: Subscribed): Promise<void> {
  const over = new LinkedAbort(given.signal, closed);
  try {
    await new Subscription(line, new Pace(longestWait, over.signal), { ...given, signal: over.signal }).run();
  } finally {
    over.release();
  }
}

/** As graphql-ws does: the errors of GraphQL as they are, and `complete` for what was called off. */
function tell({ error, complete }: Omit<Sink, 'next'>, closed: AbortSignal, over: Promise<void>): void {
  over.then(complete, (reason: unknown) => {
    if (closed.aborted) complete();
    else error(reason instanceof GiaoBanError ? reason.errors : reason);
  });
}

/** The newest place in the log; undefined for who may not see it. */
function openReadHead(ask: Ask): () => Promise<string | undefined> {
  return async () => {
    try {
      return (await ask<{ progress: { cursor: string } | null }, unknown>(HEAD)).progress?.cursor;
    } catch (error) {
      if (error instanceof GiaoBanError && error.code !== 'UNAUTHENTICATED') return undefined;
      throw error;
    }
  };
}
