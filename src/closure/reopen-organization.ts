/** Reopens a closed organization: it is as any other again. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import { OrganizationEventKind } from '../organization/structure-kinds';
import { Problem } from '../problem';
import { changeRecords } from '../record/change-records';
import { CLOSURE } from './closure';
import { requireOpen } from './require-open';
import { requireToClose } from './require-to-close';

export interface Reopening {
  organization: string;
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export async function reopenOrganization(dataSource: DataSource, viewer: Viewer, input: Reopening): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'reopenOrganization',
    input,
    ownsStructure: true,
    decide: async (manager) => {
      const { organization, closure } = await requireToClose(manager, viewer, input);
      const reason = requireReason(input.reason);
      if (closure?.closedOn == null) {
        const message = `${organization.code} is open: there is nothing to reopen.`;
        throw new Problem('CONFLICT', message, { argument: 'organization' });
      }
      await requireOpen(manager, organization.path.slice(0, -1));
      const row = { id: closure.id, organization_id: organization.id, closed_on: null };
      return [{ noun: CLOSURE, verb: OrganizationEventKind.REOPENED, path: organization.path, reason, row }];
    },
  });
}
