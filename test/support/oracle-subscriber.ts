/** A subscriber that comes back for as long as it lives, goes on from its newest cursor, and begins afresh when it is told to. */
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { toSeen } from './check-events';
import { openLine, type Line, type Transport } from './oracle-line';
import { post } from './start-test-app';

/** What every event and every state has; the rest depends on what was selected. */
export interface Received {
  cursor: string;
  position: number;
  [field: string]: unknown;
}

/** As an event is pushed. */
interface Edge {
  cursor: string;
  previousCursor: string | null;
  node: { position: number; [field: string]: unknown };
}

/** What it has received one after the other, with nothing missing in between if all is well. */
export interface Stretch {
  /** Where it began: what it was given at first, or had from the state that it read afresh. */
  cursor: string | undefined;
  received: Received[];
}

export interface Subscription {
  /** Where it connects: as a rule a proxy, that leads to one server or another. */
  url: string;
  token: string;
  transport?: Transport;
  /** The field of the subscription whose value is received. */
  field: string;
  query: string;
  variables: Record<string, unknown>;
  /** Where events are asked for from; undefined for what is new, and for a state. */
  after?: string | undefined;
}

export interface OracleSubscriber {
  /** A new one begins with every RESYNC; that of a state also with every line, because a state tells nobody where it was. */
  stretches: Stretch[];
  /** How often it was told RESYNC. */
  resyncs: () => number;
  /** All of it, in order. */
  received: Received[];
  /** What must not happen: errors that are no outage, and ends that nobody asked for. */
  faults: string[];
  /** Code with which each line has ended. */
  closings: number[];
  /** The newest stretch. */
  stretch: () => Stretch;
  isConnected: () => boolean;
  /** Resolves when the condition holds; looked at whenever something happens to the subscriber, or `signal` ends. */
  until: (holds: () => boolean, signal?: AbortSignal) => Promise<void>;
  /** Asks something over the same socket: all that the server had sent before is received then. */
  roundTrip: () => Promise<void>;
  stop: () => void;
}

/** Dozens come again at once, while the server and the database need the processor to come back. */
const AGAIN_MILLISECONDS = 100;

interface State {
  subscription: Subscription;
  subscriber: Pick<OracleSubscriber, 'stretches' | 'received' | 'faults' | 'closings'>;
  line: { connected: boolean; stopped: boolean; resyncs: number };
  look: () => void;
}

export function openSubscriber(subscription: Subscription): OracleSubscriber {
  const looking = new Set<() => void>();
  const state: State = {
    subscription,
    subscriber: { stretches: [{ cursor: subscription.after, received: [] }], received: [], faults: [], closings: [] },
    line: { connected: false, stopped: false, resyncs: 0 },
    look: () => {
      for (const look of [...looking]) look();
    },
  };
  const line = openLineOf(state);
  begin(line, state);
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
    resyncs: () => state.line.resyncs,
    stretch: () => newest(state),
    isConnected: () => state.line.connected,
    until,
    roundTrip: () =>
      new Promise((resolve) => {
        const over = (): void => {
          resolve();
        };
        // Each stream has a line of its own.
        if (subscription.transport === 'EventStream') over();
        else line.subscribe('{ __typename }', {}, { next: () => undefined, error: over, complete: over });
      }),
    stop: () => {
      state.line.stopped = true;
      line.stop();
    },
  };
}

function newest({ subscriber }: State): Stretch {
  const last = subscriber.stretches.at(-1);
  if (last === undefined) throw new Error('A subscriber has a stretch from the beginning.');
  return last;
}

function openLineOf(state: State): Line {
  const { subscription, subscriber, line, look } = state;
  return openLine({
    url: subscription.url,
    token: subscription.token,
    transport: subscription.transport ?? 'WebSocket',
    onConnected: () => {
      line.connected = true;
      if (isState(subscription)) beginStretch(state, undefined);
      look();
    },
    onClosed: (code) => {
      line.connected = false;
      subscriber.closings.push(code);
      look();
    },
  });
}

function beginStretch(state: State, cursor: string | undefined): void {
  state.subscriber.stretches.push({ cursor, received: [] });
}

/** Subscribes; and again after an outage of the database, which the server tells as an error. */
function begin(line: Line, state: State): void {
  const { subscription, subscriber, look } = state;
  let told: readonly GraphQLFormattedError[] | undefined;
  const variables = {
    ...subscription.variables,
    get after() {
      const { cursor, received } = newest(state);
      return received.at(-1)?.cursor ?? cursor;
    },
  };
  const end = (errors: readonly GraphQLFormattedError[] | undefined, fault: string | undefined): void => {
    if (state.line.stopped) return;
    if (isOnly(errors, 'RESYNC')) void beginAfresh(line, state);
    else if (fault === undefined || isOnly(errors, 'UNAVAILABLE')) void beginAgain(line, state);
    else subscriber.faults.push(fault);
    look();
  };
  line.subscribe<Record<string, Received | Edge>>(
    subscription.query,
    isState(subscription) ? subscription.variables : variables,
    {
      next: ({ data, errors }) => {
        told = errors;
        const pushed = data?.[subscription.field];
        if (errors === undefined && pushed !== undefined) {
          const value = isEdge(pushed) ? toSeen(pushed) : pushed;
          newest(state).received.push(value);
          subscriber.received.push(value);
        } else if (!isOnly(errors, 'UNAVAILABLE') && !isOnly(errors, 'RESYNC')) {
          subscriber.faults.push(`Received ${JSON.stringify({ data, errors })}`);
        }
        look();
      },
      error: (error) => {
        const isBroken = !Array.isArray(error) && subscription.transport === 'EventStream';
        const errors = Array.isArray(error) ? (error as GraphQLFormattedError[]) : undefined;
        end(errors, isBroken ? undefined : `Ended with ${describe(error)}`);
      },
      complete: () => {
        // A stream that is cut off between two messages has simply ended.
        const isBroken = told === undefined && subscription.transport === 'EventStream';
        end(told, isBroken ? undefined : 'The server completed it.');
      },
    },
  );
}

async function beginAgain(line: Line, state: State): Promise<void> {
  await pause(AGAIN_MILLISECONDS);
  if (!state.line.stopped) begin(line, state);
}

/** Reads the state, and goes on from the cursor that comes with it, as whoever is told RESYNC is advised to. */
async function beginAfresh(line: Line, state: State): Promise<void> {
  const { subscription, look } = state;
  state.line.resyncs += 1;
  const cursor = isState(subscription) ? undefined : await readCursor(state);
  if (state.line.stopped) return;
  beginStretch(state, cursor);
  begin(line, state);
  look();
}

async function readCursor({ subscription, line }: State): Promise<string | undefined> {
  while (!line.stopped) {
    const { url, token } = subscription;
    const answer = await post<{ progress: { cursor: string } | null }, object>(
      url,
      '{ progress { cursor } }',
      {},
      token,
    ).catch(() => undefined);
    const cursor = answer?.data?.progress?.cursor;
    if (cursor !== undefined) return cursor;
    await pause(AGAIN_MILLISECONDS);
  }
  return undefined;
}

function isEdge(pushed: Received | Edge): pushed is Edge {
  return 'node' in pushed;
}

function isState({ field }: Subscription): boolean {
  return field === 'progress';
}

function isOnly(errors: readonly GraphQLFormattedError[] | undefined, code: string): boolean {
  return errors?.every(({ extensions }) => extensions?.['code'] === code) === true;
}

function describe(error: unknown): string {
  const { code, reason, message } = (error ?? {}) as { code?: number; reason?: string; message?: string };
  return Array.isArray(error) ? JSON.stringify(error) : `${code ?? ''} ${reason ?? ''} ${message ?? ''}`;
}
