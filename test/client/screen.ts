/** What an application shows of a campaign that it follows with the client package, and how it came to show it. */
import WebSocket from 'ws';
import { createClient, type Client, type ClientOptions, type Staleness } from '../../client/src/client.ts';

interface State {
  progress: { completed: number; planned: number; position: number; cursor: string };
}

interface Event {
  congressChanged: { cursor: string; previousCursor: string | null; node: { position: number; kind: string } };
}

export const STATE = '{ progress { completed planned position cursor } }';
export const EVENTS = `subscription ($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind } }
}`;

export interface Screen {
  client: Client;
  /** The states that were read, with why. */
  states: { position: number; why: 'BEGIN' | Staleness }[];
  /** Positions of the events since the last state. */
  events: number[];
  /** What ended it. */
  errors: unknown[];
  /** Resolves when it shows what is asked for; rejects when it is over. */
  until: (isSo: () => boolean) => Promise<void>;
  close: () => Promise<void>;
}

/** In a hurry: a line is dead after a second, and the next attempt comes at once. */
const IMPATIENT = { quiet: 1_000, longestWait: 60, webSocketImpl: WebSocket } satisfies Partial<ClientOptions>;

export function openImpatientClient(url: string, token: string | null, options: Partial<ClientOptions> = {}): Client {
  const identify = (): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` });
  return createClient({ url, identify, ...IMPATIENT, ...options });
}

/** For clean-ups. */
export function disposerOf(client: Client): () => Promise<void> {
  return () => {
    client.dispose();
    return Promise.resolve();
  };
}

/** Shows the state of the campaign, and the events that have come after it. */
export function openScreen(client: Client): Screen {
  const states: Screen['states'] = [];
  const events: number[] = [];
  const errors: unknown[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const each of [...waiting]) each();
  };
  const stop = client.follow<State, Event, Record<string, never>>(
    { state: STATE, events: EVENTS },
    {
      onState: ({ progress }, why) => {
        states.push({ position: progress.position, why });
        events.length = 0;
        look();
      },
      onEvent: ({ congressChanged }) => {
        events.push(congressChanged.node.position);
        look();
      },
      onError: (error) => {
        errors.push(error);
        look();
      },
    },
  );
  client.onStatus(look);
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const each = (): void => {
        if (!isSo() && errors.length === 0) return;
        waiting.delete(each);
        if (isSo()) resolve();
        else reject(errors[0] instanceof Error ? errors[0] : new Error(JSON.stringify(errors[0])));
      };
      waiting.add(each);
      each();
    });
  return {
    client,
    states,
    events,
    errors,
    until,
    close: () => {
      stop();
      return disposerOf(client)();
    },
  };
}
