/**
 * What answers have shown of each thing, and at which position: by that it is known what of another answer is older (P18). What two
 * positions show alike is no contradiction, so an older answer may still tell what no newer one has told.
 */
import type { Selection } from './field-names.ts';
import { contradicts, contradictsThing, idOf, isFields, mergeFields, moveOn, nameIn, typeOf } from './known-fields.ts';
import type { Fields, Inner, Known, KnownFields } from './known-fields.ts';
import { readId, toOlderId } from './older-id.ts';

export interface Placed<Data> {
  data: Data;
  /** Whether something has the id of an older state now, or is a root field that a newer answer shows otherwise. */
  isOlder: boolean;
}

/** How an answer is read: the position that it shows, and whether its root is that of queries, which caches keep. */
export interface Reading {
  position: number;
  selection: Selection | undefined;
  isQuery: boolean;
}

type Recalled = KnownFields | 'forgotten' | undefined;

export class NewestSeen {
  private readonly things = new Map<string, KnownFields>();
  /** What is not known any more was seen at this position at most. */
  private forgottenAt = -1;
  private newest = -1;

  constructor(private readonly most: number) {}

  clear(): void {
    this.things.clear();
    this.forgottenAt = -1;
    this.newest = -1;
  }

  /** The answer with the ids that its things have, seen from what is known. What was given stays as it is. */
  place<Data>(data: Data, { position, selection, isQuery }: Reading): Placed<Data> {
    if (position >= this.newest || !isFields(data)) return { data, isOlder: false };
    const placing = new Placing(position, (id) => this.recall(id, position));
    const { value } = placing.fields(data, selection);
    const isOther = isQuery && Object.keys(data).some((key) => this.showsOther(data, key, selection, position));
    return { data: value as Data, isOlder: isOther || placing.hasRenamed };
  }

  /** Remembers what an answer shows, after it was placed. */
  record(data: unknown, { position, selection, isQuery }: Reading): void {
    if (!isFields(data)) return;
    this.newest = Math.max(this.newest, position);
    const keep = (id: string, value: Fields, inner: Inner): void => {
      const fields = isKept(id) ? this.touch(id, position) : new Map<string, Known>();
      mergeFields(value, inner, fields, position, keep);
    };
    for (const [key, value] of Object.entries(data)) {
      const id = isQuery ? rootFieldOf(selection, key) : undefined;
      const fields = id === undefined ? new Map<string, Known>() : this.touch(id, position);
      mergeFields({ [key]: value }, selection, fields, position, keep);
    }
    this.forgetOldest();
  }

  private showsOther(data: Fields, key: string, selection: Selection | undefined, position: number): boolean {
    const id = rootFieldOf(selection, key);
    const known = id === undefined ? undefined : this.recall(id, position);
    if (known === undefined || known === 'forgotten') return known === 'forgotten';
    const { name, inner } = nameIn(selection, key, undefined);
    return contradicts(data[key], inner, known.fields.get(name), position);
  }

  private recall(id: string, position: number): Recalled {
    return this.things.get(id) ?? (position < this.forgottenAt ? 'forgotten' : undefined);
  }

  /** What is known of one, which is now the one that was touched last. */
  private touch(id: string, position: number): Map<string, Known> {
    const known = this.things.get(id) ?? { at: position, fields: new Map<string, Known>() };
    known.at = Math.max(known.at, position);
    this.things.delete(id);
    this.things.set(id, known);
    return known.fields;
  }

  private forgetOldest(): void {
    for (const [id, { at }] of this.things) {
      if (this.things.size <= this.most) return;
      this.things.delete(id);
      this.forgottenAt = Math.max(this.forgottenAt, at);
    }
  }
}

/** Caches keep each root field by its name and arguments. Without the document nobody knows these. */
function rootFieldOf(selection: Selection | undefined, key: string): string | undefined {
  return selection === undefined ? undefined : `Query.${nameIn(selection, key, undefined).name}`;
}

/** Older states and events never change; what an event shows as it was has another id in the answers of the server, too. */
function isKept(id: string): boolean {
  const { type, isOlder } = readId(id);
  return !isOlder && type?.endsWith('Event') !== true;
}

interface PlacedValue {
  value: unknown;
  isOlder: boolean;
}

/** Renames, from the inside out, what is older than known: a thing that leads to an older state is one itself. */
class Placing {
  hasRenamed = false;

  constructor(
    private readonly position: number,
    private readonly recall: (id: string) => Recalled,
  ) {}

  fields(value: Fields, selection: Inner): PlacedValue {
    const type = typeOf(value);
    let placed = value;
    let leadsToOlder = false;
    for (const [key, each] of Object.entries(value)) {
      const { inner } = nameIn(selection, key, type);
      if (inner === 'value') continue;
      const child = this.any(each, inner);
      leadsToOlder ||= child.isOlder;
      if (child.value !== each) placed = { ...placed, [key]: child.value };
    }
    const id = idOf(value);
    if (id === undefined) return { value: placed, isOlder: leadsToOlder };
    return isKept(id) ? this.thing(id, placed, selection, leadsToOlder) : { value: placed, isOlder: false };
  }

  private any(value: unknown, inner: Inner): PlacedValue {
    if (!Array.isArray(value)) return isFields(value) ? this.fields(value, inner) : { value, isOlder: false };
    const items = value.map((each) => this.any(each, inner));
    const isChanged = items.some((item, index) => item.value !== value[index]);
    return {
      value: isChanged ? items.map((item) => item.value) : value,
      isOlder: items.some(({ isOlder }) => isOlder),
    };
  }

  private thing(id: string, value: Fields, selection: Inner, leadsToOlder: boolean): PlacedValue {
    const { position } = this;
    const known = this.recall(id);
    const isOlder =
      leadsToOlder ||
      known === 'forgotten' ||
      (known !== undefined && contradictsThing(value, selection, known, position));
    if (!isOlder) return { value: known === undefined ? value : moveOn(value, selection, known, position), isOlder };
    this.hasRenamed = true;
    return { value: { ...value, id: toOlderId(id, position) }, isOlder };
  }
}
