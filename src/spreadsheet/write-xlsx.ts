/** Writes a workbook of one sheet while its rows arrive; only a few of them wait in memory. */
import type { Writable } from 'node:stream';
import { Problem } from '../problem';
import type { Cell } from './table';
import { writeChunk, type OutColumn, type TableWriter } from './table-writer';
import { escapeCode } from './workbook';
import { plain } from '../words/message';

const FORMATS: Readonly<Partial<Record<OutColumn['kind'], string>>> = { day: 'yyyy-mm-dd', integer: '0' };
const DEFAULT_WIDTH = 14;
/** What a cell of a workbook holds: spreadsheets would cut off the rest. */
const LONGEST_TEXT = 32_767;

export function openXlsxWriter(output: Writable, sheetName: string, columns: readonly OutColumn[]): TableWriter {
  const queue = openQueue();
  const written = writeWorkbook(output, sheetName, columns, queue.rows());
  // Whoever writes or ends gets the failure.
  written.catch(queue.fail);
  return {
    write: (row) => queue.put(columns.map((column, index) => toValue(row[index] ?? null, column))),
    end: async () => {
      queue.close();
      await written;
    },
  };
}

async function writeWorkbook(
  output: Writable,
  name: string,
  columns: readonly OutColumn[],
  rows: AsyncIterable<Cell[]>,
): Promise<void> {
  // Loaded on demand: a server never needs it.
  const { writeXlsxStream } = await import('hucre/xlsx');
  const stream = writeXlsxStream(rows, {
    name,
    columns: columns.map(({ heading, kind, width = DEFAULT_WIDTH }) => {
      const numFmt = FORMATS[kind];
      return { header: heading, width, ...(numFmt === undefined ? {} : { numFmt }) };
    }),
    freezePane: { rows: 1 },
  });
  for await (const chunk of stream) await writeChunk(output, chunk);
}

function toValue(cell: Cell, { kind, heading }: OutColumn): Cell {
  if (typeof cell === 'string') {
    if (cell.length > LONGEST_TEXT) throw tooLong(heading, cell.length);
    return escapeCode(cell);
  }
  return cell instanceof Date && kind === 'instant' ? cell.toISOString() : cell;
}

function tooLong(heading: string, actual: number): Problem {
  const message = plain`A text in the column "${heading}" has ${actual} characters, and a cell of a workbook holds ${LONGEST_TEXT}. Export it as csv or ndjson.`;
  return new Problem('LIMIT', message, { limit: LONGEST_TEXT, actual });
}

interface Queue {
  put: (row: Cell[]) => Promise<void>;
  close: () => void;
  fail: (reason: unknown) => void;
  rows: () => AsyncGenerator<Cell[]>;
}

const MOST_WAITING = 256;

/** A bounded queue between a producer and a consumer: each waits for the other. */
function openQueue(): Queue {
  let waiting: Cell[][] = [];
  let isClosed = false;
  let failure: { reason: unknown } | undefined;
  let asleep: (() => void)[] = [];
  const change = (): Promise<void> => new Promise((resolve) => asleep.push(resolve));
  const wake = (): void => {
    const woken = asleep;
    asleep = [];
    for (const resolve of woken) resolve();
  };
  return {
    put: async (row) => {
      while (waiting.length >= MOST_WAITING && failure === undefined) await change();
      if (failure !== undefined) throw failure.reason;
      waiting.push(row);
      if (waiting.length === 1) wake();
    },
    close: () => {
      isClosed = true;
      wake();
    },
    fail: (reason) => {
      failure = { reason };
      wake();
    },
    rows: async function* () {
      for (;;) {
        const taken = waiting;
        waiting = [];
        if (taken.length > 0) wake();
        yield* taken;
        if (waiting.length > 0) continue;
        if (isClosed) return;
        await change();
      }
    },
  };
}
