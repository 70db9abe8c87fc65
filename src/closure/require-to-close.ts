/** Finds an organization that is to be closed or reopened, and what is recorded of that; checks the viewer's right to do it. */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import { Role, type Viewer } from '../access/viewer';
import { requireUnchanged } from '../change/if-position';
import { Problem } from '../problem';
import { requireSeen, type FoundOrganization } from '../change/require-organization';
import { Closure } from './closure';

interface Asked {
  organization: string;
  ifPosition?: number | null | undefined;
}

const ARGUMENT = 'organization';

export async function requireToClose(
  manager: EntityManager,
  viewer: Viewer,
  asked: Asked,
): Promise<{ organization: FoundOrganization; closure: Closure | null }> {
  const organization = await requireSeen(manager, viewer, asked.organization);
  requireRight(viewer, organization.path);
  const closure = await manager.findOneBy(Closure, { organizationId: organization.id });
  requireUnchanged('The closure', closure, asked);
  return { organization, closure };
}

function requireRight(viewer: Viewer, path: readonly number[]): void {
  if (may(viewer).close(path)) return;
  if (path.length === 1 && viewer.role === Role.ADMIN) {
    const message = 'The whole country cannot be closed: the campaign is its own. Close an organization below it.';
    throw new Problem('CONFLICT', message, { argument: ARGUMENT });
  }
  throw new Problem(
    'FORBIDDEN',
    "You may see this organization but not close or reopen it: that takes an admin's token of an organization above it.",
    { argument: ARGUMENT },
  );
}
