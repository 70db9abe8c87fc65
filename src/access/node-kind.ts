/** How the things of a type are found by their ids, as far as the viewer may see them (P7, P18). */
import type { GlobalId } from '../api/node';
import type { Operation } from './operation';

export interface NodeKind<Thing extends object = object> {
  /** Its name in the schema. */
  type: string;
  /** Null when there is no such thing, and where the viewer may not see it. */
  find: (operation: Operation, id: GlobalId) => Promise<Thing | null>;
}

/** The number that a key is; undefined when it is none that an id can be. */
export function numberOf(key: string): number | undefined {
  return /^\d{1,9}$/.test(key) ? Number(key) : undefined;
}
