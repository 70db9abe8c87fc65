/** Finds, for a mutation of values, what is recorded of them and where they belong. */
import type { EntityManager } from 'typeorm';
import { may } from '../access/may';
import type { Viewer } from '../access/viewer';
import { notFound as organizationNotFound, requireChange } from '../change/require-organization';
import type { Day } from '../day';
import type { RecordedValue } from './decide-value';
import { findNearest } from '../organization/nearest-organizations';
import { findIndicators, indicatorNotFound } from './find-indicators';
import type { Indicator } from './indicator';
import type { IndicatorValueInput } from './indicator-inputs';

/** Which value is meant. */
export type ValueKey = Pick<IndicatorValueInput, 'organization' | 'code' | 'month'>;

export interface FoundValue {
  organizationId: number;
  path: number[];
  /** Of the organization; null while it is open. */
  closedOn: Day | null;
  indicator: Indicator;
  /** Undefined when nothing was ever recorded. */
  before: (RecordedValue & { id: number }) | undefined;
}

interface OrganizationRow {
  id: number;
  code: string;
  path: number[];
  closedOn: Day | null;
}

const ORGANIZATIONS = `
  SELECT o.id, o.code, o.path, closure.closed_on AS "closedOn"
    FROM organization o LEFT JOIN closure ON closure.organization_id = o.id
   WHERE o.code = ANY($1)`;

const RECORDED = `
  SELECT v.id, v.value, v.position, v.organization_id AS "organizationId", v.indicator, v.month
    FROM unnest($1::integer[], $2::text[], $3::text[]) AS asked (organization_id, indicator, month)
    JOIN indicator_value v USING (organization_id, indicator, month)`;

type RecordedRow = RecordedValue & { id: number } & StoredKey;

/** For all of them at once; what it gives finds each, and throws the Problem for which it is refused. */
export async function findValues(
  manager: EntityManager,
  viewer: Viewer,
  keys: readonly ValueKey[],
): Promise<(key: ValueKey) => FoundValue> {
  const organizations = await findOrganizations(manager, viewer, keys);
  const pathOf = ({ organization }: ValueKey): number[] => organizations.get(organization)?.path ?? [];
  const findIndicator = await findIndicators(
    manager,
    keys.map((key) => ({ path: pathOf(key), code: key.code })),
  );
  const rows = await manager.query<RecordedRow[]>(RECORDED, [
    keys.map(({ organization }) => organizations.get(organization)?.id ?? 0),
    keys.map((key) => findIndicator(pathOf(key), key.code)?.key ?? ''),
    keys.map(({ month }) => month),
  ]);
  const recorded = new Map(rows.map((row) => [textOf(row), row]));
  const unknown = [...new Set(keys.map(({ organization }) => organization))].filter((code) => !organizations.has(code));
  const nearest = await findNearest((sql, parameters) => manager.query(sql, parameters), viewer, unknown);
  return (key) => {
    const organization = organizations.get(key.organization);
    if (organization === undefined)
      throw organizationNotFound(key.organization, nearest[unknown.indexOf(key.organization)]);
    const { id: organizationId, path, closedOn } = organization;
    requireChange(viewer, path);
    const indicator = findIndicator(path, key.code);
    if (indicator === undefined) throw indicatorNotFound(key.code);
    const before = recorded.get(textOf({ organizationId, indicator: indicator.key, month: key.month }));
    return { organizationId, path, closedOn, indicator, before };
  };
}

interface StoredKey {
  organizationId: number;
  indicator: string;
  month: string;
}

function textOf({ organizationId, indicator, month }: StoredKey): string {
  return `${organizationId} ${indicator} ${month}`;
}

async function findOrganizations(
  manager: EntityManager,
  viewer: Viewer,
  keys: readonly ValueKey[],
): Promise<Map<string, OrganizationRow>> {
  const rows = await manager.query<OrganizationRow[]>(ORGANIZATIONS, [
    [...new Set(keys.map(({ organization }) => organization))],
  ]);
  const visible = rows.filter(({ path }) => may(viewer).see(path));
  return new Map(visible.map((row) => [row.code, row]));
}
