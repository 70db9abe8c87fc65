/** Finds the organization that a mutation of records is about, and checks that the viewer may change what is its own (P7). */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { Level, OrganizationKind } from '../organization/level';
import { findNearest, unknownCode, type NamedOrganization } from '../organization/nearest-organizations';
import { Problem } from '../problem';
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
  if (found === undefined || !may(viewer).see(found.path)) throw await notFoundBy(manager, viewer, code ?? '');
  return found;
}

/** Visible it is; whether it is theirs to change is another question. */
export function requireChange(viewer: Viewer, path: readonly number[]): void {
  if (may(viewer).change(path)) return;
  throw new Problem('FORBIDDEN', say`You may read this but not change it: that takes a reporter's token.`);
}

async function notFoundBy(manager: EntityManager, viewer: Viewer, code: string): Promise<Problem> {
  const [nearest] = await findNearest((sql, parameters) => manager.query(sql, parameters), viewer, [code]);
  return notFound(code, nearest);
}

export function notFound(code: string, nearest: readonly NamedOrganization[] = []): Problem {
  return new Problem('NOT_FOUND', unknownCode(code, nearest), { argument: 'organization' });
}
