/** Writes the rows of records as their entries of the log have them: all rows of a noun by one statement. */
import type { EntityManager } from 'typeorm';
import { groupBy } from '../group-by';
import type { RecordNoun } from './noun';

/** A row of the table of a noun. */
export interface NounRow {
  noun: RecordNoun;
  /** Its columns but the position, which the log gives. */
  row: Record<string, unknown>;
}

/** An id for a thing that is new. */
export async function nextId(manager: EntityManager, noun: RecordNoun): Promise<number> {
  const [id] = await nextIds(manager, noun, 1);
  if (id === undefined) throw new Error(`The table ${noun.table} gives no ids.`);
  return id;
}

export async function nextIds(manager: EntityManager, { table }: RecordNoun, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await manager.query<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('${table}', 'id'))::integer AS id FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** The rows as PostgreSQL writes them, in their order: what the log keeps can be compared with what the tables have. */
export async function normaliseRows(manager: EntityManager, rows: readonly NounRow[]): Promise<NounRow[]> {
  const normal = new Map<NounRow, Record<string, unknown>>();
  for (const [{ table }, alike] of groupBy(rows, ({ noun }) => noun)) {
    const found = await manager.query<{ row: Record<string, unknown> }[]>(
      `SELECT to_jsonb(jsonb_populate_record(NULL::${table}, entered.row)) - 'position' AS row
         FROM jsonb_array_elements($1) WITH ORDINALITY AS entered (row, place) ORDER BY place`,
      [JSON.stringify(alike.map(({ row }) => row))],
    );
    for (const [index, each] of alike.entries()) normal.set(each, found[index]?.row ?? {});
  }
  return rows.map((each) => ({ noun: each.noun, row: normal.get(each) ?? {} }));
}

/** Saves normalised rows, the first one at the position `first`. */
export async function saveRows(manager: EntityManager, rows: readonly NounRow[], first: number): Promise<void> {
  const placed = rows.map(({ noun, row }, index) => ({ noun, row: { ...row, position: first + index } }));
  for (const [{ table }, alike] of groupBy(placed, ({ noun }) => noun)) {
    const columns = Object.keys(alike[0]?.row ?? {});
    const updates = columns.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
    await manager.query(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)
           ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
      [JSON.stringify(alike.map(({ row }) => row))],
    );
  }
}
