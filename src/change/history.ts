/** What happened to one thing that is recorded: a page of its events; of many things in two statements. */
import DataLoader from 'dataloader';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { cursorOf } from '../feed/cursor';
import { positionInLog } from '../feed/find-place';
import { readEntries } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import { groupBy } from '../group-by';
import { momentOf } from '../organization/campaign-facts';
import { toEventEdge, type EventConnection, type EventsOf } from './events-of';
import type { LogEvent } from './event';
import { sizeOfHistory, type HistoryPage } from './events-page';

/** A thing whose entries have the kinds `NAME.VERB` and its id. */
interface RecordedThing {
  noun: { name: string };
  recordId: number;
}

/** What making a page takes, as fields of an answer do. */
const FIELDS_OF_PAGE = 10;

/** In order, from the first event on; what the viewer may not see is left out (P7). */
export async function historyOf<Event extends LogEvent>(
  operation: Operation,
  { noun: { name }, recordId }: RecordedThing,
  { toEvent }: Pick<EventsOf<Event>, 'toEvent'>,
  page: HistoryPage,
): Promise<EventConnection<Event>> {
  const { snapshot, viewer } = operation;
  const { head } = await snapshot.once(momentOf);
  const all = await snapshot.once(placesOfThings).load({ name, recordId, own: viewer.path.at(-1) ?? 0 });
  // The places of thousands of histories come at once, and each is a page to be made.
  await operation.haveTurn(FIELDS_OF_PAGE);
  const { size, fromEnd } = sizeOfHistory(page);
  const after = page.after == null ? 0 : await positionOf(snapshot, page.after, 'after');
  const before = page.before == null ? Infinity : await positionOf(snapshot, page.before, 'before');
  const range = all.filter(({ position }) => position > after && position < before);
  const places = fromEnd ? range.slice(Math.max(0, range.length - size)) : range.slice(0, size);
  const entries = await snapshot.once(entriesByPosition).loadMany(places.map(({ position }) => position));
  const edges = entries.map((entry) => {
    if (entry instanceof Error) throw entry;
    const previous = all.findLast(({ position }) => position < entry.position);
    if (page.after != null && (previous?.position ?? 0) <= after) {
      return toEventEdge(toEvent, entry, head.epoch, page.after);
    }
    return toEventEdge(toEvent, entry, head.epoch, previous && cursorOf(previous, head.epoch));
  });
  const [begin, end] = fromEnd
    ? [places[0]?.position ?? before, before - 1]
    : [after + 1, places.at(-1)?.position ?? after];
  return {
    edges,
    countAll: () => Promise.resolve({ count: all.length, isExact: true }),
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasPreviousPage: all.some(({ position }) => position < begin),
      hasNextPage: all.some(({ position }) => position > end),
    },
    position: Math.min(end, head.position),
  };
}

type Place = Pick<LogEntry, 'position' | 'mark'>;

interface AskedThing {
  name: string;
  recordId: number;
  /** The organization of the viewer, at and below which they see. */
  own: number;
}

const PLACES = `
  SELECT subject AS "recordId", position, mark
    FROM log_entry
   WHERE subject = ANY($1) AND split_part(kind, '.', 1) = $2 AND path @> ARRAY[$3::integer]
   ORDER BY position`;

/** Where in the log the things are, in order. Use as `snapshot.once(placesOfThings)`. */
function placesOfThings(snapshot: Snapshot): DataLoader<AskedThing, Place[], string> {
  const load = async (asked: readonly AskedThing[]): Promise<Place[][]> => {
    const found = new Map<AskedThing, Place[]>();
    // Things of one noun are one statement.
    for (const [name, alike] of groupBy(asked, (each) => each.name)) {
      const ids = alike.map(({ recordId }) => recordId);
      const rows = await snapshot.query<Place & { recordId: number }>(PLACES, [ids, name, alike[0]?.own]);
      const places = groupBy(rows, ({ recordId }) => recordId);
      for (const each of alike) found.set(each, places.get(each.recordId) ?? []);
    }
    return asked.map((each) => found.get(each) ?? []);
  };
  return new DataLoader(load, { cacheKeyFn: ({ name, recordId, own }) => `${name} ${recordId} ${own}` });
}

/** Use as `snapshot.once(entriesByPosition)`. */
function entriesByPosition(snapshot: Snapshot): DataLoader<number, LogEntry> {
  return new DataLoader((positions) => snapshot.read((manager) => readEntries(manager, positions)));
}

/** Many things are asked from one place. Use as `snapshot.once(positionsOfCursors)`. */
function positionsOfCursors(): Map<string, Promise<number>> {
  return new Map<string, Promise<number>>();
}

function positionOf(snapshot: Snapshot, cursor: string, argument: string): Promise<number> {
  const known = snapshot.once(positionsOfCursors);
  const position = known.get(cursor) ?? snapshot.read((manager) => positionInLog(manager, cursor, argument));
  known.set(cursor, position);
  return position;
}
