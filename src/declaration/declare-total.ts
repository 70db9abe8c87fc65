/** Declares how many congresses were held at and below an organization, in place of what it declared before. */
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { requireOpen } from '../closure/require-open';
import type { Answer } from '../change/answer';
import type { Level } from '../organization/level';
import { changeRecords } from '../record/change-records';
import { requireToChange } from '../change/require-organization';
import { nextId } from '../record/save-rows';
import { decideDeclaration, type DeclarationRequest } from './decide-declaration';
import { DECLARATION } from './declaration';
import { DeclarationEventKind } from './declaration-event';
import { findDeclaration } from './find-declaration';

export interface NewDeclaration extends DeclarationRequest {
  organization: string;
  level?: Level | null | undefined;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export async function declareTotal(dataSource: DataSource, viewer: Viewer, input: NewDeclaration): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'declareTotal',
    input,
    decide: async (manager, campaign) => {
      const { id: organizationId, path } = await requireToChange(manager, viewer, input.organization);
      const level = input.level ?? null;
      const found = await findDeclaration(manager, organizationId, input);
      const organizations = await countOrganizations(manager, organizationId, level);
      const standing = found === null || found.withdrawn ? null : found;
      const decided = decideDeclaration(input, standing, { campaign, organizations });
      if ('recordedAt' in decided) return [decided];
      await requireOpen(manager, [organizationId]);
      const { completed, asOf, note } = decided.declared;
      const id = found?.id ?? (await nextId(manager, DECLARATION));
      const row = { id, organization_id: organizationId, level, completed, as_of: asOf, note, withdrawn: false };
      return [{ noun: DECLARATION, verb: DeclarationEventKind.DECLARED, path, reason: decided.reason, row }];
    },
  });
}

async function countOrganizations(manager: EntityManager, id: number, level: Level | null): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM organization
      WHERE path @> ARRAY[$1::integer] AND ($2::level IS NULL OR level = $2)`,
    [id, level],
  );
  return row?.count ?? 0;
}
