/** The mutations of the closure of an organization: closed when it was merged or dissolved, or reopened. */
import type { DataSource, EntityManager } from 'typeorm';
import { may } from '../access/may';
import { Role, type Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireUnchanged } from '../change/if-position';
import { requireReason } from '../change/reason';
import { requireSeen, type FoundOrganization } from '../change/require-organization';
import type { Day } from '../day';
import { ClosureVerb } from '../organization/structure-kinds';
import { Problem } from '../problem';
import { changeRecords } from '../record/change-records';
import { nextId } from '../record/save-rows';
import { Closure, CLOSURE } from './closure';
import { requireOpen } from './require-open';
import { type Message, say } from '../words/message';

interface ClosureChange {
  /** Code of the organization. */
  organization: string;
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/** It then takes nothing new, and nothing of it is deleted. The structure lock is owned: no plan, report or value of it is under way meanwhile. */
export function closeOrganization(
  dataSource: DataSource,
  viewer: Viewer,
  input: ClosureChange & { on: Day },
): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'closeOrganization',
    input,
    ownsStructure: true,
    decide: async (manager, { today }) => {
      const { organization, closure } = await requireToClose(manager, viewer, input);
      const reason = requireReason(input.reason);
      if (input.on > today) {
        const message = say`${input.on} is in the future: today is ${today}. Close the organization on that day or later.`;
        throw new Problem('BAD_USER_INPUT', message, { argument: 'on' });
      }
      if (closure?.closedOn != null) throw refuse(say`${organization.code} was already closed on ${closure.closedOn}.`);
      await requireNothingOpen(manager, organization);
      const id = closure?.id ?? (await nextId(manager, CLOSURE));
      const row = { id, organization_id: organization.id, closed_on: input.on };
      return [{ noun: CLOSURE, verb: ClosureVerb.CLOSED, path: organization.path, reason, row }];
    },
  });
}

/** It takes everything again. */
export function reopenOrganization(dataSource: DataSource, viewer: Viewer, input: ClosureChange): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'reopenOrganization',
    input,
    ownsStructure: true,
    decide: async (manager) => {
      const { organization, closure } = await requireToClose(manager, viewer, input);
      const reason = requireReason(input.reason);
      if (closure?.closedOn == null) throw refuse(say`${organization.code} is open: there is nothing to reopen.`);
      await requireOpen(manager, organization.path.slice(0, -1));
      const row = { id: closure.id, organization_id: organization.id, closed_on: null };
      return [{ noun: CLOSURE, verb: ClosureVerb.REOPENED, path: organization.path, reason, row }];
    },
  });
}

/** The organization with what is recorded of its closing, when the viewer has the right to close and reopen it. */
async function requireToClose(
  manager: EntityManager,
  viewer: Viewer,
  asked: ClosureChange,
): Promise<{ organization: FoundOrganization; closure: Closure | null }> {
  const organization = await requireSeen(manager, viewer, asked.organization);
  requireRight(viewer, organization.path);
  const closure = await manager.findOneBy(Closure, { organizationId: organization.id });
  requireUnchanged(say`The closure`, closure, asked);
  return { organization, closure };
}

function requireRight(viewer: Viewer, path: readonly number[]): void {
  if (may(viewer).close(path)) return;
  if (path.length === 1 && viewer.role === Role.ADMIN) {
    throw refuse(say`The root cannot be closed: the campaign belongs to it. Close an organization below it.`);
  }
  const message = say`You may see this organization but not close or reopen it: that takes an admin's token of an organization above it.`;
  throw new Problem('FORBIDDEN', message, { argument: 'organization' });
}

/** What is below a closed organization is closed, so it is enough to look directly below. */
const OPEN_BELOW = `
  SELECT min(o.code) AS first, count(*)::integer AS count
    FROM organization o LEFT JOIN closure ON closure.organization_id = o.id
   WHERE o.parent_id = $1 AND closure.closed_on IS NULL`;

/** A closed organization below may have one, too: its report was taken back after it was closed. */
const AHEAD = `
  SELECT o.code, c.status FROM congress c JOIN organization o ON o.id = c.organization_id
   WHERE o.path @> ARRAY[$1::integer] AND c.status IN ('PLANNED', 'POSTPONED')
   ORDER BY o.code LIMIT 1`;

async function requireNothingOpen(manager: EntityManager, { id, code }: FoundOrganization): Promise<void> {
  const [below] = await manager.query<{ first: string; count: number }[]>(OPEN_BELOW, [id]);
  if (below !== undefined && below.count > 0) {
    const more = below.count - 1;
    throw refuse(
      more === 0
        ? say`${below.first} below it is open. Close what is below ${code} first.`
        : say`${below.first} and ${more} more directly below ${code} are open. Close what is below ${code} first.`,
    );
  }
  const [ahead] = await manager.query<{ code: string; status: string }[]>(AHEAD, [id]);
  if (ahead !== undefined) throw refuse(say`The congress of ${ahead.code} is ${ahead.status}. Cancel it first.`);
}

function refuse(message: Message): Problem {
  return new Problem('CONFLICT', message, { argument: 'organization' });
}
