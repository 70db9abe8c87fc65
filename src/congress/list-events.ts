/** Reads one page of the log, from either end. */
import type { EntityManager } from 'typeorm';
import type { Operation } from '../access/operation';
import { cursorOf, type LogPlace } from '../feed/cursor';
import type { Filter } from '../feed/filter';
import { positionInLog } from '../feed/find-place';
import type { LogEntry } from '../feed/log-entry';
import type { Start } from '../feed/outlet';
import { countMatching, findLastMatching, readMatching } from '../feed/read-matching';
import { requirePageSize, toConnection, type Connection } from '../api/connection';
import { momentOf } from '../organization/campaign-facts';
import { Problem } from '../problem';
import { toCongressEvent, type CongressEvent } from './congress-event';

export interface EventsPage {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

const toEvent = toCongressEvent({ level: null, pilot: null });

export async function listEvents(
  operation: Operation,
  filter: Filter,
  page: EventsPage,
): Promise<Connection<CongressEvent> & { position: number }> {
  const { head } = await operation.snapshot.once(momentOf);
  const range = await operation.snapshot.read((manager) => rangeOf(manager, page, head));
  const { size, fromEnd } = range;
  const read = await operation.snapshot.read((manager) => readMatching(manager, filter, { ...range, limit: size + 1 }));
  const entries = fromEnd ? read.slice(-size) : read.slice(0, size);
  const { after } = page;
  let previous = await previousOf(
    operation,
    filter,
    entries[0],
    after == null ? undefined : { position: range.after, cursor: after },
  );
  const edges = entries.map((entry) => {
    const node = toEvent(entry, head.epoch, previous);
    previous = node.cursor;
    return { cursor: node.cursor, node };
  });
  const more = read.length > size;
  const connection = toConnection(edges, size, fromEnd ? more : range.after > 0, () =>
    operation.snapshot.read((manager) => countMatching(manager, filter)),
  );
  const hasNextPage = more && !fromEnd ? true : range.before <= head.position;
  const end = fromEnd || more ? (entries.at(-1)?.position ?? range.after) : range.before - 1;
  const position = hasNextPage ? end : head.position;
  return { ...connection, pageInfo: { ...connection.pageInfo, hasNextPage }, position };
}

interface PageRange {
  size: number;
  fromEnd: boolean;
  after: number;
  before: number;
}

async function rangeOf(
  manager: EntityManager,
  { first, after, last, before }: EventsPage,
  head: LogPlace,
): Promise<PageRange> {
  if (first != null && last != null) {
    throw new Problem('BAD_USER_INPUT', 'Ask for the first or for the last events, not for both.', {
      argument: 'last',
    });
  }
  const fromEnd = last != null || (first == null && before != null);
  return {
    size: fromEnd ? requirePageSize(last, 'last') : requirePageSize(first, 'first'),
    fromEnd,
    after: after == null ? 0 : await positionInLog(manager, after, 'after'),
    before: before == null ? head.position + 1 : await positionInLog(manager, before, 'before'),
  };
}

/** Cursor of the event before the first of the page; with `after`, that very cursor, unless there is an event in between. */
async function previousOf(
  operation: Operation,
  filter: Filter,
  first: LogEntry | undefined,
  after: Start | undefined,
): Promise<string | undefined> {
  if (first === undefined) return undefined;
  const { head } = await operation.snapshot.once(momentOf);
  const found = await operation.snapshot.read((manager) => findLastMatching(manager, filter, first.position - 1));
  if (after !== undefined && after.position > 0 && (found?.position ?? 0) <= after.position) return after.cursor;
  return found && cursorOf(found, head.epoch);
}
