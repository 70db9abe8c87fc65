/** Takes back a declared total: nothing stands until the next one. */
import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireReason } from '../change/reason';
import type { Level } from '../organization/level';
import { Problem } from '../problem';
import { changeRecords } from '../record/change-records';
import { requireToChange } from '../change/require-organization';
import { DECLARATION } from './declaration';
import { DeclarationEventKind } from './declaration-event';
import { findDeclaration } from './find-declaration';

export interface Withdrawal {
  organization: string;
  level?: Level | null | undefined;
  reason: string;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export async function withdrawDeclaration(dataSource: DataSource, viewer: Viewer, input: Withdrawal): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'withdrawDeclaration',
    input,
    decide: async (manager) => {
      const { code, path, ...place } = await requireToChange(manager, viewer, input.organization);
      const found = await findDeclaration(manager, place.id, input);
      const what = `${code} has declared no total${input.level == null ? ' of all levels' : ` of ${input.level}`}`;
      if (found === null) {
        throw new Problem('NOT_FOUND', `${what}. Check the level.`, { argument: 'level' });
      }
      if (found.withdrawn) {
        throw new Problem('CONFLICT', `${what} that stands: it was withdrawn already.`, { argument: 'level' });
      }
      const reason = requireReason(input.reason);
      const { id, organizationId, level, completed, asOf, note } = found;
      const row = { id, organization_id: organizationId, level, completed, as_of: asOf, note, withdrawn: true };
      return [{ noun: DECLARATION, verb: DeclarationEventKind.WITHDRAWN, path, reason, row }];
    },
  });
}
