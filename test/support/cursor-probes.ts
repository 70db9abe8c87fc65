/** Asks for what comes after a cursor in every way that there is: refused, or the positions that come. */
import type { GraphQLFormattedError } from 'graphql';
import { Role } from '../../src/access/viewer';
import { follow } from './follow';
import { ROOT } from './oracle-tree';
import { openRawEventStream } from './raw-event-stream';
import { post, tokenFor, type Answer } from './start-test-app';

/** A code, or positions. */
type Found = string | number[];

export interface Probed {
  /** Of the page of events after it, and of that before it. */
  after: Found;
  before: Found;
  socket: Found;
  stream: Found;
  lastEventId: Found;
}

const EVENTS = 'subscription ($after: Cursor) { congressChanged(after: $after) { node { position } } }';

interface Event {
  congressChanged: { node: { position: number } };
}

/** `until`: position of the last entry that there is; it must come after the cursor, if that is of the log. */
export async function probe(url: string, cursor: string, until: number): Promise<Probed> {
  const token = await tokenFor(Role.REPORTER, ROOT);
  return {
    after: await page(url, token, 'first: 100, after', cursor),
    before: await page(url, token, 'last: 100, before', cursor),
    socket: await overSocket(url, token, cursor, until),
    stream: await overStream(url, token, { variables: { after: cursor } }, until),
    lastEventId: await overStream(url, token, { headers: { 'last-event-id': cursor } }, until),
  };
}

interface Page {
  events: { edges: { node: { position: number } }[] } | null;
}

function codeIn(errors: readonly GraphQLFormattedError[] | undefined): string | undefined {
  return errors?.[0]?.extensions?.['code'] as string | undefined;
}

async function page(url: string, token: string, range: string, cursor: string): Promise<Found> {
  const query = `query ($cursor: Cursor) { events(${range}: $cursor) { edges { node { position } } } }`;
  for (;;) {
    const { data, errors }: Answer<Page> = await post(url, query, { cursor }, token);
    const code = codeIn(errors);
    // The database has only just been replaced.
    if (code === 'UNAVAILABLE') continue;
    return code ?? (data?.events?.edges ?? []).map(({ node }) => node.position);
  }
}

async function overSocket(url: string, token: string, cursor: string, until: number): Promise<Found> {
  const follower = follow<Event, { after: string }>(url, EVENTS, { after: cursor }, token);
  const read = async (): Promise<Found> => {
    for (let count = 1; ; count += 1) {
      const positions = (await follower.waitFor(count)).map(({ congressChanged }) => congressChanged.node.position);
      if (positions.at(-1) === until) return positions;
    }
  };
  const refused = follower.ended.then((errors) => codeIn(errors) ?? 'NONE');
  const found = await Promise.race([read().catch(() => refused), refused]);
  await follower.stop();
  return found;
}

async function overStream(
  url: string,
  token: string,
  { variables = {}, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> },
  until: number,
): Promise<Found> {
  const stream = await openRawEventStream(url, { query: EVENTS, variables }, { token, headers });
  const positions: number[] = [];
  try {
    for (;;) {
      const { data } = await stream.next();
      const code = codeIn(data?.errors);
      if (code !== undefined) return code;
      const { position } = (data?.data as Event | undefined)?.congressChanged.node ?? { position: -1 };
      positions.push(position);
      if (position === until) return positions;
    }
  } finally {
    stream.leave();
  }
}
