/** Reads organizations with statements of our own: what TypeORM makes of a row costs the process several times what the row does. */
import type { Snapshot } from '../database/snapshot';
import { Organization } from './organization';

/** All that answers show of them, and all that is an `Organization` without its search text. */
const COLUMNS = [
  'id',
  'code',
  'name',
  'name_en AS "nameEn"',
  'level',
  'kind',
  'region',
  'parent_id AS "parentId"',
  'path',
];

const select = (condition: string): string => `SELECT ${COLUMNS.join(', ')} FROM organization WHERE ${condition}`;

const BY = {
  id: { name: 'organizations by id', text: select('id = ANY($1)') },
  code: { name: 'organizations by code', text: select('code = ANY($1)') },
  parent: { name: 'organizations by parent', text: `${select('parent_id = ANY($1)')} ORDER BY code` },
} as const;

/** Those below parents come by code. */
export async function readOrganizations(
  snapshot: Snapshot,
  by: keyof typeof BY,
  keys: readonly (string | number)[],
): Promise<Organization[]> {
  const rows = await snapshot.query<Organization>(BY[by], [keys]);
  return rows.map((row) => Object.assign(new Organization(), row));
}
