/** Reads the files of an import: a campaign file, and tables whose headings say what they hold. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '../problem';
import { foldWord, textOf } from '../spreadsheet/read-cell';
import { readTables, type ReadingOptions } from '../spreadsheet/read-tables';
import type { FileTable } from '../spreadsheet/table';
import { explainGarbled, findGarbled } from '../text/garbled';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import { isCampaignText, readCampaignFile } from './campaign-file';
import type { ImportFiles } from './import-files';
import { NoHeadings, recogniseTable, type RecognisedTable, type RecognitionOptions } from './recognise-table';
import { fitTable } from './fit-headings';
import { splitTables } from './split-tables';
import type { SheetPlace } from './verdict';

type FileOptions = ReadingOptions & RecognitionOptions;

/** `.json` is a campaign; every other file holds tables, recognised by their content. */
export async function readFiles(
  paths: readonly string[],
  { nameOf = (path) => path, ...options }: FileOptions & { nameOf?: (path: string) => string } = {},
): Promise<ImportFiles> {
  const campaigns = paths.filter((path) => /\.json$/i.test(path));
  const [first, second] = campaigns;
  if (second !== undefined) {
    const message = say`${nameOf(second)} is a second campaign file. One database holds one campaign: leave one of the two out.`;
    throw new Problem('BAD_USER_INPUT', message);
  }
  const campaign = first === undefined ? null : readCampaignFile(nameOf(first), await readText(first));
  const tables: RecognisedTable[] = [];
  const leftOut: SheetPlace[] = [];
  for (const path of paths.filter((each) => !campaigns.includes(each))) {
    const file = { path, name: nameOf(path) };
    const found = await readTableFile(file, options).catch((error: unknown) => refuseNamesake(file, error));
    tables.push(...found.tables);
    leftOut.push(...found.leftOut);
  }
  requireHeadings(tables, options.ignoreColumns ?? []);
  return { campaign, tables, leftOut };
}

/** A column that is to be left out, and is nowhere, may be there under another heading, and be read. */
function requireHeadings(tables: readonly RecognisedTable[], asked: readonly string[]): void {
  const there = new Set(tables.flatMap(({ headings }) => Array.from(headings.values(), foldWord)));
  const missing = asked.find((heading) => !there.has(foldWord(heading)));
  if (missing === undefined) return;
  throw new Problem(
    'BAD_USER_INPUT',
    say`--ignore-column names "${shorten(missing)}", and no sheet has that heading. Write it as the sheet does; of a heading in several rows, all of its parts: Đại biểu – Dự.`,
  );
}

interface NamedFile {
  path: string;
  /** What messages call it. */
  name: string;
}

interface TableFile {
  tables: RecognisedTable[];
  leftOut: SheetPlace[];
}

/** A sheet without headings, such as instructions, is left out where others have them. */
async function readTableFile({ path, name }: NamedFile, options: FileOptions): Promise<TableFile> {
  const read = await readTables(path, { ...options, hidden: true });
  const filled = read.filter(({ rows, isHidden }) => rows.length > 0 && isHidden !== true).flatMap(splitTables);
  const hidden = read.filter((table) => table.isHidden === true && fitTable(table, []) !== undefined);
  if (filled.length === 0) throw new Problem('BAD_USER_INPUT', say`${name} is empty. Give the file that has the rows.`);
  // NDJSON has its headings in its rows: a sheet that was written without any has none.
  if (filled.every(({ rows }) => rows.every(({ cells }) => cells.length === 0))) {
    return { tables: [], leftOut: [{ file: name, sheet: null }] };
  }
  const tables: RecognisedTable[] = [];
  const unknown: { table: FileTable; problem: NoHeadings }[] = [];
  for (const table of filled) {
    try {
      tables.push(recogniseTable({ ...table, file: name }, options));
    } catch (error) {
      if (!(error instanceof NoHeadings)) throw error;
      unknown.push({ table, problem: error });
    }
  }
  const [first] = unknown;
  if (first !== undefined && tables.length === 0) throw explainHeadings(name, first.table) ?? first.problem;
  const leftOut = unknown.map(({ table: { sheet } }): SheetPlace => ({ file: name, sheet }));
  return { tables, leftOut: [...leftOut, ...hidden.map(({ sheet }) => ({ file: name, sheet, isHidden: true }))] };
}

/** Headings that are not recognised because their letters are broken. */
function explainHeadings(file: string, { rows }: FileTable): Problem | undefined {
  const texts = rows.slice(0, LOOKED_AT).flatMap(({ cells }) => cells.map(textOf));
  const garbled = texts.map(findGarbled).find((found) => found !== undefined);
  return garbled === undefined ? undefined : new Problem('BAD_USER_INPUT', say`${file}: ${explainGarbled(garbled)}`);
}

const LOOKED_AT = 30;

/** A campaign file whose name does not end in .json fails as a table, in words that would not help. */
async function refuseNamesake({ path, name }: NamedFile, error: unknown): Promise<never> {
  if (!(error instanceof Problem)) throw error;
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!isCampaignText(text)) throw error;
  const better = basename(path).replace(/(?:\.json)?(?:\.[^.]*)?$/i, '.json');
  throw new Problem(
    'BAD_USER_INPUT',
    say`${name} is a campaign file. Its name must end in .json: rename it to ${better}.`,
  );
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Problem('NOT_FOUND', say`${path} cannot be read (${code}). Check the path and its permissions.`);
  }
}
