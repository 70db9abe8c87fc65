/** Months as they are written and counted: a month is a text such as `2020-03`. */
import type { Language } from './words/language.ts';

const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `tháng 3/2020`, or `March 2020`. Official papers write 1 and 2 with a zero before it, so that nobody can add a digit. */
export function writeMonthOfYear(month: string, language: Language): string {
  const [year = '', number = ''] = month.split('-');
  if (language === 'en') return `${NAMES[Number(number) - 1] ?? number} ${year}`;
  return `tháng ${Number(number) > 2 ? Number(number) : number}/${year}`;
}

export function addMonths(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number);
  const count = (year ?? 0) * 12 + (number ?? 1) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}
