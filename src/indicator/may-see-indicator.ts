/** Who may see the definition of an indicator: those at and below the organization that defined it, and those above (P7). Pure. */
import type { Viewer } from '../access/viewer';

export function maySeeIndicator({ path: own }: Pick<Viewer, 'path'>, definedAt: readonly number[]): boolean {
  // One of the two paths begins with the other; a viewer without an organization sees nothing.
  return own.length > 0 && own.slice(0, definedAt.length).every((id, depth) => definedAt[depth] === id);
}

/** Whether an organization is at or below the one that defined it. */
export function isCountedAt(path: readonly number[], definedAt: readonly number[]): boolean {
  return definedAt.every((id, depth) => path[depth] === id);
}
