/** Feeds one subscriber: every matching entry once, in order, from the log and then live (P5). */
import type { DataSource } from 'typeorm';
import type { Place } from './cursor';
import { matches, type Filter } from './filter';
import type { LogEntry } from './log-entry';
import { readMatching } from './read-matching';
import type { Tail } from './tail';

interface Fed {
  entry: LogEntry;
  /** Position of the previous entry that matches, whoever received it; undefined when there is none. */
  previous: number | undefined;
}

export interface FanOut {
  /**
   * Entries that match the filter, after the place; ends with RESYNC when the log becomes another one. `previous` is the position before the first of them.
   * The subscriber pulls: a slow one costs nothing but its own delay.
   */
  follow(filter: Filter, after: Place, previous: number | undefined): AsyncIterableIterator<Fed>;
}

const PAGE = 200;

export function openFanOut(tail: Tail, dataSource: DataSource): FanOut {
  return {
    follow(filter, after, previous) {
      const stop = new AbortController();
      const fed = feed(tail, dataSource, filter, { after, previous, signal: stop.signal });
      return endable(fed, () => {
        stop.abort();
      });
    },
  };
}

interface Start {
  after: Place;
  previous: number | undefined;
  signal: AbortSignal;
}

async function* feed(tail: Tail, dataSource: DataSource, filter: Filter, start: Start): AsyncGenerator<Fed> {
  const { epoch } = start.after;
  let { position } = start.after;
  let previous = start.previous;
  while (await tail.beyond({ epoch, position }, start.signal)) {
    const page = pageAtHand(tail, filter, position) ?? (await pageOfLog(tail, dataSource, filter, { epoch, position }));
    for (const entry of page.entries) {
      if (start.signal.aborted) return;
      yield { entry, previous };
      previous = entry.position;
    }
    position = page.upTo;
  }
}

interface Page {
  entries: readonly LogEntry[];
  /** Every matching entry up to here is in the page. */
  upTo: number;
}

function pageAtHand(tail: Tail, filter: Filter, after: number): Page | undefined {
  const upTo = tail.place.position;
  const entries = tail.after(after)?.filter((entry) => matches(filter, entry));
  return entries && { entries, upTo };
}

async function pageOfLog(
  tail: Tail,
  dataSource: DataSource,
  filter: Filter,
  { epoch, position: after }: Place,
): Promise<Page> {
  const end = tail.place.position;
  const entries = await readMatching(dataSource.manager, filter, { after, before: end + 1, epoch, limit: PAGE });
  return { entries, upTo: entries.length < PAGE ? end : (entries.at(-1)?.position ?? end) };
}

/** A generator that waits cannot be returned from outside: end the wait first. */
function endable<T>(generator: AsyncGenerator<T>, end: () => void): AsyncIterableIterator<T> {
  return {
    next: () => generator.next(),
    return: () => {
      end();
      return generator.return(undefined);
    },
    throw: (error) => {
      end();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
