/** Decides about rows that look like parts of a form, once it is known which codes there are. Pure. */
import { Unreadable } from '../spreadsheet/table';
import type { ColumnKey } from './columns';
import type { KnownCodes } from './known-codes';
import type { RecognisedTable } from './recognise-table';

/** The table without those whose code is not known: they are left out, and reported. */
export function settleAsides(recognised: RecognisedTable, key: ColumnKey, codes: KnownCodes): RecognisedTable {
  const { asides, rows, leftOut, columns } = recognised;
  if (asides.size === 0) return recognised;
  const index = columns.get(key) ?? -1;
  const isLeftOut = ({ number, cells, shown }: RecognisedTable['rows'][number]): boolean => {
    const cell = cells[index] ?? null;
    return (
      asides.has(number) && cell !== null && !(cell instanceof Unreadable) && !codes.knows(cell, shown?.get(index))
    );
  };
  const more = rows.filter(isLeftOut).map(({ number }) => number);
  return {
    ...recognised,
    rows: rows.filter((row) => !isLeftOut(row)),
    leftOut: [...leftOut, ...more].sort((a, b) => a - b),
  };
}
