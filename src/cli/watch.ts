/** `giaoban watch`: prints the events of a running server as they come, and comes back after a broken line. */
import type { Command } from 'commander';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { Problem } from '../problem';

interface WatchOptions {
  url: string;
  token?: string;
  within?: string;
  after?: string;
}

interface WatchedEvent {
  cursor: string;
  position: number;
  kind: string;
  recordedAt: string;
  by: string | null;
  congress: { heldOn: string | null; plannedOn: string | null; organization: { code: string; name: string } } | null;
  progress: { completed: number; planned: number; organization: { code: string } }[];
}

const DOCUMENT = `subscription Watch($within: String, $after: Cursor) {
  congressChanged(within: $within, after: $after) {
    cursor position kind recordedAt by
    congress { heldOn plannedOn organization { code name } }
    progress { completed planned organization { code } }
  }
}`;

export function addWatch(program: Command): void {
  program
    .command('watch')
    .description('Print the events of a running server as they come, a line each, until Ctrl-C.')
    .option('--url <address>', 'the WebSocket endpoint', 'ws://127.0.0.1:4000/graphql')
    .option('--token <token>', 'a token, where the server asks for one')
    .option('--within <code>', 'only the subtree of this organization')
    .option('--after <cursor>', 'everything after this cursor first')
    .action(watch);
}

async function watch({ url, token, within, after }: WatchOptions): Promise<void> {
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  process.once('SIGINT', () => void client.dispose());
  // A client sends the very same operation again after a broken line: the getter gives it the newest cursor by then.
  // Without one it would begin anew wherever the line comes back before the first event.
  let newest = after ?? (await readCursor(client, within));
  const variables = {
    within: within ?? null,
    get after() {
      return newest;
    },
  };
  await follow(client, variables, (event) => {
    newest = event.cursor;
    process.stdout.write(`${toLine(event)}\n`);
  });
}

/** Where the log ends now. */
async function readCursor(client: Client, within: string | undefined): Promise<string> {
  const query = 'query Now($within: String) { progress(within: $within) { cursor } }';
  for await (const { data, errors } of client.iterate<{ progress: { cursor: string } | null }>({
    query,
    variables: { within },
  })) {
    if (data?.progress) return data.progress.cursor;
    throw new Problem('NOT_FOUND', errors?.[0]?.message ?? 'The server did not say where its log ends.');
  }
  throw new Problem('UNAVAILABLE', 'The server did not say where its log ends.');
}

async function follow(
  client: Client,
  variables: Record<string, unknown>,
  show: (event: WatchedEvent) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.subscribe<{ congressChanged: WatchedEvent }>(
      { query: DOCUMENT, variables },
      {
        next: ({ data, errors }) => {
          if (errors?.[0] !== undefined) reject(new Problem('RESYNC', errors[0].message));
          if (data?.congressChanged) show(data.congressChanged);
        },
        error: (error) => {
          reject(
            Array.isArray(error)
              ? new Problem('BAD_REQUEST', (error as Error[]).map(({ message }) => message).join(' '))
              : toError(error),
          );
        },
        complete: resolve,
      },
    );
  });
}

function toError(error: unknown): Error {
  if (error instanceof Error) return error;
  const { code, reason } = (error ?? {}) as { code?: number; reason?: string };
  return new Problem(
    'UNAVAILABLE',
    `The server closed the connection: ${reason || String(code ?? 'no reason given')}.`,
  );
}

/** `12345 COMPLETED 01.003.0012 … held 2020-02-28; VN 296 of 53482`. */
function toLine({ position, kind, congress, progress, by }: WatchedEvent): string {
  const day = congress?.heldOn === null ? congress.plannedOn : congress?.heldOn;
  const where = congress === null ? '' : ` ${congress.organization.code} ${congress.organization.name}`;
  const totals = progress.map(({ organization, completed, planned }) => `${organization.code} ${completed}/${planned}`);
  return `${position} ${kind}${where}${day == null ? '' : ` ${day}`} | ${totals.join(', ')} | ${by ?? 'system'}`;
}
