/** Which entries of the log a reader asks for: as a condition for PostgreSQL, and decided here for entries at hand. */
import { carriesTotals, CARRIES_TOTALS, type LogEntry } from './log-entry';

export interface Filter {
  /** Kinds asked for; all when absent. */
  kinds?: readonly string[];
  /** Only entries that carry totals. */
  withTotals?: boolean;
  /** The path leads through every one of these ids; an entry with an empty path concerns everyone. */
  through: readonly number[];
  /** Only what was caused by the token with this subject. */
  by?: string;
  /** Only what was recorded on this business day. */
  on?: string;
  /** The entry carries all of these labels; one with an empty path need not. */
  labels: readonly string[];
  /** Root of the reader's subtree: what does not lead through it is out of their reach (P7). No bound when absent. */
  own?: number;
  /** What is asked for besides; nothing when absent. */
  besides?: Besides;
}

/** Kinds that are asked for whatever labels their entries carry, also of organizations on the path down to the place. */
interface Besides {
  kinds: readonly string[];
  /** The path of that place. */
  path: readonly number[];
}

export function matches(filter: Filter, entry: LogEntry): boolean {
  return isAskedFor(filter, entry) && isWithinReach(filter, entry);
}

/** Whether the entry is what the reader asks for, but where it lies now is out of their reach. */
export function isOutOfReach(filter: Filter, entry: LogEntry): boolean {
  return !isWithinReach(filter, entry) && isAskedFor(filter, entry);
}

function isAskedFor(filter: Filter, entry: LogEntry): boolean {
  if (filter.by !== undefined && filter.by !== entry.actor) return false;
  if (filter.on !== undefined && filter.on !== entry.day) return false;
  return isAskedForByKind(filter, entry) || isAskedForBesides(filter, entry);
}

function isAskedForByKind({ kinds, withTotals, through, labels }: Filter, entry: LogEntry): boolean {
  const { kind, path, labels: carried } = entry;
  if (withTotals === true && !carriesTotals(kind)) return false;
  if (kinds !== undefined && !kinds.includes(kind)) return false;
  if (path.length === 0) return true;
  return through.every((id) => path.includes(id)) && labels.every((label) => carried.includes(label));
}

function isAskedForBesides(filter: Filter, entry: LogEntry): boolean {
  const { besides, through } = filter;
  if (besides?.kinds.includes(entry.kind) !== true) return false;
  return through.every((id) => entry.path.includes(id)) || isAbove(filter, entry);
}

function isAbove({ besides }: Filter, { kind, path }: LogEntry): boolean {
  return besides?.kinds.includes(kind) === true && path.every((id) => besides.path.includes(id));
}

/** Asking for what lies above was allowed when the subscription was checked. */
function isWithinReach(filter: Filter, entry: LogEntry): boolean {
  const { own } = filter;
  return own === undefined || entry.path.length === 0 || entry.path.includes(own) || isAbove(filter, entry);
}

interface Condition {
  sql: string;
  parameters: unknown[];
}

/** The same as a condition on the table `log_entry`, with its parameters numbered from `next` on. */
export function toCondition(filter: Filter, next: number): Condition {
  const { by, on } = filter;
  const parts = [placeCondition(filter, next)];
  const add = (column: string, value: string): void => {
    const count = parts.reduce((sum, { parameters }) => sum + parameters.length, 0);
    parts.push({ sql: `${column} = $${next + count}`, parameters: [value] });
  };
  if (by !== undefined) add('actor', by);
  if (on !== undefined) add('day', on);
  return {
    sql: parts.map(({ sql }) => sql).join(' AND '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function placeCondition(filter: Filter, next: number): Condition {
  const everyone = "path = '{}'";
  const sql = [
    `($${next}::text[] IS NULL OR kind = ANY($${next}))`,
    `(${everyone} OR (path @> $${next + 1}::integer[] AND labels @> $${next + 2}::text[]))`,
    ...(filter.withTotals === true ? [CARRIES_TOTALS] : []),
  ].join(' AND ');
  const through = filter.own === undefined ? filter.through : [...filter.through, filter.own];
  const parameters = [filter.kinds ?? null, [...through], [...filter.labels]];
  if (filter.besides === undefined) return { sql, parameters };
  const { kinds, path } = filter.besides;
  const besides = `kind = ANY($${next + 3}) AND (path @> $${next + 1}::integer[] OR path <@ $${next + 4}::integer[])`;
  return { sql: `((${sql}) OR (${besides}))`, parameters: [...parameters, [...kinds], [...path]] };
}
