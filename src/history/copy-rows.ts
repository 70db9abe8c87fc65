/** Writes rows with COPY: they are made one by one, no faster than the database takes them. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';

/** Numbers, texts and booleans; arrays come as text. */
export type CopiedRow = readonly (string | number | boolean | null)[];

const CHUNK_LENGTH = 65_536;

/** `target` is a table with its columns, in the order of the rows. Returns the number of rows. */
export async function copyRows(client: PoolClient, target: string, rows: Iterable<CopiedRow>): Promise<number> {
  const copy = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  await pipeline(Readable.from(chunksOf(rows), { highWaterMark: 2 }), copy);
  return copy.rowCount;
}

function* chunksOf(rows: Iterable<CopiedRow>): Generator<Buffer> {
  let chunk = '';
  for (const row of rows) {
    chunk += toLine(row);
    if (chunk.length < CHUNK_LENGTH) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

function toLine(row: CopiedRow): string {
  let line = '';
  row.forEach((field, index) => {
    if (index > 0) line += '\t';
    line += typeof field === 'string' ? escape(field) : field === null ? '\\N' : String(field);
  });
  return `${line}\n`;
}

/** Escapes what has a meaning in the text format of COPY. */
function escape(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** An array of numbers, or of texts that need no quotes. */
export function toArrayText(elements: readonly (number | string)[]): string {
  return `{${elements.join(',')}}`;
}

/** The connection of a transaction: COPY needs the client of the driver. */
export async function clientOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (queryRunner === undefined) throw new Error('Rows can only be copied inside a transaction.');
  return (await queryRunner.connect()) as PoolClient;
}
