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
   * Entries that match the filter, after the place; ends with RESYNC when the log becomes another one. `previous` is
   * the position before the first of them. The subscriber pulls: a slow one costs nothing but its own delay.
   */
  follow(filter: Filter, after: Place, previous: number | undefined): AsyncIterableIterator<Fed>;

  /** A sign at once, then one whenever something matched since: how much it was, nobody needs to know. */
  watch(filter: Filter, from: Place): AsyncIterableIterator<Sign>;
}

/** Something has changed: look again. */
export interface Sign {
  /** Tells how far the one who looked has seen; what lies before it gives no further sign. */
  seen: (position: number) => void;
}

const PAGE = 200;

export function openFanOut(tail: Tail, dataSource: DataSource): FanOut {
  return {
    follow(filter, after, previous) {
      return endable((signal) => feed(tail, dataSource, filter, { after, previous, signal }));
    },
    watch(filter, from) {
      return endable((signal) => signs(tail, filter, from, signal));
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

async function* signs(tail: Tail, filter: Filter, from: Place, signal: AbortSignal): AsyncGenerator<Sign> {
  const { epoch } = from;
  let { position } = from;
  const sign = {
    seen: (seen: number) => {
      position = Math.max(position, seen);
    },
  };
  yield sign;
  while (await tail.beyond({ epoch, position }, signal)) {
    const page = pageAtHand(tail, filter, position);
    position = tail.place.position;
    // Too far behind to tell: something will have matched.
    if (page === undefined || page.entries.length > 0) yield sign;
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
function endable<T>(generate: (signal: AbortSignal) => AsyncGenerator<T>): AsyncIterableIterator<T> {
  const stop = new AbortController();
  const generator = generate(stop.signal);
  return {
    next: () => generator.next(),
    return: () => {
      stop.abort();
      return generator.return(undefined);
    },
    throw: (error) => {
      stop.abort();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
