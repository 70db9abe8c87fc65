/** Imports the tables of records, each by the rules of its noun. */
import { importDeclarations } from './import-declarations';
import { importIndicatorValues, type SaidValues } from './import-indicator-values';
import { importRatings } from './import-ratings';
import type { FirstRows } from './judge-rows';
import type { RecordImport } from './record-import';
import type { RecognisedTable } from './recognise-table';
import type { RowVerdict } from './verdict';

/** The tables in their order, with what came of their rows. */
export async function importRecords(
  given: RecordImport,
  tables: readonly RecognisedTable[],
): Promise<[RecognisedTable, RowVerdict[]][]> {
  // Two tables of one kind that differ would undo each other each time they are imported.
  const said: SaidValues = new Map();
  const ratings: FirstRows = new Map();
  const declarations: FirstRows = new Map();
  const imported: [RecognisedTable, RowVerdict[]][] = [];
  for (const table of tables) {
    if (table.kind === 'values') {
      imported.push([table, await importIndicatorValues({ ...given, said }, table)]);
    } else if (table.kind === 'ratings') {
      imported.push([table, await importRatings({ ...given, first: ratings }, table)]);
    } else {
      imported.push([table, await importDeclarations({ ...given, first: declarations }, table)]);
    }
  }
  return imported;
}
