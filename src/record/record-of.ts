/** A record as an entry of the log has it. */
import type { LogEntry } from '../feed/log-entry';

/** The entity as of the entry, its columns under their names in the class: `due_on` is `dueOn`. */
export function recordOf<T extends object>(type: new () => T, { body, position }: LogEntry): T {
  const properties = Object.entries(body).map(([column, value]) => [toProperty(column), value]);
  const record = new type();
  Object.assign(record, Object.fromEntries(properties), { position });
  return record;
}

function toProperty(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
