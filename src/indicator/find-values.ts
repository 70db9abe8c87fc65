/** Finds what stands of the values that a mutation is about, and where they belong. */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import type { Day } from '../day';
import { Problem } from '../problem';
import { notFound as organizationNotFound, requireChange } from '../change/require-organization';
import type { StandingValue } from './decide-value';
import { findIndicators, indicatorNotFound, type FoundIndicator } from './find-indicators';
import { isCountedAt } from './may-see-indicator';
import { readClosings } from './require-open';

/** Which value is meant. */
export interface ValueKey {
  /** Code of the organization. */
  organization: string;
  /** Code of the indicator. */
  indicator: string;
  month: string;
}

export interface FoundValue {
  organizationId: number;
  path: number[];
  closedOn: Day | undefined;
  indicator: FoundIndicator['indicator'];
  /** Undefined when nothing was ever said. */
  standing: (StandingValue & { id: number }) | undefined;
}

interface OrganizationRow {
  id: number;
  code: string;
  path: number[];
}

const STANDING = `
  SELECT v.id, v.value, v.position, v.organization_id AS "organizationId", v.indicator, v.month
    FROM unnest($1::integer[], $2::text[], $3::text[]) AS asked (organization_id, indicator, month)
    JOIN indicator_value v USING (organization_id, indicator, month)`;

/** For all of them at once; what it gives finds each, and throws the Problem for which it is refused. */
export async function findValues(
  manager: EntityManager,
  viewer: Viewer,
  keys: readonly ValueKey[],
): Promise<(key: ValueKey) => FoundValue> {
  const organizations = await findOrganizations(manager, viewer, keys);
  const idOf = ({ organization }: ValueKey): number => organizations.get(organization)?.id ?? 0;
  const indicators = await findIndicators(manager, viewer, [...new Set(keys.map(({ indicator }) => indicator))]);
  const closings = await readClosings(
    manager,
    Array.from(organizations.values(), ({ id }) => id),
  );
  const rows = await manager.query<(StandingValue & { id: number } & StandingKey)[]>(STANDING, [
    keys.map(idOf),
    keys.map(({ indicator }) => indicator),
    keys.map(({ month }) => month),
  ]);
  const standing = new Map(rows.map((row) => [textOf(row), row]));
  return (key) => {
    const organization = organizations.get(key.organization);
    if (organization === undefined) throw organizationNotFound(key.organization);
    const { id: organizationId, path } = organization;
    requireChange(viewer, path);
    const { indicator } = requireCountedAt(indicators.get(key.indicator), organization, key);
    const found = standing.get(textOf({ organizationId, ...key }));
    return { organizationId, path, closedOn: closings.get(organizationId), indicator, standing: found };
  };
}

interface StandingKey {
  organizationId: number;
  indicator: string;
  month: string;
}

function textOf({ organizationId, indicator, month }: StandingKey): string {
  return `${organizationId} ${indicator} ${month}`;
}

async function findOrganizations(
  manager: EntityManager,
  viewer: Viewer,
  keys: readonly ValueKey[],
): Promise<Map<string, OrganizationRow>> {
  const rows = await manager.query<OrganizationRow[]>('SELECT id, code, path FROM organization WHERE code = ANY($1)', [
    [...new Set(keys.map(({ organization }) => organization))],
  ]);
  const visible = rows.filter(({ path }) => may(viewer).see(path));
  return new Map(visible.map((row) => [row.code, row]));
}

function requireCountedAt(
  found: FoundIndicator | undefined,
  organization: OrganizationRow,
  key: ValueKey,
): FoundIndicator {
  if (found === undefined) throw indicatorNotFound(key.indicator, 'indicator');
  if (isCountedAt(organization.path, found.path)) return found;
  const message = `${key.indicator} is counted only at and below the organization that defined it, and ${key.organization} is not there.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'organization' });
}
