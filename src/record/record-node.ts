/** The ids of things that are recorded as they stand, and how each is found by its id: as it is, or as an entry of the log has it (P18). */
import type { FindOptionsWhere } from 'typeorm';
import { may } from '../access/may';
import { numberOf, type NodeKind } from '../access/node-kind';
import type { Operation } from '../access/operation';
import { thingId } from '../access/thing-id';
import type { Viewer } from '../access/viewer';
import { findEntry } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import { organizationsById } from '../organization/load-organization';
import { recordOf, type RecordNoun } from './noun';

interface RecordedThing {
  id: number;
  organizationId: number;
  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

export interface RecordNode<T extends RecordedThing> extends NodeKind<T> {
  idOf: (operation: Operation, thing: T) => Promise<string>;
}

/** For the field `id`. */
export const ID_OF_RECORD = {
  description:
    'Always the same for what it is now. As an event, a history or a repeated mutation has it, once it has changed since, it has an id of its own that says so: caches keep the two apart.',
};

/** Whether the viewer may see what is of an organization, by its path. */
type Sight = (viewer: Viewer, path: readonly number[]) => boolean;

const SEES: Sight = (viewer, path) => may(viewer).see(path);

/** What is not as it is of most nouns. */
interface Ways<T> {
  sees?: Sight;
  /** The thing as an entry has it. */
  toThing?: (entry: LogEntry) => T;
}

/** The type has the same name in the schema. */
export function recordNode<T extends RecordedThing>(
  noun: RecordNoun,
  type: new () => T,
  { sees = SEES, toThing = (entry) => recordOf(type, entry) }: Ways<T> = {},
): RecordNode<T> {
  const asItIs = async ({ snapshot, viewer }: Operation, id: number): Promise<T | null> => {
    const thing = await snapshot.read((manager) => manager.findOneBy<T>(type, { id } as FindOptionsWhere<T>));
    const organization = thing && (await snapshot.once(organizationsById).load(thing.organizationId));
    return organization && sees(viewer, organization.path) ? thing : null;
  };
  return {
    type: type.name,
    idOf: (operation, { id, recorded }) => thingId(operation, [type.name, id], recorded, ({ thing }) => thing),
    find: async (operation, { key, recordedAt }) => {
      const id = numberOf(key);
      if (id === undefined) return null;
      if (recordedAt === null) return asItIs(operation, id);
      const entry = await findRecorded(operation, { noun, id, position: recordedAt }, sees);
      return entry && toThing(entry);
    },
  };
}

/** The entry at the position; null unless it is of the thing and the viewer may see it. */
export async function findRecorded(
  { snapshot, viewer }: Operation,
  { noun, id, position }: { noun: RecordNoun; id: number; position: number },
  sees = SEES,
): Promise<LogEntry | null> {
  const entry = await snapshot.read((manager) => findEntry(manager, position));
  const isOfThing = entry?.recordId === id && entry.kind.startsWith(`${noun.name}.`);
  return isOfThing && sees(viewer, entry.path) ? entry : null;
}
