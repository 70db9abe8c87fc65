/** Reads the 63 provinces and cities of `data/provinces-2020.csv`, from which the demo country is made. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Province {
  /** Official code: `01`. */
  code: string;
  /** `Hà Nội` */
  name: string;
  isCity: boolean;
  region: string;
  /** On 29 February 2020. */
  districts: number;
  communes: number;
}

/** The file counts the districts of May 2020; these two had more until the mergers of March. */
const DISTRICTS_BEFORE_THE_MERGERS = new Map([
  ['04', 13],
  ['51', 14],
]);

const COLUMNS = ['code', 'name', 'type', 'region8', 'districts_2020_05_16', 'communes_2020_05_16'] as const;
type Column = (typeof COLUMNS)[number];

export function readProvinces(csv: string): Province[] {
  const [header = '', ...lines] = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const places = placesOf(header.split(','));
  return lines.map((line) => readProvince(line.split(','), places));
}

function placesOf(header: string[]): Record<Column, number> {
  const place = (column: Column) => {
    const found = header.indexOf(column);
    if (found < 0) throw new Error(`The list of provinces has no column ${column}`);
    return found;
  };
  return Object.fromEntries(COLUMNS.map((column) => [column, place(column)])) as Record<Column, number>;
}

function readProvince(cells: string[], places: Record<Column, number>): Province {
  const cell = (column: Column) => cells[places[column]] ?? '';
  const code = cell('code');
  const districts = DISTRICTS_BEFORE_THE_MERGERS.get(code) ?? Number(cell('districts_2020_05_16'));
  const communes = Number(cell('communes_2020_05_16'));
  if (!/^\d\d$/.test(code) || !(districts > 0) || !(communes > 0)) {
    throw new Error(`Not a province with its counts: ${cells.join(',')}`);
  }
  const isCity = cell('type') === 'centrally-run city';
  return { code, name: cell('name'), isCity, region: cell('region8'), districts, communes };
}

/** The text of the file, which lies beside the sources; the built program is one folder deeper. */
export async function readProvincesFile(): Promise<string> {
  const name = join('data', 'provinces-2020.csv');
  const fromSource = join(__dirname, '..', '..', name);
  const fromBuild = join(__dirname, '..', '..', '..', name);
  return readFile(fromSource, 'utf8').catch(() => readFile(fromBuild, 'utf8'));
}
