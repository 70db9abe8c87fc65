/** Which entries of the log a reader asks for: told to PostgreSQL, and decided here for entries at hand. */
import type { LogEntry } from './log-entry';

export interface Filter {
  /** Kinds asked for; all when absent. */
  kinds?: readonly string[];
  /** The path leads through every one of these ids; an entry with an empty path concerns everyone. */
  through: readonly number[];
  /** The entry carries all of these labels; one with an empty path need not. */
  labels: readonly string[];
}

export function matches(filter: Filter, entry: LogEntry): boolean {
  if (filter.kinds !== undefined && !filter.kinds.includes(entry.kind)) return false;
  if (entry.path.length === 0) return true;
  return (
    filter.through.every((id) => entry.path.includes(id)) &&
    filter.labels.every((label) => entry.labels.includes(label))
  );
}

/** The same as a condition on the table `log_entry`, with its parameters numbered from `next` on. */
export function toCondition(filter: Filter, next: number): { sql: string; parameters: unknown[] } {
  const everyone = "path = '{}'";
  const sql = [
    `($${next}::text[] IS NULL OR kind = ANY($${next}))`,
    `(${everyone} OR (path @> $${next + 1}::integer[] AND labels @> $${next + 2}::text[]))`,
  ].join(' AND ');
  return { sql, parameters: [filter.kinds ?? null, [...filter.through], [...filter.labels]] };
}
