/** Path of the organization with the code; of the root when the code is null. */
import type { DataSource } from 'typeorm';

export async function findPath(dataSource: DataSource, code: string | null): Promise<readonly number[] | undefined> {
  const [row] = await dataSource.query<{ path: number[] }[]>(
    code === null
      ? 'SELECT path FROM organization WHERE parent_id IS NULL'
      : 'SELECT path FROM organization WHERE code = $1',
    code === null ? [] : [code],
  );
  return row?.path;
}
