/** Reads one page of the log, from either end. */
import type { EntityManager } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Viewer } from '../access/viewer';
import type { Count } from '../api/connection';
import { MOST_COUNTED, upToMost } from '../api/query-keyset';
import { cursorOf, type LogPlace } from '../feed/cursor';
import type { Filter } from '../feed/filter';
import { positionInLog } from '../feed/find-place';
import type { LogEntry } from '../feed/log-entry';
import { countMatching, findLastMatching, readMatching } from '../feed/read-matching';
import { momentOf } from '../organization/campaign-facts';
import { everyEvent, toEventEdge, type EventConnection } from './events-of';
import { sizeOfPage, type EventsPage, type PageSize } from './events-page';

export async function listEvents(operation: Operation, filter: Filter, page: EventsPage): Promise<EventConnection> {
  const { snapshot } = operation;
  const { head } = await snapshot.once(momentOf);
  const range = await snapshot.read((manager) => rangeOf(manager, page, head));
  const { size, fromEnd } = range;
  const read = await snapshot.read((manager) => readMatching(manager, filter, { ...range, limit: size + 1 }));
  const entries = fromEnd ? read.slice(Math.max(0, read.length - size)) : read.slice(0, size);
  let previous = await previousOf(operation, filter, entries[0], { ...range, cursor: page.after ?? undefined });
  const { toEvent } = everyEvent();
  const edges = entries.map((entry) => {
    const edge = toEventEdge(toEvent, entry, head.epoch, previous);
    previous = edge.cursor;
    return edge;
  });
  const more = read.length > size;
  const hasNextPage = more && !fromEnd ? true : range.before <= head.position;
  const end = fromEnd || more ? (entries.at(-1)?.position ?? range.after) : range.before - 1;
  const position = hasNextPage ? end : head.position;
  const countAll = async (): Promise<Count> => {
    if (isWhole(filter, operation.viewer)) return { count: head.position, isExact: true };
    return upToMost(await snapshot.read((manager) => countMatching(manager, filter, MOST_COUNTED + 1)));
  };
  const pageInfo = {
    hasNextPage,
    hasPreviousPage: fromEnd ? more : range.after > 0,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, position, countAll };
}

/** The whole log: its entries are counted by their positions. */
function isWhole({ kinds, by, on, labels, through, throughAny, withTotals }: Filter, { path }: Viewer): boolean {
  const asked = [kinds, by, on, throughAny, withTotals];
  return asked.every((each) => each === undefined) && labels.length === 0 && through.every((id) => id === path[0]);
}

interface PageRange extends PageSize {
  after: number;
  before: number;
}

async function rangeOf(manager: EntityManager, page: EventsPage, head: LogPlace): Promise<PageRange> {
  const { after, before } = page;
  return {
    ...sizeOfPage(page),
    after: after == null ? 0 : await positionInLog(manager, after, 'after'),
    before: before == null ? head.position + 1 : await positionInLog(manager, before, 'before'),
  };
}

/** Cursor of the event before the first of the page; with `after`, that very cursor, unless there is an event in between. */
async function previousOf(
  { snapshot }: Operation,
  filter: Filter,
  first: LogEntry | undefined,
  { after, cursor }: { after: number; cursor: string | undefined },
): Promise<string | undefined> {
  if (first === undefined) return undefined;
  const { head } = await snapshot.once(momentOf);
  const found = await snapshot.read((manager) => findLastMatching(manager, filter, first.position - 1));
  if (cursor !== undefined && (found?.position ?? 0) <= after) return cursor;
  return found && cursorOf(found, head.epoch);
}
