/** Decides where the organizations of a file go in the tree: parents first, whatever the order of the rows. Pure. */
import type { Day } from '../day';
import { Level, LEVELS, OrganizationKind } from '../organization/level';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import { say } from '../words/message';

export interface OrganizationRow {
  code: string;
  parent: string | null;
  name: string;
  nameEn: string | null;
  level: Level;
  kind: OrganizationKind;
  region: string | null;
}

/** The organization above a row: one that exists, or one of the same file. */
export interface ParentOrganization {
  code: string;
  level: Level;
  /** Nothing can be founded below one that was closed. */
  closedOn?: Day | null;
}

/** The order in which they can be founded, and why some cannot. `existing` is by code. */
export function placeOrganizations<Item extends { asked: OrganizationRow }>(
  items: readonly Item[],
  existing: ReadonlyMap<string, ParentOrganization>,
  hasRoot: boolean,
): { placed: Item[]; refused: Map<Item, Problem> } {
  const placed: Item[] = [];
  const refused = new Map<Item, Problem>();
  const known = new Map(existing);
  const waiting = new Map<string, Item[]>();
  const asked = new Set(items.map((item) => item.asked.code));
  let rooted = hasRoot;
  const settle = (first: Item): void => {
    const ready = [first];
    for (let item = ready.shift(); item !== undefined; item = ready.shift()) {
      const { asked: row } = item;
      const problem = row.parent === null ? objectToRoot(row, rooted) : objectToParent(row, known.get(row.parent));
      if (problem !== undefined) {
        refused.set(item, problem);
        continue;
      }
      rooted ||= row.parent === null;
      placed.push(item);
      known.set(row.code, row);
      for (const child of waiting.get(row.code) ?? []) ready.push(child);
      waiting.delete(row.code);
    }
  };
  for (const item of items) {
    const { parent } = item.asked;
    if (parent === null || known.has(parent) || !asked.has(parent)) settle(item);
    else {
      const others = waiting.get(parent);
      if (others === undefined) waiting.set(parent, [item]);
      else others.push(item);
    }
  }
  const fallen = new Set(Array.from(refused.keys(), (item) => item.asked.code));
  for (const item of [...waiting.values()].flat()) {
    refused.set(item, objectToWait(item.asked, fallen.has(item.asked.parent ?? '')));
  }
  return { placed, refused };
}

function objectToRoot(row: OrganizationRow, rooted: boolean): Problem | undefined {
  if (rooted) {
    const message = say`The parent is missing, and the tree already has a root. Give the code of the organization above it.`;
    return new Problem('BAD_USER_INPUT', message, { argument: 'parent' });
  }
  if (row.level === Level.CENTRAL && row.kind === OrganizationKind.ROOT) return undefined;
  const message = say`An organization without a parent is the root: its level is ${Level.CENTRAL} and its kind ${OrganizationKind.ROOT}. Give the parent of ${row.code}.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'parent' });
}

function objectToParent(row: OrganizationRow, parent: ParentOrganization | undefined): Problem | undefined {
  if (parent === undefined) {
    const message = say`There is no organization with the code "${row.parent ?? ''}", neither in the database nor in the files.`;
    return new Problem('NOT_FOUND', message, { argument: 'parent' });
  }
  if (row.kind === OrganizationKind.ROOT) {
    return new Problem(
      'BAD_USER_INPUT',
      say`Only the root has the kind ${OrganizationKind.ROOT}, and it has no parent.`,
      {
        argument: 'kind',
      },
    );
  }
  if (parent.closedOn != null) return refuseClosed(parent.code, parent.closedOn, 'parent');
  if (LEVELS.indexOf(row.level) > LEVELS.indexOf(parent.level)) return undefined;
  const message = say`${row.level} cannot be below ${parent.code}, which is ${parent.level}. Check the level and the parent.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'level' });
}

/** What is left waits for an organization that was refused, or for each other. */
function objectToWait({ parent }: OrganizationRow, isRefused: boolean): Problem {
  const message = isRefused
    ? say`The organization above it, ${parent ?? ''}, was refused. Fix that row first.`
    : say`The organization above it, ${parent ?? ''}, is itself below this one, or below one that was refused. Check the parents.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'parent' });
}
