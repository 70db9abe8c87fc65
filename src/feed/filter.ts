/** Which entries of the log a reader asks for: as a condition for PostgreSQL, and decided here for entries at hand. */
import { carriesTotals, CARRIES_TOTALS, type LogEntry } from './log-entry';

export interface Filter {
  /** Kinds asked for; all when absent. */
  kinds?: readonly string[];
  /** Only entries that carry totals. */
  withTotals?: boolean;
  /** The path leads through every one of these ids; an entry with an empty path concerns everyone. */
  through: readonly number[];
  /** It leads through at least one of these; no bound when absent. */
  throughAny?: readonly number[];
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

/** Whether the path leads to one of the places. */
function leadsThere({ through, throughAny }: Filter, path: readonly number[]): boolean {
  return through.every((id) => path.includes(id)) && (throughAny?.some((id) => path.includes(id)) ?? true);
}

function isAskedForByKind(filter: Filter, entry: LogEntry): boolean {
  const { kinds, withTotals, labels } = filter;
  const { kind, path, labels: carried } = entry;
  if (withTotals === true && !carriesTotals(kind)) return false;
  if (kinds !== undefined && !kinds.includes(kind)) return false;
  if (path.length === 0) return true;
  return leadsThere(filter, path) && labels.every((label) => carried.includes(label));
}

function isAskedForBesides(filter: Filter, entry: LogEntry): boolean {
  if (filter.besides?.kinds.includes(entry.kind) !== true) return false;
  return leadsThere(filter, entry.path) || isAbove(filter, entry);
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
  const parameters: unknown[] = [];
  const bind: Bind = (value) => `$${next - 1 + parameters.push(value)}`;
  const alternatives = toAlternatives(filter, bind).map(({ kinds, sql }) =>
    kinds === undefined ? `(${sql})` : `(kind = ANY(${bind(kinds)}::text[]) AND ${sql})`,
  );
  return { sql: `(${alternatives.join(' OR ')})`, parameters };
}

/** Gives a value its place among the parameters. */
type Bind = (value: unknown) => string;

/** One of several conditions of which one must hold; each has an index of its own to be entered by. */
interface Alternative {
  /** Those that are asked for; all when undefined. */
  kinds: readonly string[] | undefined;
  sql: string;
}

export function toAlternatives(filter: Filter, bind: Bind): Alternative[] {
  const { throughAny, own, besides, by, on, labels } = filter;
  const through = own === undefined ? filter.through : [...filter.through, own];
  const kinds = filter.kinds && [...new Set(filter.kinds)];
  const always = [
    ...(by === undefined ? [] : [`actor = ${bind(by)}`]),
    ...(on === undefined ? [] : [`day = ${bind(on)}`]),
  ];
  const totals = filter.withTotals === true ? [CARRIES_TOTALS] : [];
  const any = throughAny === undefined ? [] : [`path && ${bind([...throughAny])}::integer[]`];
  const there = [...(through.length === 0 ? [] : [`path @> ${bind([...new Set(through)])}::integer[]`]), ...any];
  const labelled = labels.length === 0 ? [] : [`labels @> ${bind([...labels])}::text[]`];
  const all = (...conditions: string[]): string => ['TRUE', ...conditions, ...always].join(' AND ');
  const isEverywhere = there.length === 0 && labelled.length === 0;
  const asked: Alternative[] = isEverywhere
    ? [{ kinds, sql: all(...totals) }]
    : [
        { kinds, sql: all(`path = '{}'`, ...totals) },
        { kinds, sql: all(...there, ...labelled, ...totals) },
      ];
  if (besides === undefined) return asked;
  const others = [...new Set(besides.kinds)];
  return [
    ...asked,
    { kinds: others, sql: all(...there) },
    // An index of paths would be gone through whole for it: it is kept out, so that the kinds are looked for.
    { kinds: others, sql: all(`(path || '{}') <@ ${bind([...besides.path])}::integer[]`) },
  ];
}
