/** What of an entry still is as the entry says: its thing, and the totals of the organizations above it (P18). */
import DataLoader from 'dataloader';
import type { Snapshot } from '../database/snapshot';
import { CARRIES_TOTALS, carriesTotals, type LogEntry } from './log-entry';

export interface Freshness {
  /** Whether nothing has happened to the thing since. */
  thing: boolean;
  /** Whether the business day is the same. */
  today: boolean;
  /** From this place of the path on, the totals of the organizations are the same, the day too; the root is at 0. */
  totalsFrom: number;
}

/** An entry that is executed for those who follow the log, and what is known of it without asking the database. */
export interface ShownEntry {
  position: number;
  freshness: Freshness;
  /** The position up to which that was seen. */
  upTo: number;
}

/** Nothing of it: more than a path is long. */
const STALE: Freshness = { thing: false, today: false, totalsFrom: 2_147_483_647 };

type Placed = Pick<LogEntry, 'position' | 'day' | 'kind' | 'recordId' | 'path'>;

/** Ids number the things of one noun; the campaign, of which there is one, has none. Kinds without a dot are of one noun, too. */
function thingOf({ kind, recordId }: Placed): string {
  return `${carriesTotals(kind) ? '' : kind.slice(0, kind.indexOf('.'))}:${String(recordId)}`;
}

/** By what has happened last to each thing and each organization, as far as the log was followed. */
export class NewestPositions {
  private readonly things = new Map<string, number>();
  private readonly organizations = new Map<number, number>();
  private newestTotals = 0;
  private today = '';

  private upTo: number;

  /** Entries after `since` are all seen; those that are at hand come first. */
  constructor(
    private readonly since: number,
    entries: readonly Placed[] = [],
  ) {
    this.upTo = since;
    this.take(entries);
  }

  take(entries: readonly Placed[]): void {
    for (const entry of entries) {
      const { position, day, kind, path } = entry;
      this.upTo = position;
      this.today = day;
      this.things.set(thingOf(entry), position);
      if (!carriesTotals(kind)) continue;
      this.newestTotals = position;
      for (const id of path) this.organizations.set(id, position);
    }
  }

  /** As far as it was seen: of an entry that was not, more may be stale. */
  freshnessOf(entry: Placed): Freshness {
    const { position, day, path } = entry;
    const isStale = (newest = 0): boolean => newest > position;
    const today = day === this.today;
    return {
      today,
      thing: !isStale(this.things.get(thingOf(entry))),
      // The root is concerned by everything; entries that concern everyone have its totals.
      totalsFrom: !today
        ? STALE.totalsFrom
        : path.length === 0
          ? Number(isStale(this.newestTotals))
          : path.findLastIndex((id) => isStale(this.organizations.get(id))) + 1,
    };
  }

  /** Undefined for an entry after which not everything was seen. */
  show(entry: Placed): ShownEntry | undefined {
    const { position } = entry;
    return position < this.since ? undefined : { position, freshness: this.freshnessOf(entry), upTo: this.upTo };
  }
}

/** By the whole log, as of a snapshot, by the positions of entries. Use as `snapshot.once(freshnessByPosition)`. */
export function freshnessByPosition(snapshot: Snapshot): DataLoader<number, Freshness> {
  return new DataLoader(async (positions) => {
    const rows = await snapshot.query<Freshness & { position: number }>(FRESHNESS, [positions]);
    const found = new Map(rows.map(({ position, ...freshness }) => [position, freshness]));
    return positions.map((position) => found.get(position) ?? STALE);
  });
}

const carriesTotalsIn = (alias: string): string => `(${CARRIES_TOTALS.replace('kind', `${alias}.kind`)})`;

const LATER = 'log_entry AS later WHERE later.position > entry.position';

const nounIn = (alias: string): string => `split_part(${alias}.kind, '.', 1 + ${carriesTotalsIn(alias)}::integer)`;

const SAME_NOUN = `${nounIn('later')} = ${nounIn('entry')}`;

const FRESHNESS = `
  SELECT entry.position,
         of_today.is_so AS today,
         NOT CASE
           WHEN entry.subject IS NULL THEN EXISTS (SELECT FROM ${LATER} AND later.subject IS NULL AND ${SAME_NOUN})
           ELSE EXISTS (SELECT FROM ${LATER} AND later.subject = entry.subject AND ${SAME_NOUN})
         END AS thing,
         CASE
           WHEN NOT of_today.is_so THEN ${STALE.totalsFrom}
           WHEN cardinality(entry.path) = 0 THEN EXISTS (SELECT FROM ${LATER} AND ${carriesTotalsIn('later')})::integer
           ELSE coalesce((
             SELECT max(place.depth) FROM unnest(entry.path) WITH ORDINALITY AS place (id, depth)
              WHERE EXISTS (SELECT FROM ${LATER} AND later.path @> ARRAY[place.id] AND ${carriesTotalsIn('later')})
           ), 0)
         END::integer AS "totalsFrom"
    FROM log_entry AS entry
   CROSS JOIN LATERAL (SELECT entry.day = (SELECT today FROM campaign) AS is_so) AS of_today
   WHERE entry.position = ANY($1)`;
