/** The tiles of a map as its file has them: each with its code, a short name and a place of its own. Pure. */
import { Problem } from '../problem';
import { requireText } from '../text/require-text';
import { shorten } from '../text/shorten';
import { CODE } from '../text/text-rule';

/** Counted from 0, from the left and from the top. */
interface Place {
  column: number;
  row: number;
}

/** What belongs to an organization and lies elsewhere, such as islands. */
interface MapPart extends Place {
  name: string;
  nameEn: string;
}

export interface MapTile extends Place {
  /** Of the organization. */
  code: string;
  short: string;
  shortEn: string;
  parts: readonly MapPart[];
}

export interface MapSize {
  columns: number;
  rows: number;
}

/** Says in one line what is wrong, where, and what to write. */
export class WrongMap extends Error {}

const MOST_SIDE = 100;
const MOST_TILES = 500;
/** What a tile has room for, in characters. */
const LONGEST_SHORT = 12;
const LONGEST_NAME = 40;

type Given = Readonly<Record<string, unknown>>;

export function readSize(given: unknown): MapSize {
  const map = requireObject(given, 'the map');
  requireKnown(map, ['columns', 'rows', 'tiles'], 'the map');
  return { columns: readNumber(map, 'columns', [1, MOST_SIDE], ''), rows: readNumber(map, 'rows', [1, MOST_SIDE], '') };
}

/** Throws where two have one code or one place. */
export function readTiles(given: unknown, size: MapSize): MapTile[] {
  const { tiles } = given as Given;
  if (!Array.isArray(tiles)) throw new WrongMap('tiles is not a list. Give one tile for each organization.');
  if (tiles.length > MOST_TILES) throw new WrongMap(`there are ${tiles.length} tiles. Use ${MOST_TILES} at most.`);
  const codes = new Map<string, string>();
  const places = new Map<string, string>();
  const takePlace = (where: string, { column, row }: Place): void => {
    const taken = claim(places, `${column} ${row}`, where);
    if (taken !== undefined)
      throw new WrongMap(`${where}: column ${column}, row ${row} is the place of ${taken}. Give it another one.`);
  };
  return tiles.map((each: unknown, index) => {
    const tile = readTile(each, `tiles[${index}]`, size);
    const where = `tiles[${index}] "${tile.code}"`;
    const other = claim(codes, tile.code, where);
    if (other !== undefined) throw new WrongMap(`${where}: code is that of ${other}. An organization has one tile.`);
    takePlace(where, tile);
    for (const part of tile.parts) takePlace(`${where}: parts "${part.name}"`, part);
    return tile;
  });
}

/** Who has it already; undefined where nobody has, and from now on the asker does. */
function claim(taken: Map<string, string>, what: string, who: string): string | undefined {
  const known = taken.get(what);
  taken.set(what, known ?? who);
  return known;
}

function readTile(given: unknown, at: string, size: MapSize): MapTile {
  const tile = requireObject(given, at);
  const code = readName(tile, 'code', CODE.longest, at);
  const where = `${at} "${code}"`;
  requireKnown(tile, ['code', 'short', 'shortEn', 'column', 'row', 'parts'], where);
  const short = readName(tile, 'short', LONGEST_SHORT, where);
  const { parts = [] } = tile;
  if (!Array.isArray(parts)) throw new WrongMap(`${where}: parts is not a list. Leave it out where there are none.`);
  return {
    code,
    short,
    shortEn: readName(tile, 'shortEn', LONGEST_SHORT, where, short),
    ...readPlace(tile, size, where),
    parts: parts.map((part: unknown, index) => readPart(part, `${where}: parts[${index}]`, size)),
  };
}

function readPart(given: unknown, where: string, size: MapSize): MapPart {
  const part = requireObject(given, where);
  requireKnown(part, ['name', 'nameEn', 'column', 'row'], where);
  const name = readName(part, 'name', LONGEST_NAME, where);
  return { name, nameEn: readName(part, 'nameEn', LONGEST_NAME, where, name), ...readPlace(part, size, where) };
}

function readPlace(given: Given, { columns, rows }: MapSize, where: string): Place {
  return {
    column: readNumber(given, 'column', [0, columns - 1], where),
    row: readNumber(given, 'row', [0, rows - 1], where),
  };
}

function requireObject(given: unknown, where: string): Given {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Given;
  throw new WrongMap(`${where} is not an object. Write it in braces.`);
}

/** A slip in a name would otherwise leave out what was meant. */
function requireKnown(given: Given, known: readonly string[], where: string): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined)
    throw new WrongMap(`${where}: "${shorten(other)}" is not known. There are ${known.join(', ')}.`);
}

function readNumber(given: Given, field: string, [least, most]: readonly [number, number], where: string): number {
  const value = given[field];
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number;
  throw wrongField(where, field, value, `a whole number from ${least} to ${most}`);
}

function readName(given: Given, field: string, longest: number, where: string, otherwise?: string): string {
  const value = given[field] ?? otherwise;
  if (typeof value !== 'string') throw wrongField(where, field, value, `1 to ${longest} characters`);
  try {
    return requireText(value, { longest, lines: 'one' }, field);
  } catch (error) {
    throw error instanceof Problem ? new WrongMap(`${where}: ${error.message}`) : error;
  }
}

function wrongField(where: string, field: string, value: unknown, use: string): WrongMap {
  const is = value === undefined ? 'is missing' : `is ${shorten(JSON.stringify(value))}`;
  return new WrongMap(`${where === '' ? '' : `${where}: `}${field} ${is}. Use ${use}.`);
}
