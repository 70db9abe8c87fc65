/** Gives a file back with what became of each row, in two columns added at its right; all else stays as it was. */
import { annotateCsv } from './annotate-csv';
import { annotateNdjson } from './annotate-ndjson';
import { annotateXlsx } from './annotate-xlsx';
import { readXlsx } from './read-xlsx';
import { recogniseFile, type KnownFile } from './recognise-file';
import { replaceFile } from './replace-file';
import type { HeadingPlace, RowNote } from './row-note';

export type { HeadingPlace, RowNote };

/** Whatever stands at the target is replaced, at one stroke. Columns that an earlier run added are used again. */
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
  { bytes, entries, name }: Extract<KnownFile, { format: 'xlsx' }>,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): Promise<Buffer> {
  return annotateXlsx(entries, await readXlsx(bytes, entries, name), notes, headings);
}
