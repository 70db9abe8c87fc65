/** Finds the place of an organization in the tree, and the root. */
import type { DataSource } from 'typeorm';
import { onLivingConnection } from '../database/dead-connection';

/** Path of the organization with the code; of the root when the code is null. */
export async function findPath(dataSource: DataSource, code: string | null): Promise<readonly number[] | undefined> {
  const [sql, parameters] =
    code === null
      ? ['SELECT path FROM organization WHERE parent_id IS NULL', []]
      : ['SELECT path FROM organization WHERE code = $1', [code]];
  const [row] = await onLivingConnection(() => dataSource.query<{ path: number[] }[]>(sql, parameters));
  return row?.path;
}

/** Code of the root; undefined while there are no organizations. */
export async function findRootCode(dataSource: DataSource): Promise<string | undefined> {
  const [row] = await dataSource.query<{ code: string }[]>('SELECT code FROM organization WHERE parent_id IS NULL');
  return row?.code;
}
