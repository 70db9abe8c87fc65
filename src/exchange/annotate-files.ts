/** Writes the files of an import again, with a verdict on each row. */
import { NotWritten } from '../process/replace-file';
import { Problem } from '../problem';
import { annotateFile } from '../spreadsheet/annotate-file';
import type { RowNote } from '../spreadsheet/table';
import { joinMessages, say, type Message } from '../words/message';
import type { MessageLanguage } from '../words/translate';
import { chooseCopy, markUnchanged } from './checked-copies';
import type { GivenFile } from './choose-files';
import { fileWording } from './file-wording';
import type { Imported } from './import-files';
import { sayDone } from './say-done';
import { refusalsOf, type RowVerdict, type TableVerdict } from './verdict';

export interface Annotation {
  language: MessageLanguage;
  /** Where the copies go; beside each file when absent. */
  folder: string | undefined;
  signal: AbortSignal;
}

/** Receives the paths of the copies one by one: only of files in which something was refused there are any. */
export async function annotateFiles(
  files: readonly GivenFile[],
  imported: Imported,
  { language, folder, signal }: Annotation,
  written: string[],
): Promise<void> {
  const refused = new Set(refusalsOf(imported).map(({ table }) => table.file));
  const places = new Set<string>(files.map(({ path }) => path));
  for (const { path, name, folder: beside } of files) {
    const into = folder ?? beside;
    if (!refused.has(name) || into === null) continue;
    signal.throwIfAborted();
    const tables = imported.tables.filter(({ file }) => file === name);
    const target = await chooseCopy(path, into, [...places]);
    places.add(target);
    const headings = tables.map(({ sheet, headingRow }) => ({ sheet, row: headingRow }));
    const notes = tables.flatMap((table) => notesOf(table, imported.recorded, language));
    await annotateFile(path, target, notes, headings).catch((error: unknown) => {
      throw error instanceof NotWritten ? noPlace(target, error.reason) : error;
    });
    await markUnchanged(target);
    written.push(target);
  }
}

function noPlace(target: string, reason: Message): Problem {
  const message = say`The copy with the verdicts, ${target}, cannot be written: ${reason}. Say where copies go with --annotate-to <folder>, or do without them with --no-annotate.`;
  return new Problem('UNAVAILABLE', message);
}

function notesOf(table: TableVerdict, recorded: boolean, language: MessageLanguage): RowNote[] {
  const wording = fileWording(language, table.headings);
  return table.rows.map((row) => ({
    sheet: table.sheet,
    row: row.row,
    verdict: verdictOn(row, recorded).write(wording),
    message: row.refusal?.problem.said.write(wording) ?? null,
    column: row.refusal?.column?.index ?? null,
  }));
}

function verdictOn({ done, refusal }: RowVerdict, recorded: boolean): Message {
  if (refusal !== undefined) return say`REFUSED`;
  if (done.length === 0) return say`unchanged`;
  const all = joinMessages(done.map(sayDone), ', ');
  return recorded ? all : say`would be ${all}`;
}
