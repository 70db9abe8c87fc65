/** The mutations of the total that an organization declares: recorded in place of the one before, or taken back. */
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import type { Answer } from '../change/answer';
import { requireUnchanged } from '../change/if-position';
import { requireReason } from '../change/reason';
import { requireToChange } from '../change/require-organization';
import { requireOpen } from '../closure/require-open';
import type { Level } from '../organization/level';
import { Problem } from '../problem';
import { changeRecords } from '../record/change-records';
import { nextId } from '../record/save-rows';
import { decideDeclaration, toDeclarationColumns, type DeclarationRequest } from './decide-declaration';
import { Declaration, DECLARATION, DeclarationEventKind } from './declaration';
import { say } from '../words/message';

interface DeclarationChange {
  /** Code of the organization. */
  organization: string;
  /** All levels when absent. */
  level?: Level | null | undefined;
  ifPosition?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

export function recordDeclaration(
  dataSource: DataSource,
  viewer: Viewer,
  input: DeclarationChange & DeclarationRequest,
): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'recordDeclaration',
    input,
    decide: async (manager, campaign) => {
      const { id: organizationId, path } = await requireToChange(manager, viewer, input.organization);
      const level = input.level ?? null;
      const found = await findDeclaration(manager, organizationId, input);
      const organizations = await countOrganizations(manager, organizationId, level);
      const current = found === null || found.withdrawn ? null : found;
      const decided = decideDeclaration(input, current, { campaign, organizations });
      if ('recordedAt' in decided) return [decided];
      await requireOpen(manager, [organizationId]);
      const id = found?.id ?? (await nextId(manager, DECLARATION));
      const row = { id, organization_id: organizationId, ...toDeclarationColumns(level, decided.declared) };
      return [{ noun: DECLARATION, verb: DeclarationEventKind.DECLARED, path, reason: decided.reason, row }];
    },
  });
}

export function retractDeclaration(
  dataSource: DataSource,
  viewer: Viewer,
  input: DeclarationChange & { reason: string },
): Promise<Answer> {
  return changeRecords(dataSource, viewer, {
    name: 'retractDeclaration',
    input,
    decide: async (manager) => {
      const { code, path, ...place } = await requireToChange(manager, viewer, input.organization);
      const found = await findDeclaration(manager, place.id, input);
      const levels = input.level ?? say`all levels`;
      if (found === null) {
        const message = say`${code} has not declared a total of ${levels}. Check the level.`;
        throw new Problem('NOT_FOUND', message, { argument: 'level' });
      }
      if (found.withdrawn) {
        const message = say`The total of ${levels} that ${code} declared was taken back already.`;
        throw new Problem('CONFLICT', message, { argument: 'level' });
      }
      const reason = requireReason(input.reason);
      const { id, organizationId, level, completed, asOf, note } = found;
      const row = { id, organization_id: organizationId, level, completed, as_of: asOf, note, withdrawn: true };
      return [{ noun: DECLARATION, verb: DeclarationEventKind.WITHDRAWN, path, reason, row }];
    },
  });
}

/** What the organization has declared of the level, withdrawn or not; null when it never did. */
async function findDeclaration(
  manager: EntityManager,
  organizationId: number,
  asked: DeclarationChange,
): Promise<Declaration | null> {
  const found = await manager.findOneBy(Declaration, { organizationId, level: asked.level ?? IsNull() });
  requireUnchanged(say`The declaration`, found, asked);
  return found;
}

async function countOrganizations(manager: EntityManager, id: number, level: Level | null): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count FROM organization
      WHERE path @> ARRAY[$1::integer] AND ($2::level IS NULL OR level = $2)`,
    [id, level],
  );
  return row?.count ?? 0;
}
