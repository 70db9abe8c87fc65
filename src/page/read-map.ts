/** Reads where the map of the dashboard has each organization: a campaign with other provinces brings its own. */
import { readShippedFile } from '../process/read-shipped-file';
import { readFile } from 'node:fs/promises';

export async function readMap(path: string | undefined): Promise<unknown> {
  const bytes = path === undefined ? await readShippedFile('data', 'maps', 'vietnam-2020.json') : await readFile(path);
  return JSON.parse(bytes.toString());
}
