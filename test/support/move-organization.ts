/** Puts an organization, and all below it, below another one: the log does not say so. */
import type { DataSource } from 'typeorm';

export async function moveOrganization(dataSource: DataSource, code: string, below: string): Promise<void> {
  await dataSource.query(
    `UPDATE organization o
        SET path = new.path || o.path[cardinality(moved.path):],
            parent_id = CASE WHEN o.id = moved.id THEN new.id ELSE o.parent_id END
       FROM organization moved, organization new
      WHERE moved.code = $1 AND new.code = $2 AND o.path @> ARRAY[moved.id]`,
    [code, below],
  );
}
