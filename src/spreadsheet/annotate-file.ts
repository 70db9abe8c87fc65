/** Writes a copy of a file that says what became of each row, in two columns added on the right; all else stays as it was. */
import { replaceFile } from '../process/replace-file';
import { annotateXlsx } from './annotate-xlsx';
import { annotateCsv } from './csv';
import { annotateNdjson } from './ndjson';
import { readXlsx } from './read-xlsx';
import { recogniseFile, type KnownFile } from './recognise-file';
import type { HeadingPlace, RowNote } from './table';

/** A file at the target is replaced at one stroke. Columns that an earlier run added are used again. */
export async function annotateFile(
  source: string,
  target: string,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): Promise<void> {
  const file = await recogniseFile(source);
  switch (file.format) {
    case 'xlsx':
      return replaceFile(target, await annotateWorkbook(file, notes, headings));
    case 'csv':
      return replaceFile(target, file.encode(annotateCsv(file.text, file.name, notes, headings)));
    case 'ndjson':
      return replaceFile(target, file.encode(annotateNdjson(file.text, notes)));
  }
}

async function annotateWorkbook(
  { entries, name }: Extract<KnownFile, { format: 'xlsx' }>,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): Promise<Buffer> {
  const meant = new Set([...notes, ...headings].map(({ sheet }) => sheet));
  const tables = await readXlsx(entries, name, (sheets) => sheets.filter((sheet) => meant.has(sheet.name)));
  return annotateXlsx(entries, tables, notes, headings);
}
