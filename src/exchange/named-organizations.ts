/** Finds the organizations that the rows of records name, all of a table at once. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import type { Level } from '../organization/level';
import type { Problem } from '../problem';
import { requireName } from './import-congresses';

export interface NamedRow {
  organization: string;
  /** Only to be compared with that of the organization. */
  name: string | null;
}

export interface RowOrganization {
  id: number;
  code: string;
  name: string;
  level: Level;
  path: number[];
  /** Null while it is open. */
  closedOn: Day | null;
}

const FOUND = `
  SELECT o.id, o.code, o.name, o.level, o.path, closure.closed_on AS "closedOn"
    FROM organization o LEFT JOIN closure ON closure.organization_id = o.id WHERE o.code = ANY($1)`;

interface Naming {
  manager: EntityManager;
  ignoreNames: boolean;
  /** What to say about a code that is unknown. */
  explainUnknown: (code: string, name: string | null) => Problem;
}

/** What it gives finds each, and throws the Problem for which the row is refused. */
export async function findNamedOrganizations(
  { manager, ignoreNames, explainUnknown }: Naming,
  rows: readonly NamedRow[],
): Promise<(row: NamedRow) => RowOrganization> {
  const codes = [...new Set(rows.map(({ organization }) => organization))];
  const found = await manager.query<RowOrganization[]>(FOUND, [codes]);
  const byCode = new Map(found.map((each) => [each.code, each]));
  return ({ organization, name }) => {
    const named = byCode.get(organization);
    if (named === undefined) throw explainUnknown(organization, name);
    if (!ignoreNames && name !== null) requireName(organization, name, named.name);
    return named;
  };
}
