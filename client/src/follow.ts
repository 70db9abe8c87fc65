/** A state and the events after it, joined: what is shown is read once, and moved on by what happens. */
import type { Ask, Given } from './ask.ts';
import { GiaoBanError } from './fault.ts';
import { LinkedAbort } from './linked-abort.ts';
import { toPayload, type Answer, type Document, type GraphQLErrors, type Payload } from './operation.ts';
import { readOperation } from './operation-text.ts';
import type { Staleness } from './staleness.ts';
import type { Subscribed } from './subscription.ts';

export interface Followed<State, Event, Variables> {
  /** A query that answers with the `cursor` at which it is true. */
  state: Document<State, Variables>;
  /** A subscription that takes `after: $after`, and selects `cursor`, `previousCursor` and `node`. */
  events: Document<Event, Variables & { after?: string | null }>;
  /** For both. */
  variables?: Variables;
  /** Where the state has its cursor; in its first field, unless this says otherwise. */
  cursorOf?: (state: State) => string | null | undefined;
}

export interface Follower<State, Event> {
  /** The whole state, at first and whenever it cannot be moved on by events: forget what there was. */
  onState: (state: State, why: 'BEGIN' | Staleness) => void;
  /** Each event after the state, once and in order. */
  onEvent: (event: Event) => void;
  /** It is over: what trying again does not solve. */
  onError: (error: unknown) => void;
}

interface Means {
  closed: AbortSignal;
  ask: Ask;
  keep: (subscribed: Subscribed) => Promise<void>;
  onStale: (listener: (why: Staleness) => void) => () => void;
}

/** Returns what ends it. */
export function follow<State, Event, Variables>(
  means: Means,
  followed: Followed<State, Event, Variables>,
  follower: Follower<State, Event>,
): () => void {
  const stopped = new LinkedAbort(means.closed);
  const { signal } = stopped;
  const { state, variables, cursorOf = cursorOfFirst } = followed;
  const payload = payloadOf(followed);
  let day: LinkedAbort | undefined;
  const leaveDay = means.onStale((why) => {
    if (why === 'DAY_TURNED') day?.abort();
  });

  const begin = async (why: 'BEGIN' | Staleness): Promise<string | undefined> => {
    const read = await means.ask(state, ...([variables, signal] as Given<Variables>));
    const cursor = cursorOf(read);
    if (typeof cursor !== 'string') throw new Error('The state has no cursor. Select it, or give cursorOf.');
    follower.onState(read, why);
    return cursor;
  };
  let refusal: GraphQLErrors = [];
  const next = ({ data, errors = [] }: Answer): void => {
    refusal = errors;
    if (!signal.aborted && data != null) follower.onEvent(data as Event);
  };
  const run = async (): Promise<void> => {
    let why: 'BEGIN' | Staleness = 'BEGIN';
    while (!signal.aborted) {
      const first = why;
      day = new LinkedAbort(signal);
      await means.keep({ payload, next, begin: () => begin(first), onGap: begin, signal: day.signal });
      day.release();
      if (!day.signal.aborted) throw new GiaoBanError(refusal);
      why = 'DAY_TURNED';
    }
  };
  const leave = (): void => {
    stopped.release();
    leaveDay();
  };
  run()
    .catch((error: unknown) => {
      if (!signal.aborted) follower.onError(error);
    })
    .finally(leave);
  return () => {
    stopped.abort();
    leave();
  };
}

/** Each document gets those of the variables that it declares. */
function payloadOf<State, Event, Variables>({ events, variables }: Followed<State, Event, Variables>): Payload {
  const payload = toPayload(events, variables as Variables & { after?: string | null });
  const { variables: declared = [], after } = readOperation(payload.query) ?? {};
  if (after === undefined) {
    throw new Error('The subscription to events must take $after: Cursor, and give it to its field: (after: $after).');
  }
  const given = Object.entries(payload.variables ?? {}).filter(([name]) => declared.includes(name) && name !== after);
  return { ...payload, variables: Object.fromEntries(given) };
}

function cursorOfFirst(state: unknown): string | undefined {
  const root = Object.values(state ?? {})[0] as { cursor?: unknown } | null | undefined;
  return typeof root?.cursor === 'string' ? root.cursor : undefined;
}
