/** Matching entries of the log, page by page: from memory, or read once for all who ask for the same. */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { Snapshot } from '../database/snapshot';
import type { Account } from '../account/account';
import { Problem } from '../problem';
import { matches, type Filter } from './filter';
import { Gate } from '../process/gate';
import { SharedWork } from '../process/shared-work';
import type { LogEntry } from './log-entry';
import { requireSameLog } from './find-place';
import { readMatching } from './read-matching';
import type { Tail } from './tail';

export interface LogPage {
  entries: readonly LogEntry[];
  /** Every matching entry up to here is in the page. */
  upTo: number;
}

/** Entries at hand that are looked through at once. */
const LOOKED_THROUGH = 512;
/** Entries of a page that is read from the log. */
const LONGEST = 256;
/** Pages end at multiples of these where they can: all who catch up read the same pages from the second on. */
const STEP = 256;
const SPAN = 4_096;
/** Pages that are kept for others who catch up later. */
const KEPT_PAGES = 24;
/** Reads of the log at once: those who catch up leave the pool to those who ask. */
const READS_AT_ONCE = 2;
/** Units of cost, as of a page of `events`. */
const PRICE_OF_PAGE = 500;
const RETRIES = 8;
const FIRST_RETRY_MILLISECONDS = 100;

export class Pages {
  private readonly read = new LRUCache<string, SharedWork<LogPage>>({ max: KEPT_PAGES });
  private readonly gate = new Gate({ width: READS_AT_ONCE });

  constructor(
    private readonly tail: Tail,
    private readonly dataSource: DataSource,
  ) {}

  /** The page after the position, wherever it is. */
  after(
    filter: Filter,
    position: number,
    signal: AbortSignal,
    account: Account | undefined,
  ): LogPage | Promise<LogPage> {
    return this.atHand(filter, position) ?? this.fromLog(filter, position, signal, account);
  }

  /** The page after the position, if its entries are at hand. */
  private atHand(filter: Filter, after: number): LogPage | undefined {
    const entries = this.tail.after(after, LOOKED_THROUGH);
    if (entries === undefined) return undefined;
    return {
      entries: entries.filter((entry) => matches(filter, entry)),
      upTo: entries.at(-1)?.position ?? Math.max(after, this.tail.place.position),
    };
  }

  /** The page after the position, read from the log, in the turn and on the account of who asks first; RESYNC when that is another one by now. */
  fromLog(filter: Filter, after: number, signal?: AbortSignal, account?: Account): Promise<LogPage> {
    const key = JSON.stringify([filter, after]);
    const known = this.read.get(key);
    if (known?.isCalledOff === false) return known.wait(signal);
    account?.budget.charge(PRICE_OF_PAGE);
    const page = new SharedWork((wanted) =>
      this.gate.run(() => this.readPatiently(filter, after, wanted), account, wanted),
    );
    this.read.set(key, page);
    page.done.catch(() => {
      if (this.read.get(key) === page) this.read.delete(key);
    });
    return page.wait(signal);
  }

  /** The log was replaced: what was read is of the old one. */
  forget(): void {
    this.read.clear();
  }

  /** A database that is away for a moment does not end any stream. */
  private async readPatiently(filter: Filter, after: number, wanted: AbortSignal): Promise<LogPage> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.readPage(filter, after, wanted);
      } catch (error) {
        if (attempt === RETRIES || error instanceof Problem) throw error;
        await pause(FIRST_RETRY_MILLISECONDS * 2 ** attempt);
      }
    }
  }

  /** One snapshot shows the page and, still there, the end of the log as far as it was read: so all before it is the same. */
  private async readPage(filter: Filter, after: number, signal: AbortSignal): Promise<LogPage> {
    const { place } = this.tail;
    const end = Math.min(place.position, after - (after % SPAN) + SPAN);
    const snapshot = new Snapshot(this.dataSource, { signal });
    try {
      const entries = await snapshot.read(async (manager) => {
        await requireSameLog(manager, place);
        return readMatching(manager, filter, { after, before: end + 1, limit: LONGEST });
      });
      return cutPage(entries, Math.max(after, end));
    } catch (error) {
      if (error instanceof Problem && !signal.aborted) void this.tail.look();
      throw error;
    } finally {
      await snapshot.close();
    }
  }
}

/** A full page ends at a step where it can. */
function cutPage(entries: readonly LogEntry[], end: number): LogPage {
  const last = entries.at(-1);
  if (last === undefined || entries.length < LONGEST) return { entries, upTo: end };
  const cut = last.position - (last.position % STEP);
  const before = entries.filter(({ position }) => position <= cut);
  return before.length > 0 ? { entries: before, upTo: cut } : { entries, upTo: last.position };
}
