/** Tries the records of a log in their tables, in the order of the log: what a table refuses is found before anything is loaded. */
import { stringify } from 'safe-stable-stringify';
import type { EntityManager } from 'typeorm';
import { sqlStateOf } from '../database/sql-state';
import type { Problem } from '../problem';
import type { RecordNoun } from '../record/noun';
import { shorten } from '../text/shorten';
import { nounOf, unfit, type RecordEventRow } from './event-row';
import { bodyOfRecord, type RecordShape } from './replay-records';

export interface TriedRecord {
  event: RecordEventRow;
  /** Id of its organization. */
  organization: number;
}

/** The first that does not fit. */
interface Misfit {
  event: RecordEventRow;
  problem: Problem;
}

/** Rows in one statement. */
const PORTION = 1_000;

const COLUMNS = `
  SELECT attname AS column FROM pg_attribute
   WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
     AND attname NOT IN ('id', 'organization_id', 'position')
   ORDER BY attnum`;

export async function readShapes(manager: EntityManager, nouns: readonly RecordNoun[]): Promise<RecordShape[]> {
  const shapes: RecordShape[] = [];
  for (const noun of nouns) {
    const rows = await manager.query<{ column: string }[]>(COLUMNS, [noun.table]);
    shapes.push({ ...noun, columns: rows.map(({ column }) => column) });
  }
  return shapes;
}

/** Leaves the tables as they were. */
export async function tryRecords(
  manager: EntityManager,
  records: Iterable<TriedRecord>,
  shapes: readonly RecordShape[],
): Promise<Misfit | undefined> {
  await manager.query('SAVEPOINT trial');
  const found = await findMisfit(manager, records, new Map(shapes.map((shape) => [shape.name, shape])));
  await manager.query('ROLLBACK TO SAVEPOINT trial; RELEASE SAVEPOINT trial');
  return found;
}

async function findMisfit(
  manager: EntityManager,
  records: Iterable<TriedRecord>,
  shapes: ReadonlyMap<string, RecordShape>,
): Promise<Misfit | undefined> {
  for (const { noun, run } of runsOf(records)) {
    const shape = shapes.get(noun);
    if (shape === undefined) throw new Error(`Records of an unknown noun were taken: ${noun}.`);
    if ((await write(manager, shape, run)) === undefined) continue;
    // A run is refused as a whole: written one by one, its records show which of them it was.
    for (const one of run) {
      const problem = await write(manager, shape, [one]);
      if (problem !== undefined) return { event: one.event, problem };
    }
  }
  return undefined;
}

/** Neighbours of one noun, all of different things: one statement can write a thing only once. */
function* runsOf(records: Iterable<TriedRecord>): Generator<{ noun: string; run: TriedRecord[] }> {
  let noun = '';
  let run: TriedRecord[] = [];
  let things = new Set<number>();
  for (const each of records) {
    const { kind, thing } = each.event;
    const own = nounOf(kind);
    if (run.length > 0 && (own !== noun || things.has(thing) || run.length === PORTION)) {
      yield { noun, run };
      run = [];
      things = new Set();
    }
    noun = own;
    run.push(each);
    things.add(thing);
  }
  if (run.length > 0) yield { noun, run };
}

type Stored = Record<string, unknown> & { id: number };

/** Writes the rows as the mutations do. When the table refuses them, it returns why, and nothing of them is written. */
async function write(
  manager: EntityManager,
  { table, columns }: RecordShape,
  run: readonly TriedRecord[],
): Promise<Problem | undefined> {
  const all = ['id', 'organization_id', ...columns, 'position'];
  const updates = all.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
  const rows = run.map(({ event, organization }) => ({
    ...bodyOfRecord(event, organization),
    position: event.position,
  }));
  await manager.query('SAVEPOINT run');
  try {
    const stored = await manager.query<{ row: Stored }[]>(
      `INSERT INTO ${table} AS stored (${all.join(', ')})
       SELECT ${all.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)
           ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}
       RETURNING to_jsonb(stored) AS row`,
      [JSON.stringify(rows)],
    );
    await manager.query('RELEASE SAVEPOINT run');
    const byThing = new Map(stored.map(({ row }) => [row.id, row]));
    return findChanged(run, columns, byThing);
  } catch (error) {
    const [first] = run;
    const why = whyRefused(error);
    if (why === undefined || first === undefined) throw error;
    await manager.query('ROLLBACK TO SAVEPOINT run; RELEASE SAVEPOINT run');
    return unfit(first.event, `${table} cannot hold it: ${why}`, 'record');
  }
}

/** A value that the table stores in another form would not be the same when it is exported again. */
function findChanged(
  run: readonly TriedRecord[],
  columns: readonly string[],
  byThing: ReadonlyMap<number, Stored>,
): Problem | undefined {
  for (const { event } of run) {
    const row = byThing.get(event.thing);
    for (const column of columns.filter((each) => each in event.record)) {
      const [given, kept] = [event.record[column], row?.[column]].map((value) => stringify(value) ?? '');
      if (given === kept) continue;
      const shown = `"${column}" is ${shorten(given ?? '', 60)}, which is written ${shorten(kept ?? '', 60)}`;
      return unfit(event, shown, 'record');
    }
  }
  return undefined;
}

interface DatabaseFault {
  message: string;
  column?: string;
  constraint?: string;
}

/** Undefined when the values are not at fault. */
function whyRefused(error: unknown): string | undefined {
  const state = sqlStateOf(error) ?? '';
  const { message, column, constraint } = error as DatabaseFault;
  if (state === '23502') return `the column "${column ?? ''}" must have a value`;
  if (state === '23503') return `what it refers to by ${constraint ?? 'a foreign key'} is not there`;
  if (state === '23505') return `${constraint ?? 'a key'} allows this only once`;
  if (state.startsWith('23')) return `its values break ${constraint ?? 'a rule of the table'}`;
  return state.startsWith('22') ? shorten(message, 200) : undefined;
}
