/** Reads organizations with statements of our own: what TypeORM makes of a row costs the process several times what the row does. */
import { toIntegerArray } from '../database/integer-array';
import type { Snapshot } from '../database/snapshot';
import { Organization } from './organization';

/** All that answers show of them, and all that is an `Organization` without its search text. */
export const ORGANIZATION_COLUMNS = [
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

const select = (condition: string): string =>
  `SELECT ${ORGANIZATION_COLUMNS.join(', ')} FROM organization WHERE ${condition}`;

const BY_ID = { name: 'organizations by id', text: select('id = ANY($1)') };
const BY_CODE = { name: 'organizations by code', text: select('code = ANY($1)') };
const BELOW = { name: 'organizations by parent', text: `${select('parent_id = ANY($1)')} ORDER BY code` };

export async function readById(snapshot: Snapshot, ids: readonly number[]): Promise<Organization[]> {
  return (await snapshot.query<Organization>(BY_ID, [toIntegerArray(ids)])).map(toOrganization);
}

export async function readByCode(snapshot: Snapshot, codes: readonly string[]): Promise<Organization[]> {
  return (await snapshot.query<Organization>(BY_CODE, [codes])).map(toOrganization);
}

/** Those directly below, by code. */
export async function readBelow(snapshot: Snapshot, parentIds: readonly number[]): Promise<Organization[]> {
  return (await snapshot.query<Organization>(BELOW, [toIntegerArray(parentIds)])).map(toOrganization);
}

/** Of a row with `ORGANIZATION_COLUMNS`. */
export function toOrganization({
  id,
  code,
  name,
  nameEn,
  level,
  kind,
  region,
  parentId,
  path,
}: Organization): Organization {
  return Object.assign(new Organization(), { id, code, name, nameEn, level, kind, region, parentId, path });
}
