/** Finds the organization that a mutation of records is about, and checks that the viewer may change what is its own (P7). */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { Level, OrganizationKind } from '../organization/level';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { say } from '../words/message';

export interface FoundOrganization {
  id: number;
  code: string;
  name: string;
  level: Level;
  kind: OrganizationKind;
  path: number[];
}

const COLUMNS = 'id, code, name, level, kind, path';

/** The viewer's own when the code is absent. */
export async function requireToChange(
  manager: EntityManager,
  viewer: Viewer,
  code: string | null | undefined,
): Promise<FoundOrganization> {
  const found = await requireSeen(manager, viewer, code);
  requireChange(viewer, found.path);
  return found;
}

/** For mutations whose right is another one. */
export async function requireSeen(
  manager: EntityManager,
  viewer: Viewer,
  code: string | null | undefined,
): Promise<FoundOrganization> {
  const [found] = await manager.query<FoundOrganization[]>(
    code == null
      ? `SELECT ${COLUMNS} FROM organization WHERE id = $1`
      : `SELECT ${COLUMNS} FROM organization WHERE code = $1`,
    [code ?? viewer.path.at(-1) ?? 0],
  );
  if (found === undefined || !may(viewer).see(found.path)) throw notFound(code ?? '');
  return found;
}

/** Visible it is; whether it is theirs to change is another question. */
export function requireChange(viewer: Viewer, path: readonly number[]): void {
  if (may(viewer).change(path)) return;
  throw new Problem('FORBIDDEN', say`You may read this but not change it: that takes a reporter's token.`);
}

export function notFound(code: string): Problem {
  const message = say`There is no organization with the code "${shorten(code)}". Look it up with organizations(search: …).`;
  return new Problem('NOT_FOUND', message, { argument: 'organization' });
}
