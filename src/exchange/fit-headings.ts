/** Finds the rows of a table that are its headings, and which kind of table they fit best. Pure. */
import { foldWord } from '../spreadsheet/read-cell';
import { MESSAGE_HEADING, VERDICT_HEADING, type FileTable, type TableRow } from '../spreadsheet/table';
import type { ColumnKey } from './columns';
import { DEEPEST, pathsOf } from './heading-paths';
import { matchHeading } from './match-heading';
import { isMonthHeading } from './read-month';
import { SHAPES, type Shape } from './table-shapes';

/** A column that means one of ours, or may. */
export interface MeantColumn {
  index: number;
  key: ColumnKey;
  isSure: boolean;
}

/** A column whose heading is too near to ours to be ignored, and too far from it to be taken. */
export interface DoubtfulColumn {
  index: number;
  keys: readonly ColumnKey[];
  isVague: boolean;
}

export interface Fit {
  shape: Shape;
  /** One or more, one below the other. */
  headingRows: readonly TableRow[];
  /** What stands above each column, from 0. */
  headings: ReadonlyMap<number, string>;
  /** Several may mean the same. */
  meant: readonly MeantColumn[];
  doubtful: readonly DoubtfulColumn[];
  ignored: readonly number[];
  /** Columns of one month each. */
  months: readonly number[];
}

/** There may be titles and blank lines above the headings, within so many rows. */
const LOOKED_AT = 30;

/** Undefined when no rows of it fit any kind. */
export function fitTable(table: FileTable, ignoreColumns: readonly string[]): Fit | undefined {
  const unwanted = new Set([...ignoreColumns, VERDICT_HEADING, MESSAGE_HEADING].map(foldWord));
  const fits: Fit[] = [];
  for (const at of table.rows.slice(0, LOOKED_AT).keys()) {
    for (let depth = 1; depth <= DEEPEST && mayHead(table.rows[at + depth - 1]); depth += 1) {
      const headingRows = table.rows.slice(at, at + depth);
      const paths = pathsOf(headingRows, table.merges);
      for (const shape of SHAPES) {
        if (depth > 1 && shape.isOurs === true) continue;
        const fit = fitShape(headingRows, paths, shape, unwanted);
        if (fit !== undefined) fits.push(fit);
      }
    }
  }
  const best = bestOf(fits);
  // A row that has headings of its own may seem to have all of them, while the row above it says what they are about.
  const deeper = best === undefined ? [] : fits.filter((fit) => saysMore(fit, best));
  return bestOf(deeper) ?? best;
}

const DAY_ALONE = /^\s*(?:\d{4}-\d{1,2}-\d{1,2}(?:\s*$|[T ]\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*$)/;

/** A day of its own in a cell is a value: of large tables, most of the first rows need no closer look. */
function mayHead(row: TableRow | undefined): boolean {
  return (
    row !== undefined &&
    !row.cells.some((cell) => cell instanceof Date || (typeof cell === 'string' && DAY_ALONE.test(cell)))
  );
}

/** The row that has the most headings of ours, although not all that any kind of table needs; undefined where none has any. */
export function nearestRow({ rows }: FileTable): { row: TableRow; count: number } | undefined {
  const counted = rows.slice(0, LOOKED_AT).map((row) => {
    const paths = [...pathsOf([row], []).values()];
    const counts = SHAPES.map((shape) => {
      const matches = paths.map((path) => matchHeading(path, shape));
      return new Set(matches.flatMap((match) => (match.is === 'sure' ? match.key : []))).size;
    });
    return { row, count: Math.max(...counts) };
  });
  return counted.reduce<{ row: TableRow; count: number } | undefined>(
    (best, each) => (each.count > (best?.count ?? 0) ? each : best),
    undefined,
  );
}

function bestOf(fits: readonly Fit[]): Fit | undefined {
  return fits.reduce<Fit | undefined>(
    (best, fit) => (best === undefined || isBetter(fit, best) ? fit : best),
    undefined,
  );
}

/** Whether it begins higher, and finds a column there that has no heading otherwise. */
function saysMore(fit: Fit, best: Fit): boolean {
  const isDeeper =
    fit.headingRows.length > best.headingRows.length && fit.headingRows.at(-1) === best.headingRows.at(-1);
  return isDeeper && fit.meant.some(({ index }) => !best.headings.has(index));
}

/** More columns; of as many, fewer rows; of as many, fewer guesses. The sort of tables decides last. */
function isBetter(one: Fit, other: Fit): boolean {
  const score = ({ meant, headingRows, months }: Fit): number[] => [
    new Set(meant.map(({ key }) => key)).size + months.length,
    -headingRows.length,
    meant.filter(({ isSure }) => isSure).length,
  ];
  const [a, b] = [score(one), score(other)];
  const differing = a.findIndex((value, at) => value !== b[at]);
  return differing >= 0 && (a[differing] ?? 0) > (b[differing] ?? 0);
}

function fitShape(
  headingRows: readonly TableRow[],
  paths: ReadonlyMap<number, readonly string[]>,
  shape: Shape,
  unwanted: ReadonlySet<string>,
): Fit | undefined {
  const meant: MeantColumn[] = [];
  const doubtful: DoubtfulColumn[] = [];
  const ignored: number[] = [];
  const headings = new Map<number, string>();
  const months: number[] = [];
  for (const [index, path] of paths) {
    const heading = path.join(' – ');
    headings.set(index, heading);
    const isUnwanted = [heading, path.at(-1) ?? ''].some((text) => unwanted.has(foldWord(text)));
    const isOfMonth = shape.months === true && !isUnwanted && isMonthHeading(heading);
    const match = isOfMonth || isUnwanted ? undefined : matchHeading(path, shape);
    if (isOfMonth) months.push(index);
    else if (match === undefined || match.is === 'foreign') ignored.push(index);
    else if (match.is === 'unsure') doubtful.push({ index, keys: match.keys, isVague: match.isVague });
    else meant.push({ index, key: match.key, isSure: match.is === 'sure' });
  }
  const keys = new Set(meant.map(({ key }) => key));
  const fits = shape.needs.every((key) => keys.has(key)) && shape.oneOf.some((key) => keys.has(key));
  return fits ? { shape, headingRows, headings, meant, doubtful, ignored, months } : undefined;
}
