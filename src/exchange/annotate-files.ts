/** Writes the files of an import again, with a verdict on each row. */
import { basename, dirname, extname, join } from 'node:path';
import { annotateFile } from '../spreadsheet/annotate-file';
import type { RowNote } from '../spreadsheet/table';
import type { Imported } from './import-files';
import { refusalsOf, type TableVerdict } from './verdict';

/** Returns the paths written: only files in which something was refused are written. */
export async function annotateFiles(
  paths: readonly string[],
  imported: Imported,
  signal?: AbortSignal,
): Promise<string[]> {
  const refused = new Set(refusalsOf(imported).map(({ table }) => table.file));
  const written: string[] = [];
  for (const path of paths) {
    const tables = imported.tables.filter(({ file }) => file === path);
    if (!refused.has(path)) continue;
    signal?.throwIfAborted();
    const target = join(dirname(path), `${basename(path, extname(path))}.checked${extname(path)}`);
    const headings = tables.map(({ sheet, headingRow }) => ({ sheet, row: headingRow }));
    await annotateFile(
      path,
      target,
      tables.flatMap((table) => notesOf(table, imported.recorded)),
      headings,
    );
    written.push(target);
  }
  return written;
}

function notesOf({ sheet, rows }: TableVerdict, recorded: boolean): RowNote[] {
  return rows.map(({ row, done, refusal }) => ({
    sheet,
    row,
    verdict:
      refusal !== undefined
        ? 'REFUSED'
        : done.length > 0
          ? `${recorded ? '' : 'would be '}${done.join(', ')}`
          : 'unchanged',
    message: refusal?.problem.message ?? null,
    column: refusal?.column?.index ?? null,
  }));
}
