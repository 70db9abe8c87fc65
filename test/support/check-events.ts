/** What a log must show after the worst has happened, read over the API and recounted in the database. */
import { expect } from '@jest/globals';
import { openDataSource } from '../../src/database/open-data-source';
import { ENTITIES, MIGRATIONS } from '../../src/entities';
import type { Difference } from '../../src/progress/verify-difference';
import { verify } from '../../src/progress/verify';
import { ProgressDocument } from '../generated/operations';
import { post, requireData, type Answer } from './start-test-app';

interface Place {
  cursor: string;
  previousCursor: string | null;
}

/** What the checks need of an event. */
export interface Seen extends Place {
  position: number;
  kind: string;
  congress?: { organization: { code: string } } | null;
}

export type Edge = Place & { node: Omit<Seen, keyof Place> };

/** An event with its place among those that were asked for. */
export function toSeen<Event extends object>({ node, ...place }: Place & { node: Event }): Event & Place {
  return { ...node, ...place };
}

export interface Head {
  cursor: string;
  position: number;
}

export async function readHeadOf(url: string, token: string | null): Promise<Head> {
  const { progress } = requireData(await post(url, ProgressDocument, {}, token));
  if (progress === null) throw new Error('There is no progress.');
  return { cursor: progress.cursor, position: progress.position };
}

const EVENTS_AFTER = `query EventsAfter($after: Cursor, $within: String) {
  events(first: 200, after: $after, within: $within) {
    pageInfo { hasNextPage endCursor }
    edges { cursor previousCursor node { position kind ... on CongressEvent { congress { organization { code } } } } }
  }
}`;

interface EventsPage {
  events: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; edges: Edge[] };
}

/** All events of the subtree after the cursor, page by page. */
export async function readEventsAfter(
  url: string,
  token: string | null,
  cursor: string,
  within = 'VN',
): Promise<Seen[]> {
  const seen: Seen[] = [];
  let after: string | null = cursor;
  for (let more = true; more;) {
    const answer: Answer<EventsPage> = await post(url, EVENTS_AFTER, { after, within }, token);
    const { events } = requireData(answer);
    seen.push(...events.edges.map(toSeen));
    after = events.pageInfo.endCursor;
    more = events.pageInfo.hasNextPage;
  }
  return seen;
}

/** P5: each once, in order, none missing, and each names the one before. */
export function expectUnbroken(events: readonly Seen[], after: string): void {
  const positions = events.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  expect(events.map(({ previousCursor }) => previousCursor)).toEqual(
    [after, ...events.map(({ cursor }) => cursor)].slice(0, events.length),
  );
}

export function codesOf(events: readonly Seen[]): (string | undefined)[] {
  return events.map(({ congress }) => congress?.organization.code);
}

/** The recount of `giaoban verify`. */
export async function verifyDatabase(url: string): Promise<Difference[]> {
  const dataSource = await openDataSource({
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    onError: () => undefined,
  });
  try {
    return await verify(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
