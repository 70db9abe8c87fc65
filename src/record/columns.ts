/** The columns of a table by the properties of its class, as the class says them to TypeORM: rows, bodies of entries and things are made of each other by them. */
import { getMetadataArgsStorage } from 'typeorm';
import type { RecordRow } from './noun';

type EntityClass<T> = new () => T;

const known = new WeakMap<object, ReadonlyMap<string, string>>();

/** By property: `dueOn` is `due_on`. */
export function columnsOf(type: EntityClass<object>): ReadonlyMap<string, string> {
  const found = known.get(type);
  if (found !== undefined) return found;
  const columns = getMetadataArgsStorage().columns.filter(({ target }) => target === type);
  const named = new Map(columns.map(({ propertyName, options }) => [propertyName, options.name ?? propertyName]));
  known.set(type, named);
  return named;
}

/** All columns of the thing but its position, which the log gives. */
export function rowOf<T extends { id: number; organizationId: number }>(type: EntityClass<T>, thing: T): RecordRow {
  const row: Record<string, unknown> = {};
  for (const [property, column] of columnsOf(type)) {
    if (column !== 'position') row[column] = thing[property as keyof T] ?? null;
  }
  return row as RecordRow;
}
