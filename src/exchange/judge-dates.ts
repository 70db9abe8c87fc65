/** Looks over a whole column of days: whether its cells prove that the day does not come first, or that a spreadsheet has swapped it with the month. Pure. */
import { isDay } from '../day';
import { parseDay, toDay } from '../spreadsheet/parse-day';
import { inOrder, type DayOrder } from '../spreadsheet/read-day';
import type { TableRow } from '../spreadsheet/table';
import { shorten } from '../text/shorten';
import { say, type Message } from '../words/message';
import type { ColumnKey } from './columns';
import type { Shape } from './table-shapes';

export interface DateVerdict {
  order: DayOrder;
  /** Why a cell is refused, by its column and the number of its row. */
  refused: ReadonlyMap<ColumnKey, ReadonlyMap<number, Message>>;
}

/** A cell whose day depends on the order, or on whether a spreadsheet has turned it. */
interface Written {
  row: number;
  text: string;
  /** `either` can be read both ways, as different days; `date` is a date cell. */
  is: 'dmy' | 'mdy' | 'either' | 'date';
  /** The number that the order, or the spreadsheet, has for the day. */
  day: number;
  swapped: string;
}

export function judgeDates(
  rows: readonly TableRow[],
  { days }: Pick<Shape, 'days'>,
  columns: ReadonlyMap<ColumnKey, number>,
  said: DayOrder | undefined,
): DateVerdict {
  const order = said ?? 'dmy';
  const refused = new Map<ColumnKey, ReadonlyMap<number, Message>>();
  for (const key of days) {
    const index = columns.get(key);
    if (index === undefined) continue;
    const found = judgeColumn(listWritten(rows, index), order, said);
    if (found.size > 0) refused.set(key, found);
  }
  return { order, refused };
}

/** Congresses are held on a few hundred days, so that each is taken apart once. */
function listWritten(rows: readonly TableRow[], index: number): Written[] {
  const known = new Map<string, Omit<Written, 'row'> | undefined>();
  const found: Written[] = [];
  for (const { number: row, cells } of rows) {
    const cell = cells[index] ?? null;
    if (typeof cell === 'string' && !known.has(cell)) known.set(cell, readWritten(cell));
    const written = typeof cell === 'string' ? known.get(cell) : cell instanceof Date ? readDate(cell) : undefined;
    if (written !== undefined) found.push({ row, ...written });
  }
  return found;
}

function readDate(cell: Date): Omit<Written, 'row'> | undefined {
  const text = cell.toISOString().slice(0, 10);
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return day === month ? undefined : { text, is: 'date', day, swapped: toDay(year, day, month) };
}

function readWritten(cell: string): Omit<Written, 'row'> | undefined {
  const parsed = parseDay(cell);
  if (parsed.kind !== 'numbers') return undefined;
  const [dmy, mdy] = [inOrder(parsed, 'dmy'), inOrder(parsed, 'mdy')];
  const [first, second] = [isDay(dmy), isDay(mdy)];
  if (dmy === mdy) return undefined;
  const is = first && second ? 'either' : first ? 'dmy' : 'mdy';
  return { text: shorten(cell.trim()), is, day: parsed.first, swapped: mdy };
}

/** Days of a later date can be no month, so that a spreadsheet which takes the month first leaves them as text. */
const MONTHS = 12;

function judgeColumn(cells: readonly Written[], order: DayOrder, said: DayOrder | undefined): Map<number, Message> {
  const against = cells.filter(({ is }) => is === (order === 'dmy' ? 'mdy' : 'dmy'));
  const [proof] = against;
  const dates = cells.filter(({ is }) => is === 'date');
  // Were any later, the spreadsheet would have understood these, too.
  const areSwapped = dates.length > 0 && dates.every(({ day }) => day <= MONTHS);
  const refused = new Map<number, Message>();
  const refuse = (each: Written, message: Message): void => void refused.set(each.row, message);
  if (proof !== undefined) {
    const fitting = cells.find(({ is }) => is === order);
    for (const each of cells) {
      if (each.is === 'date') continue;
      if (fitting === undefined && each.is !== 'either' && each.is !== order) refuse(each, explainProof(each, order));
      else if (each.is === 'either') refuse(each, explainEither(each, proof, fitting, order));
      else if (fitting !== undefined) refuse(each, explainBoth(each, each.is === order ? proof : fitting));
    }
  }
  const later = cells.find(({ is }) => is === 'mdy' || is === 'dmy');
  // Who says that the day comes first has looked at the column, and vouches for its dates.
  const isVouched = said === 'dmy' && proof === undefined;
  if (areSwapped && later !== undefined && !isVouched) {
    for (const each of dates) refuse(each, explainSwapped(each, later, said === undefined && later.is === 'dmy'));
  }
  return refused;
}

function explainProof({ text }: Written, order: DayOrder): Message {
  return order === 'dmy'
    ? say`"${text}" has the month before the day; the day comes first. Write it so, or as 2020-02-28; if the whole file has the month first, import it with --dates mdy.`
    : say`"${text}" has the day before the month, against --dates mdy. Write it with the month first, or as 2020-02-28; if the whole file has the day first, import it without --dates mdy.`;
}

function explainEither(each: Written, proof: Written, fitting: Written | undefined, order: DayOrder): Message {
  const { text } = each;
  if (fitting !== undefined) {
    return say`"${text}" can be read in two ways: row ${fitting.row} of this column has "${fitting.text}", row ${proof.row} has "${proof.text}". Write it as 2020-02-28.`;
  }
  return order === 'dmy'
    ? say`It is not clear which number of "${text}" is the day: row ${proof.row} of this column has "${proof.text}", with the month first. Write it as 2020-02-28; if the whole file has the month first, import it with --dates mdy.`
    : say`It is not clear which number of "${text}" is the day: row ${proof.row} of this column has "${proof.text}", with the day first. Write it as 2020-02-28; if the whole file has the day first, import it without --dates mdy.`;
}

function explainBoth({ text }: Written, other: Written): Message {
  return say`"${text}" and "${other.text}" in row ${other.row} of this column are written in different orders. Write all days of the column with the day first, or as 2020-02-28.`;
}

function explainSwapped({ text, swapped }: Written, later: Written, canVouch: boolean): Message {
  const what = say`This date cell says ${text}, but may mean ${swapped}: all date cells of this column have a day up to 12, and later days, such as "${later.text}" in row ${later.row}, are text. A spreadsheet leaves a column like this when it reads day and month in the wrong order.`;
  return canVouch
    ? say`${what} Write the days of the column as text, such as 2020-02-28; if the date cells are right, import with --dates dmy.`
    : say`${what} Write the days of the column as text, such as 2020-02-28.`;
}
