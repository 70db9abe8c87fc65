/** Reads the files of an import: a campaign file, and tables whose headings say what they hold. */
import { readFile } from 'node:fs/promises';
import { Problem } from '../problem';
import { readTables } from '../spreadsheet/read-tables';
import type { FileTable } from '../spreadsheet/table';
import { readCampaignFile } from './campaign-file';
import type { ImportFiles } from './import-files';
import { recogniseTable, type RecognisedTable } from './recognise-table';
import { say } from '../words/message';

export interface ReadingOptions {
  /** What messages call a file. */
  nameOf?: (path: string) => string;
}

/** `.json` is a campaign; every other file holds tables, recognised by their content. */
export async function readFiles(
  paths: readonly string[],
  { nameOf = (path) => path }: ReadingOptions = {},
): Promise<ImportFiles> {
  const campaigns = paths.filter((path) => /\.json$/i.test(path));
  const [first, second] = campaigns;
  if (second !== undefined) {
    const message = say`${nameOf(second)} is a second campaign file. One database holds one campaign: leave one of the two out.`;
    throw new Problem('BAD_USER_INPUT', message);
  }
  const campaign = first === undefined ? null : readCampaignFile(nameOf(first), await readText(first));
  const tables = [];
  for (const path of paths.filter((each) => !campaigns.includes(each))) {
    const name = nameOf(path);
    const filled = (await readTables(path)).filter(({ rows }) => rows.length > 0);
    if (filled.length === 0)
      throw new Problem('BAD_USER_INPUT', say`${name} is empty. Give the file that has the rows.`);
    tables.push(...recogniseSheets(filled.map((table) => ({ ...table, file: name }))));
  }
  return { campaign, tables };
}

/** Sheets without headings beside one that has them, such as the guide of a form, are left out. */
function recogniseSheets(sheets: readonly FileTable[]): RecognisedTable[] {
  const found: RecognisedTable[] = [];
  let problem: Problem | undefined;
  for (const sheet of sheets) {
    try {
      found.push(recogniseTable(sheet));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem ??= error;
    }
  }
  if (found.length === 0 && problem !== undefined) throw problem;
  return found;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Problem('NOT_FOUND', say`${path} cannot be read (${code}). Check the path and its permissions.`);
  }
}
