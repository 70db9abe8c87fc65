/** Finds the tables that stand one below the other on a sheet, such as what was held and what was not. Pure. */
import { foldWord, textOf } from '../spreadsheet/read-cell';
import type { FileTable, TableRow } from '../spreadsheet/table';
import { DEEPEST, pathsOf } from './heading-paths';
import { matchHeading } from './match-heading';
import { SHAPES } from './table-shapes';

/** Titles stand above the first headings within so many rows. */
const LOOKED_AT = 30;

/** Each with its own headings; the sheet as it is where there are no others. */
export function splitTables(table: FileTable): FileTable[] {
  const starts = listStarts(table);
  if (starts.length < 2) return [table];
  return starts.map((start, at) => ({ ...table, rows: table.rows.slice(at === 0 ? 0 : start, starts[at + 1]) }));
}

interface Start {
  at: number;
  /** The column of codes. */
  code: number;
  headings: string;
}

/** The indexes of the rows in which headings begin, each with values above the next. */
function listStarts(table: FileTable): number[] {
  const starts: Start[] = [];
  let hasValues = false;
  for (const [at, row] of table.rows.entries()) {
    const last = starts.at(-1);
    if (last === undefined && at >= LOOKED_AT) break;
    if (last !== undefined && isValue(row, last.code)) {
      hasValues = true;
      continue;
    }
    if (!row.cells.some(mayNameCode)) continue;
    const start = startAt(table, at);
    if (start === undefined || start.headings === last?.headings) continue;
    if (last !== undefined && !hasValues) continue;
    starts.push(start);
    hasValues = false;
  }
  return starts.map(({ at }) => at);
}

/** Most rows need no closer look. */
function isValue({ cells }: TableRow, code: number): boolean {
  const cell = cells[code] ?? null;
  return typeof cell === 'string' ? /^\S*\d\S*$/.test(cell) : cell !== null;
}

const FIRST_WORD = /^\P{L}*(?:m[aãÃ]|s[oôốÔỐ]|[đĐðÐd][oơƠ]|t[oôổÔỔ]|code|org|unit|number|no\b|id\b)/iu;
const LONGEST_HEADING = 100;

function mayNameCode(cell: unknown): boolean {
  return typeof cell === 'string' && cell.length <= LONGEST_HEADING && FIRST_WORD.test(cell);
}

function startAt({ rows, merges }: FileTable, at: number): Start | undefined {
  for (let depth = 1; depth <= DEEPEST && at + depth <= rows.length; depth += 1) {
    const paths = [...pathsOf(rows.slice(at, at + depth), merges)];
    for (const shape of SHAPES.filter(({ isOurs }) => isOurs !== true)) {
      const sure = new Map(
        paths.flatMap(([index, path]) => {
          const match = matchHeading(path, shape);
          return match.is === 'sure' ? [[match.key, index] as const] : [];
        }),
      );
      const [key = 'code'] = shape.needs;
      const code = sure.get(key);
      if (code === undefined || !shape.needs.every((each) => sure.has(each))) continue;
      if (!shape.oneOf.some((each) => sure.has(each))) continue;
      return { at, code, headings: (rows[at]?.cells ?? []).map((cell) => foldWord(textOf(cell))).join('\n') };
    }
  }
  return undefined;
}
