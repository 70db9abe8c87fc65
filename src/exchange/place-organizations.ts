/** Decides where the organizations of a file go in the tree: parents first, whatever the order of the rows. Pure. */
import type { Day } from '../day';
import { Level, LEVELS, OrganizationKind } from '../organization/level';
import { refuseClosed } from '../organization/refuse-closed';
import { Problem } from '../problem';
import { say } from '../words/message';
import { chooseRoot, LEVEL_WORDS } from './choose-root';

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

/** The order in which they can be founded, and why some cannot. `existing` is by code; `root` is the one that is there. */
export function placeOrganizations<Item extends { asked: OrganizationRow }>(
  items: readonly Item[],
  existing: ReadonlyMap<string, ParentOrganization>,
  root?: ParentOrganization,
): { placed: Item[]; refused: Map<Item, Problem> } {
  const placed: Item[] = [];
  const refused = new Map<Item, Problem>();
  const known = new Map(existing);
  const waiting = new Map<string, Item[]>();
  const asked = new Set(items.map((item) => item.asked.code));
  const chosen = chooseRoot(
    items.map((item) => item.asked),
    root,
  );
  const settle = (first: Item): void => {
    const ready = [first];
    for (let item = ready.shift(); item !== undefined; item = ready.shift()) {
      const { asked: row } = item;
      const problem =
        row.parent === null ? chosen.objectTo(row) : objectToParent(row, known.get(row.parent), chosen.root);
      if (problem !== undefined) {
        refused.set(item, problem);
        continue;
      }
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
  const left = [...waiting.values()].flat();
  const circular = codesInCircles(left.map((item) => item.asked));
  for (const item of left) refused.set(item, objectToWait(item.asked, circular.has(item.asked.code)));
  return { placed, refused };
}

/** The codes of those that are, through others, above themselves. */
function codesInCircles(rows: readonly OrganizationRow[]): Set<string> {
  const parents = new Map(rows.map(({ code, parent }) => [code, parent]));
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const { code } of rows) {
    const path: string[] = [];
    let at: string | null | undefined = code;
    for (; at != null && parents.has(at) && !seen.has(at); at = parents.get(at)) {
      seen.add(at);
      path.push(at);
    }
    const begin = at == null ? -1 : path.indexOf(at);
    if (begin >= 0) for (const each of path.slice(begin)) found.add(each);
  }
  return found;
}

function objectToParent(
  row: OrganizationRow,
  parent: ParentOrganization | undefined,
  root: ParentOrganization | undefined,
): Problem | undefined {
  if (parent === undefined) return refuseUnknownParent(row, root);
  if (parent.closedOn != null) return refuseClosed(parent.code, parent.closedOn, 'parent');
  if (!isBelow(row.level, parent.level, root)) {
    const message = say`${LEVEL_WORDS[row.level]} cannot be below ${parent.code}, which is ${LEVEL_WORDS[parent.level]}. Check the level and the parent.`;
    return new Problem('BAD_USER_INPUT', message, { argument: 'level' });
  }
  if (row.kind !== OrganizationKind.ROOT) return undefined;
  const message = say`The kind ROOT is that of the whole Party, and ${row.code} is below ${parent.code}. Give another kind.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'kind' });
}

/** There is no level below the grassroots: the cells of a grassroots body that runs its own campaign are of its level, too. */
function isBelow(level: Level, above: Level, root: ParentOrganization | undefined): boolean {
  if (root?.level === Level.GRASSROOTS) return level === Level.GRASSROOTS;
  return LEVELS.indexOf(level) > LEVELS.indexOf(above);
}

function refuseUnknownParent({ code, parent }: OrganizationRow, root: ParentOrganization | undefined): Problem {
  const message =
    root === undefined
      ? say`There is no organization with the code "${parent ?? ''}", neither in the database nor in the files. If ${code} is the one that runs the campaign, leave its parent empty; otherwise import the one above it, too.`
      : say`There is no organization with the code "${parent ?? ''}", neither in the database nor in the files.`;
  return new Problem('NOT_FOUND', message, { argument: 'parent' });
}

/** What is left waits for an organization that was refused, or for itself. */
function objectToWait({ parent }: OrganizationRow, isCircular: boolean): Problem {
  const message = isCircular
    ? say`The organization above it, ${parent ?? ''}, is itself below this one. Check the parents.`
    : say`The organization above it, ${parent ?? ''}, was refused. Fix that row first.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'parent' });
}
