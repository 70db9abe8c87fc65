/** Closes an organization that was merged or dissolved: it takes nothing new from then on, and nothing of it is deleted. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import type { Day } from '../day';
import { OrganizationEventKind } from '../organization/structure-kinds';
import { Problem } from '../problem';
import { changeRecords } from '../record/change-records';
import type { FoundOrganization } from '../change/require-organization';
import { nextId } from '../record/save-rows';
import { CLOSURE } from './closure';
import { requireToClose } from './require-to-close';

export interface Closing {
  organization: string;
  on: Day;
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

/** It owns the structure lock: no plan, report or value of the organization is under way meanwhile. */
export async function closeOrganization(dataSource: DataSource, viewer: Viewer, input: Closing): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'closeOrganization',
    input,
    ownsStructure: true,
    decide: async (manager, { today }) => {
      const { organization, closure } = await requireToClose(manager, viewer, input);
      const reason = requireReason(input.reason);
      if (input.on > today) {
        const message = `${input.on} is in the future: today is ${today}. Close the organization once it has come to that.`;
        throw new Problem('BAD_USER_INPUT', message, { argument: 'on' });
      }
      if (closure?.closedOn != null) throw refuse(`${organization.code} was closed on ${closure.closedOn} already.`);
      await requireNothingOpen(manager, organization);
      const id = closure?.id ?? (await nextId(manager, CLOSURE));
      const row = { id, organization_id: organization.id, closed_on: input.on };
      return [{ noun: CLOSURE, verb: OrganizationEventKind.CLOSED, path: organization.path, reason, row }];
    },
  });
}

/** What is below a closed organization is closed: to look at those directly below is enough. */
const OPEN_BELOW = `
  SELECT min(o.code) AS first, count(*)::integer AS count
    FROM organization o LEFT JOIN closure ON closure.organization_id = o.id
   WHERE o.parent_id = $1 AND closure.closed_on IS NULL`;

/** One that is closed has a congress ahead of it again once its report is taken back. */
const AHEAD = `
  SELECT o.code, c.status FROM congress c JOIN organization o ON o.id = c.organization_id
   WHERE o.path @> ARRAY[$1::integer] AND c.status IN ('PLANNED', 'POSTPONED')
   ORDER BY o.code LIMIT 1`;

async function requireNothingOpen(manager: EntityManager, { id, code }: FoundOrganization): Promise<void> {
  const [below] = await manager.query<{ first: string; count: number }[]>(OPEN_BELOW, [id]);
  if (below !== undefined && below.count > 0) {
    const more = below.count === 1 ? '' : ` and ${below.count - 1} more directly below ${code}`;
    throw refuse(
      `${below.first}${more} ${below.count === 1 ? 'below it is' : 'are'} open. Close what is below ${code} first.`,
    );
  }
  const [ahead] = await manager.query<{ code: string; status: string }[]>(AHEAD, [id]);
  if (ahead !== undefined) throw refuse(`The congress of ${ahead.code} is ${ahead.status}. Cancel it first.`);
}

function refuse(message: string): Problem {
  return new Problem('CONFLICT', message, { argument: 'organization' });
}
