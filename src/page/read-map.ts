/** Reads where the map of the dashboard has each organization: a campaign with other provinces brings its own. */
import { readFile } from 'node:fs/promises';
import { codeOf } from '../process/errno';
import { readShippedFile } from '../process/read-shipped-file';
import { Problem } from '../problem';
import { shorten } from '../text/shorten';
import { plain } from '../words/message';
import { readSize, readTiles, WrongMap, type MapTile } from './map-tiles';

export interface DashboardMap {
  columns: number;
  rows: number;
  tiles: readonly MapTile[];
}

const SHIPPED = ['data', 'maps', 'vietnam-2020.json'] as const;
/** A hundred times as much as a country takes. */
const MOST_BYTES = 1_048_576;

/** Of the file that MAP_FILE names, or of the one that is shipped. Throws a Problem that says in one line what is wrong where. */
export async function readMap(path: string | undefined): Promise<DashboardMap> {
  const name = path ?? SHIPPED.join('/');
  const refuse = (what: string): Problem => new Problem('BAD_USER_INPUT', plain`MAP_FILE ${name}: ${what}`);
  let text: string;
  try {
    text = (path === undefined ? await readShippedFile(...SHIPPED) : await readFile(path)).toString();
  } catch (error) {
    throw refuse(`the file cannot be read (${codeOf(error)}). Correct the path, or unset MAP_FILE.`);
  }
  try {
    return parseMap(text);
  } catch (error) {
    throw error instanceof WrongMap ? refuse(error.message) : error;
  }
}

/** Throws a WrongMap. */
function parseMap(text: string): DashboardMap {
  if (text.length > MOST_BYTES) throw new WrongMap(`it has ${text.length} characters. Use ${MOST_BYTES} at most.`);
  let given: unknown;
  try {
    // Some editors begin a file with the mark of its coding.
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new WrongMap(`it is not JSON: ${shorten((error as Error).message, 200)}.`);
  }
  const size = readSize(given);
  return { ...size, tiles: readTiles(given, size) };
}
