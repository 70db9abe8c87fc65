/** Writes the row of a record as its entry of the log has it. */
import type { EntityManager } from 'typeorm';
import type { RecordNoun, RecordRow } from './noun';

/** An id for a thing that is new. */
export async function nextId(manager: EntityManager, { table }: RecordNoun): Promise<number> {
  const [row] = await manager.query<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('${table}', 'id'))::integer AS id`,
  );
  if (row === undefined) throw new Error(`The table ${table} gives no ids.`);
  return row.id;
}

/** The row as PostgreSQL writes it: what the log keeps can be compared with what the table has. */
export async function normaliseRow(
  manager: EntityManager,
  { table }: RecordNoun,
  row: RecordRow,
): Promise<Record<string, unknown>> {
  const [found] = await manager.query<{ body: Record<string, unknown> }[]>(
    `SELECT to_jsonb(jsonb_populate_record(NULL::${table}, $1)) - 'position' AS body`,
    [JSON.stringify(row)],
  );
  if (found === undefined) throw new Error(`A row of ${table} could not be read.`);
  return found.body;
}

export async function saveRow(
  manager: EntityManager,
  { table }: RecordNoun,
  body: Record<string, unknown>,
  position: number,
): Promise<void> {
  const columns = Object.keys({ ...body, position });
  const updates = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
  await manager.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::${table}, $1)
         ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
    [JSON.stringify({ ...body, position })],
  );
}
