/** What was seen of a thing, field by field, each with the newest position that has shown it. */
import type { Selection } from './field-names.ts';
import { readId } from './older-id.ts';

export type Fields = Record<string, unknown>;

/** A value, or the id of a thing. */
interface KnownValue {
  at: number;
  value: unknown;
}

interface KnownList {
  at: number;
  items: Known[];
}

/** A thing, or what has no id and belongs to the thing around it. */
export interface KnownFields {
  at: number;
  fields: Map<string, Known>;
}

/** `at` is the newest position that has shown something of it. */
export type Known = KnownValue | KnownList | KnownFields;

/** What is selected of a field: `value` of a scalar, undefined where the document is not known. */
export type Inner = Selection | 'value' | undefined;

/** Of a thing that is otherwise the same: it says that as of a newer position, too. */
const MOVE_ON = ['position', 'cursor'];

export function nameIn(selection: Inner, key: string, type: string | undefined): { name: string; inner: Inner } {
  const field = selection instanceof Object ? selection.find(key, type) : undefined;
  return field === undefined
    ? { name: key, inner: undefined }
    : { name: field.name, inner: field.selection ?? 'value' };
}

/** Whether a newer position has shown the same field otherwise. */
export function contradicts(value: unknown, inner: Inner, known: Known | undefined, position: number): boolean {
  if (known === undefined || known.at <= position) return false;
  if (Array.isArray(value)) {
    if (!('items' in known) || known.items.length !== value.length) return true;
    return value.some((each, index) => contradicts(each, inner, known.items[index], position));
  }
  if (isFields(value) && inner !== 'value') {
    const id = idOf(value);
    if (id !== undefined) return !('value' in known) || known.value !== id;
    return (
      !('fields' in known) ||
      namesOf(value, inner).some(([name, each, its]) => contradicts(each, its, known.fields.get(name), position))
    );
  }
  return !('value' in known) || !isSame(known.value, value);
}

/** Whether a newer position has shown another state of the thing. */
export function contradictsThing(value: Fields, selection: Inner, known: KnownFields, position: number): boolean {
  return namesOf(value, selection).some(
    ([name, each, inner]) => !MOVE_ON.includes(name) && contradicts(each, inner, known.fields.get(name), position),
  );
}

/** A thing that nothing contradicts is as it says at the newest position at which it was seen, too. */
export function moveOn(value: Fields, selection: Inner, known: KnownFields, position: number): Fields {
  const type = typeOf(value);
  const moved = Object.keys(value).flatMap((key) => {
    const { name } = nameIn(selection, key, type);
    const newest = MOVE_ON.includes(name) ? known.fields.get(name) : undefined;
    return newest !== undefined && 'value' in newest && newest.at > position ? [[key, newest.value] as const] : [];
  });
  return moved.length === 0 ? value : { ...value, ...Object.fromEntries(moved) };
}

/** Adds what an answer shows: of each field what the newer of the two positions says. Things inside are handed to `keep`. */
export function mergeFields(
  value: Fields,
  selection: Inner,
  fields: Map<string, Known>,
  position: number,
  keep: (id: string, value: Fields, inner: Inner) => void,
): Map<string, Known> {
  const merge = (each: unknown, inner: Inner, known: Known | undefined): Known => {
    const shown = show(each, inner, known);
    return known === undefined || known.at <= position || shown.at > position ? shown : known;
  };
  /** As of its own position, if it cannot be joined with what is known. */
  const show = (each: unknown, inner: Inner, known: Known | undefined): Known => {
    if (Array.isArray(each)) {
      const before = known !== undefined && 'items' in known && known.items.length === each.length ? known : undefined;
      const items = each.map((item, index) => merge(item, inner, before?.items[index]));
      return { at: Math.max(position, before?.at ?? 0), items };
    }
    if (!isFields(each) || inner === 'value') return { at: position, value: each };
    const id = idOf(each);
    if (id !== undefined) {
      keep(id, each, inner);
      return { at: position, value: id };
    }
    const before = known !== undefined && 'fields' in known ? known : undefined;
    const joined = mergeFields(each, inner, before?.fields ?? new Map<string, Known>(), position, keep);
    return { at: Math.max(position, before?.at ?? 0), fields: joined };
  };
  for (const [name, each, inner] of namesOf(value, selection)) fields.set(name, merge(each, inner, fields.get(name)));
  return fields;
}

function namesOf(value: Fields, selection: Inner): [name: string, value: unknown, inner: Inner][] {
  const type = typeOf(value);
  return Object.entries(value).map(([key, each]) => {
    const { name, inner } = nameIn(selection, key, type);
    return [name, each, inner];
  });
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function idOf({ id }: Fields): string | undefined {
  return typeof id === 'string' ? id : undefined;
}

export function typeOf({ __typename: named, id }: Fields): string | undefined {
  return typeof named === 'string' ? named : typeof id === 'string' ? readId(id).type : undefined;
}

/** Scalars may be lists and objects. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
