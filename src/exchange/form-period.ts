/** Of which months or which year a form is: as asked for, or those that are due on the business day. Pure. */
import type { Day } from '../day';
import { addMonths, monthOf } from '../month';
import { requireCountedMonth } from '../indicator/decide-value';
import { Problem } from '../problem';
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import { say } from '../words/message';
import { readMonth, readYear } from './read-month';
import type { FormPeriod, Template } from './template';

/** As somebody writes it. */
export interface AskedPeriod {
  months?: readonly string[] | undefined;
  year?: string | undefined;
}

export function choosePeriod({ periodOf }: Template, { months = [], year }: AskedPeriod, today: Day): FormPeriod {
  if (months.length > 0 && periodOf !== 'months') {
    throw new Problem('BAD_USER_INPUT', say`--month is for the form of values only. Leave it out.`);
  }
  if (year !== undefined && periodOf !== 'year') {
    throw new Problem('BAD_USER_INPUT', say`--year is for the form of ratings only. Leave it out.`);
  }
  const asked = months.map((month) => requireCountedMonth(readMonth(month), today));
  return {
    // A month is counted when it is over.
    months: asked.length > 0 ? [...new Set(asked)].sort() : [addMonths(monthOf(today), -1)],
    year: year === undefined ? lastRatedYear(today) : requireRatedYear(readYear(year), today),
  };
}

/** Ratings are finished from December of their year on. */
function lastRatedYear(today: Day): number {
  const year = Number(today.slice(0, 4));
  return monthOf(today) === `${year}-12` ? year : year - 1;
}

function requireRatedYear(year: number, today: Day): number {
  const last = lastRatedYear(today);
  if (year <= last) return year;
  const message = say`Ratings of ${String(year)} can be finished from ${`${year}-12-01`} on: today is ${today}. Give a year up to ${String(last)}.`;
  throw new Problem('BAD_USER_INPUT', message);
}

/** Follows the title: ` tháng 01/2025, 02/2025`, or ` năm 2024`. */
export function sayPeriod({ periodOf }: Template, { months, year }: FormPeriod, language: SheetLanguage): string {
  if (periodOf === undefined) return '';
  if (periodOf === 'year') return language === 'vi' ? ` năm ${year}` : ` of ${year}`;
  if (language === 'en') return ` of ${months.join(', ')}`;
  return ` tháng ${months.map((month) => month.split('-').reverse().join('/')).join(', ')}`;
}
