/** The parts that the writers of all formats share. */
import type { Writable } from 'node:stream';
import type { Day } from '../day';
import type { Cell } from './table';

export interface OutColumn {
  heading: string;
  /** An instant is RFC 3339 in UTC, as text in every format: a spreadsheet would lose its zone. */
  kind: 'text' | 'integer' | 'number' | 'flag' | 'day' | 'instant';
  /** In characters. */
  width?: number;
  /** Whether a long text goes on in the next line of its cell. */
  wraps?: boolean;
  /** What may be filled in: a workbook offers it, and refuses all else. */
  allowed?: Allowed;
}

/** The hint is shown when anything else is typed. */
export type Allowed = { hint: string } & ({ words: readonly string[] } | { most: number } | { from: Day; to: Day });

export interface TableWriter {
  /** Resolves when there is room for more. */
  write: (row: readonly Cell[]) => Promise<void>;
  /** Resolves when everything has gone to the output, which stays open. */
  end: () => Promise<void>;
}

/** Resolves when the output has taken it; rejects with what broke the output, at once or before. */
export function writeChunk(output: Writable, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(chunk, (error) => {
      if (error) reject(output.errored ?? error);
      else resolve();
    });
  });
}

const CHUNK_LENGTH = 65_536;

/** Collects lines and writes them in chunks. */
export function openLineWriter(
  write: (chunk: string) => Promise<void>,
  head: string,
  toLine: (row: readonly Cell[]) => string,
): TableWriter {
  let chunk = head;
  const flush = async (): Promise<void> => {
    const full = chunk;
    chunk = '';
    if (full !== '') await write(full);
  };
  return {
    write: async (row) => {
      chunk += toLine(row);
      if (chunk.length >= CHUNK_LENGTH) await flush();
    },
    end: flush,
  };
}

/** A cell for a format that has no dates of its own. */
export function withoutDate(cell: Cell, { kind }: OutColumn): Exclude<Cell, Date> {
  if (!(cell instanceof Date)) return cell;
  return kind === 'instant' ? cell.toISOString() : cell.toISOString().slice(0, 10);
}
