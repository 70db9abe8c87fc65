/** Locks congresses by ascending id, checks the viewer's rights, and reads what is known of them. */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { Day } from '../day';
import type { Level } from '../organization/level';
import { findNearest, sayNearest, type NamedOrganization } from '../organization/nearest-organizations';
import { fromGlobalId } from '../api/node';
import { unlessOneOf } from '../change/require-one-of';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import type { CongressHistory, PlanDecision, Report } from './history';
import { say } from '../words/message';

/** Which congress is meant: by its id, or by the code of its organization. */
export interface CongressReference {
  congressId?: string | null | undefined;
  organization?: string | null | undefined;
}

export interface LockedCongress {
  id: number;
  organizationId: number;
  /** Ids from the root down to its organization. */
  path: number[];
  /** Position of the last event that changed it. */
  position: number;
  history: CongressHistory;
}

type LockedRow = Omit<LockedCongress, 'history'> & { code: string; level: Level } & {
  [key in keyof Report]: Report[key] | null;
} & { closedOn: Day | null };

/**
 * One condition for ids and one for codes would read both tables whole; a set of ids goes by the index. It is an array, worked out
 * once: PostgreSQL looks again at a row that it has waited for, and of a joined subquery it would find only the first one again.
 */
const FIND = `
  SELECT c.id, c.organization_id AS "organizationId", c.level, c.position, c.held_on AS "heldOn",
         c.delegates_summoned AS "delegatesSummoned", c.delegates_attended AS "delegatesAttended",
         c.committee_elected AS "committeeElected", c.note, o.code, o.path, closure.closed_on AS "closedOn"
    FROM congress c JOIN organization o ON o.id = c.organization_id
    LEFT JOIN closure ON closure.organization_id = c.organization_id
   WHERE c.id = ANY(ARRAY(SELECT unnest($1::integer[]) UNION ALL
                          SELECT coded.id FROM congress coded JOIN organization ON organization.id = coded.organization_id
                           WHERE organization.code = ANY($2)))
     AND $3 = ANY(o.path)
   ORDER BY c.id`;

const PLANS = `
  SELECT congress_id AS "congressId", decided_on AS "since", status, planned_on AS "plannedOn", pilot
    FROM congress_plan WHERE congress_id = ANY($1) ORDER BY position`;

/** What is asked for, in its order: each the congress, or the Problem for which it is refused. */
export async function lockCongresses(
  manager: EntityManager,
  viewer: Viewer,
  references: readonly CongressReference[],
): Promise<(LockedCongress | Problem)[]> {
  const ids = references.flatMap(({ congressId }) => (congressId ? (internalId(congressId) ?? []) : []));
  const codes = references.flatMap(({ organization }) => organization ?? []);
  // A viewer without the right to change locks nothing, and nobody locks rows that they cannot see.
  const lock = may(viewer).change(viewer.path) ? `${FIND} FOR UPDATE OF c` : FIND;
  const rows = await manager.query<LockedRow[]>(lock, [ids, codes, viewer.path.at(-1) ?? 0]);
  const plans = await readPlans(
    manager,
    rows.map((row) => row.id),
  );
  const byId = new Map(rows.map((row) => [row.id, toLocked(row, plans.get(row.id) ?? [])]));
  const byCode = new Map(rows.map((row) => [row.code, byId.get(row.id)]));
  const found = references.map((reference): LockedCongress | Problem | undefined => {
    const unclear = unlessNamed(reference);
    if (unclear !== undefined) return unclear;
    const id = reference.congressId ? internalId(reference.congressId) : undefined;
    const congress = id === undefined ? byCode.get(reference.organization ?? '') : byId.get(id);
    return congress === undefined || !may(viewer).see(congress.path) ? undefined : permitted(viewer, congress);
  });
  const unknown = references.flatMap(({ organization }, at) => (found[at] === undefined ? (organization ?? []) : []));
  const nearest = await findNearest((sql, parameters) => manager.query(sql, parameters), viewer, unknown);
  return references.map((reference, at) => {
    const others = nearest[unknown.indexOf(reference.organization ?? '')] ?? [];
    return found[at] ?? notFound(reference, others);
  });
}

function permitted(viewer: Viewer, found: LockedCongress): LockedCongress | Problem {
  if (may(viewer).change(found.path)) return found;
  return new Problem('FORBIDDEN', say`You may read this congress but not change it: that takes a reporter's token.`);
}

/** A reference names its congress in one of the two ways. */
function unlessNamed(reference: CongressReference): Problem | undefined {
  const ask = say`Say which congress: give congressId, or the code of its organization.`;
  return unlessOneOf(reference, ['congressId', 'organization'], ask);
}

function notFound({ congressId, organization }: CongressReference, nearest: readonly NamedOrganization[]): Problem {
  if (congressId != null) {
    return new Problem(
      'NOT_FOUND',
      say`There is no congress with the id "${shorten(congressId)}". Use an id just as the API gave it.`,
      {
        argument: 'congressId',
      },
    );
  }
  const message = say`There is no congress of an organization with the code "${shorten(organization ?? '')}". Check the code; if the organization is new, plan its congress first.${sayNearest(nearest)}`;
  return new Problem('NOT_FOUND', message, { argument: 'organization' });
}

function internalId(congressId: string): number | undefined {
  const parsed = fromGlobalId(congressId);
  return parsed?.type === 'Congress' && /^\d{1,9}$/.test(parsed.key) ? Number(parsed.key) : undefined;
}

async function readPlans(manager: EntityManager, congressIds: readonly number[]): Promise<Map<number, PlanDecision[]>> {
  const plans = await manager.query<(PlanDecision & { congressId: number })[]>(PLANS, [congressIds]);
  const byCongress = new Map<number, PlanDecision[]>();
  for (const { congressId, ...plan } of plans) {
    const list = byCongress.get(congressId) ?? [];
    list.push(plan);
    byCongress.set(congressId, list);
  }
  return byCongress;
}

function toLocked(row: LockedRow, plans: PlanDecision[]): LockedCongress {
  const { id, organizationId, path, position, level, heldOn, closedOn } = row;
  const { delegatesSummoned, delegatesAttended, committeeElected, note } = row;
  const report = heldOn === null ? null : { heldOn, delegatesSummoned, delegatesAttended, committeeElected, note };
  return { id, organizationId, path, position, history: { level, plans, report, closedOn } };
}
