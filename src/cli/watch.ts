/** `giaoban watch`: prints the events of a running server as they come, and reconnects after a broken line. */
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Client, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import { Problem } from '../problem';
import type { Stopping } from '../process/stopping';
import { openVoice, printLine } from '../process/voice';
import { plain } from '../words/message';

const FIRST_RETRY_MILLISECONDS = 250;
const LAST_RETRY_MILLISECONDS = 5_000;

export interface WatchOptions {
  url: string;
  token?: string;
  within?: string;
  after?: string;
}

interface WatchedEdge {
  cursor: string;
  node: WatchedEvent;
}

interface WatchedEvent {
  position: number;
  kind: string;
  recordedAt: string;
  by: string | null;
  congress: { heldOn: string | null; plannedOn: string | null; organization: { code: string; name: string } } | null;
  progress: { completed: number; planned: number; organization: { code: string } }[];
}

const DOCUMENT = `subscription Watch($within: String, $after: Cursor) {
  congressChanged(within: $within, after: $after) {
    cursor
    node {
      position kind recordedAt by
      congress { heldOn plannedOn organization { code name } }
      progress { completed planned organization { code } }
    }
  }
}`;

export async function watch({ url, token, within, after }: WatchOptions, { signal }: Stopping): Promise<void> {
  // There is nothing to clean up.
  signal.addEventListener('abort', () => process.exit(0));
  process.stdout.once('error', () => process.exit(0));
  const client = openClient(readUrl(url), token, within);
  // The client sends the same operation again after a broken line: the getter gives it the newest cursor then. Without a
  // cursor, events would be missed when the line breaks before the first one.
  let newest = after ?? (await readCursor(client, within));
  const variables = {
    within: within ?? null,
    get after() {
      return newest;
    },
  };
  await follow(client, variables, ({ cursor, node }) => {
    newest = cursor;
    printLine(process.stdout, toLine(node));
  });
}

/** The address of the API over HTTP is accepted, too. */
function readUrl(text: string): string {
  const address = text.trim().replace(/^http(s?):/i, 'ws$1:');
  if (/^wss?:\/\//i.test(address) && URL.canParse(address) && new URL(address).hash === '') return address;
  throw new Problem(
    'BAD_USER_INPUT',
    plain`--url is "${text}", which is not a WebSocket address. Write it as ws://127.0.0.1:4000/graphql, or with wss://.`,
  );
}

function openClient(url: string, token: string | undefined, within: string | undefined): Client {
  const { say } = openVoice(process.stderr);
  let isUp = false;
  let wasUp = false;
  let isTold = false;
  let fault: unknown;
  return createClient({
    url,
    webSocketImpl: WebSocket,
    // The cursor and the events come over the same socket.
    lazyCloseTimeout: 1_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (event) => findRefusal(event) === undefined,
    retryWait: async (retries) => {
      const ceiling = Math.min(LAST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** retries);
      await pause(ceiling * (0.5 + Math.random() / 2));
    },
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
    on: {
      connecting: () => (fault = undefined),
      connected: () => {
        say(wasUp ? 'The connection is back.' : `Watching ${within ?? 'everything'} at ${url}.`);
        isUp = wasUp = true;
        isTold = false;
      },
      error: (error) => (fault = error),
      closed: (event) => {
        const cause = fault ?? event;
        if (isTold || findRefusal(cause) !== undefined) return;
        isTold = true;
        say(`${isUp ? 'Lost the connection' : `No connection to ${url}`}: ${describeLoss(cause)}; trying again.`);
        isUp = false;
      },
    },
  });
}

/** Where the log ends now. */
async function readCursor(client: Client, within: string | undefined): Promise<string> {
  const query = 'query Now($within: String) { progress(within: $within) { cursor } }';
  let cursor: string | undefined;
  await run(client, { query, variables: { within } }, ({ progress }: { progress: { cursor: string } | null }) => {
    cursor = progress?.cursor;
  });
  if (cursor !== undefined) return cursor;
  throw new Problem('UNAVAILABLE', plain`The server did not say where its log ends.`);
}

async function follow(
  client: Client,
  variables: Record<string, unknown>,
  show: (edge: WatchedEdge) => void,
): Promise<void> {
  await run(client, { query: DOCUMENT, variables }, ({ congressChanged }: { congressChanged: WatchedEdge }) => {
    show(congressChanged);
  });
  throw new Problem('UNAVAILABLE', plain`The server has ended the subscription.`);
}

/** Resolves when the server has given all that it has to give. */
async function run(client: Client, payload: SubscribePayload, take: (data: never) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.subscribe<object>(payload, {
      next: ({ data, errors }) => {
        if (errors?.[0] !== undefined) reject(new Problem('BAD_REQUEST', plain`${errors[0].message}`));
        else if (data !== undefined && data !== null) take(data as never);
      },
      error: (error) => {
        reject(toError(error));
      },
      complete: resolve,
    });
  }).catch((error: unknown) => {
    void client.dispose();
    throw error;
  });
}

function toError(error: unknown): Error {
  if (Array.isArray(error)) {
    return new Problem('BAD_REQUEST', plain`${(error as Error[]).map(({ message }) => message).join(' ')}`);
  }
  return (
    findRefusal(error) ?? (error instanceof Error ? error : new Problem('UNAVAILABLE', plain`${describeLoss(error)}`))
  );
}

/** `53982 CONGRESS_COMPLETED 01.002.0018 Tổ chức … 2020-02-28 | 01.002.0018 1/1, …, VN 296/53482 | demo-reporter`. */
function toLine({ position, kind, congress, progress, by }: WatchedEvent): string {
  const day = congress?.heldOn === null ? congress.plannedOn : congress?.heldOn;
  const where = congress === null ? '' : ` ${congress.organization.code} ${congress.organization.name}`;
  const totals = progress.map(({ organization, completed, planned }) => `${organization.code} ${completed}/${planned}`);
  return `${position} ${kind}${where}${day == null ? '' : ` ${day}`} | ${totals.join(', ')} | ${by ?? 'system'}`;
}

/** What is known of a connection that was lost. */
interface Loss {
  code?: unknown;
  reason?: unknown;
  message?: unknown;
  error?: { code?: unknown };
}

/** Closing codes after which trying again helps: the line broke, the server restarts, or it has too much to do. */
const BROKEN: readonly unknown[] = [1001, 1005, 1006, 1012, 1013, 1014, 4408, 4499, 4504];

/** Why the server does not want this client; undefined when only the line broke. */
function findRefusal(event: unknown): Problem | undefined {
  const { code, reason, message } = lossOf(event);
  if (typeof code === 'number') {
    if (BROKEN.includes(code)) return undefined;
    return new Problem('FORBIDDEN', plain`${textOf(reason) ?? `The server closed the connection with code ${code}.`}`);
  }
  const status = /^Unexpected server response: (\d+)$/.exec(textOf(message) ?? '')?.[1];
  if (status === undefined || status.startsWith('5')) return undefined;
  return new Problem(
    'NOT_FOUND',
    plain`The server answers ${status} there. Use the address of its GraphQL endpoint, such as ws://127.0.0.1:4000/graphql.`,
  );
}

/** A few words on why a line broke. */
function describeLoss(event: unknown): string {
  const { code, reason, message, error } = lossOf(event);
  const words = textOf(message) ?? textOf(reason)?.replace(/\.$/, '') ?? textOf(error?.code);
  return words ?? (typeof code === 'number' && code !== 1006 ? `code ${code}` : 'the line broke');
}

function lossOf(event: unknown): Loss {
  return typeof event === 'object' && event !== null ? event : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
