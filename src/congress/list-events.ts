/** Reads one page of the log, from either end. */
import type { Operation } from '../access/operation';
import { positionInLog, type Place } from '../feed/cursor';
import type { Filter } from '../feed/filter';
import { countMatching, findLastMatching, readMatching } from '../feed/read-matching';
import { requirePageSize, toConnection, type Connection } from '../organization/connection';
import { momentOf } from '../organization/moment';
import { Problem } from '../problem';
import { toCongressEvent, type CongressEvent } from './congress-event';

export interface EventsPage {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

const ALL = { level: null, pilot: null };

export async function listEvents(
  operation: Operation,
  filter: Filter,
  page: EventsPage,
): Promise<Connection<CongressEvent> & { position: number }> {
  const { head } = await operation.snapshot.once(momentOf);
  const range = rangeOf(page, head);
  const { size, fromEnd } = range;
  const read = await operation.snapshot.read((manager) => readMatching(manager, filter, { ...range, limit: size + 1 }));
  const entries = fromEnd ? read.slice(-size) : read.slice(0, size);
  const previous = await previousOf(operation, filter, range.after, entries[0]?.position);
  const edges = entries.map((entry, index) => {
    const node = toCongressEvent(entry, head.epoch, ALL, entries[index - 1]?.position ?? previous);
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

function rangeOf({ first, after, last, before }: EventsPage, head: Place): PageRange {
  if (first != null && last != null) {
    throw new Problem('BAD_USER_INPUT', 'Ask for the first or for the last events, not for both.', {
      argument: 'last',
    });
  }
  const fromEnd = last != null || (first == null && before != null);
  return {
    size: fromEnd ? requirePageSize(last, 'last') : requirePageSize(first, 'first'),
    fromEnd,
    after: after == null ? 0 : positionInLog(after, head, 'after'),
    before: before == null ? head.position + 1 : positionInLog(before, head, 'before'),
  };
}

/** The event before the first of the page; with `after`, that place. */
async function previousOf(
  operation: Operation,
  filter: Filter,
  after: number,
  first: number | undefined,
): Promise<number | undefined> {
  if (first === undefined) return undefined;
  const found = await operation.snapshot.read((manager) => findLastMatching(manager, filter, first - 1));
  return after > 0 && (found === undefined || found <= after) ? after : found;
}
