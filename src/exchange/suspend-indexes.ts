/** Drops foreign keys and secondary indexes while rows are loaded, and makes them again, just as they were. */
import type { PoolClient } from 'pg';

/** What the catalogue says of them, so that no migration needs to be repeated here. */
const FIND = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
    FROM pg_constraint
   WHERE contype = 'f' AND conrelid = ANY($1::regclass[])
   UNION ALL
  SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index
   WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`;

/** Gives back what makes them again, in the same transaction: all rows are checked then, and faster than one by one. */
export async function suspendIndexes(client: PoolClient, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ drop: string; make: string }>(FIND, [tables]);
  for (const { drop } of rows) await client.query(drop);
  return async () => {
    for (const { make } of rows) await client.query(make);
  };
}
