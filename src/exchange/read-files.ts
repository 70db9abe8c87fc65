/** Reads the files of an import: a campaign file, and tables whose headings say what they hold. */
import { readFile } from 'node:fs/promises';
import { Problem } from '../problem';
import { readTables } from '../spreadsheet/read-tables';
import { readCampaignFile } from './campaign-file';
import type { ImportFiles } from './import-files';
import { recogniseTable, type RecognitionOptions } from './recognise-table';
import { plain } from '../words/message';

/** `.json` is a campaign; every other file holds tables, recognised by their content. */
export async function readFiles(paths: readonly string[], options: RecognitionOptions = {}): Promise<ImportFiles> {
  const campaigns = paths.filter((path) => /\.json$/i.test(path));
  const [first, second] = campaigns;
  if (second !== undefined) {
    throw new Problem('BAD_USER_INPUT', plain`${second} is a second campaign file. One database holds one campaign.`);
  }
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new Problem('BAD_USER_INPUT', plain`${twice} is given twice. Give each file once.`);
  const campaign = first === undefined ? null : readCampaignFile(first, await readText(first));
  const tables = [];
  for (const path of paths.filter((each) => !campaigns.includes(each))) {
    const filled = (await readTables(path)).filter(({ rows }) => rows.length > 0);
    if (filled.length === 0)
      throw new Problem('BAD_USER_INPUT', plain`${path} is empty. Give the file that has the rows.`);
    for (const table of filled) tables.push(recogniseTable({ ...table, file: path }, options));
  }
  return { campaign, tables };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Problem('NOT_FOUND', plain`${path} cannot be read (${code}). Check the path and its permissions.`);
  }
}
