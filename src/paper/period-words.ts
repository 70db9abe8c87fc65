/** Says which stretch of time a figure covers: `trong 2 tháng đầu năm 2020`, `in the first 2 months of 2020`. */
import { addDays, type Day } from '../day';
import { firstDayOf, monthOf } from '../month';
import { Period } from './content';
import { splitDay, type Locale } from './locale';

const NUMBERS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'];

/** Without a word before it: `2 tháng đầu năm 2020`, `the first two months of 2020`. */
export function namePeriod(locale: Locale, period: Period, asOf: Day): string {
  const [year, month = ''] = splitDay(asOf);
  switch (period) {
    case Period.AT_DATE:
      return locale.say(`đến hết ngày ${locale.day(asOf)}`, `as of ${locale.day(asOf)}`);
    case Period.IN_MONTH:
      if (isEndOfMonth(asOf)) return locale.month(asOf);
      return locale.say(
        `${locale.month(asOf)}, đến hết ngày ${locale.day(asOf)}`,
        `${locale.month(asOf)} up to ${locale.day(asOf)}`,
      );
    case Period.YEAR_TO_DATE:
      if (!isEndOfMonth(asOf)) {
        return locale.say(
          `thời gian từ đầu năm đến hết ngày ${locale.day(asOf)}`,
          `the year up to ${locale.day(asOf)}`,
        );
      }
      if (month === '01') return locale.month(asOf);
      if (month === '12') return locale.say(`năm ${year}`, year);
      return locale.say(
        `${Number(month)} tháng đầu năm ${year}`,
        `the first ${NUMBERS[Number(month)] ?? ''} months of ${year}`,
      );
  }
}

/** In the month reported on; where the count goes on into the next month, from the first day on. */
export function inMonthTold(locale: Locale, told: string, asOf: Day): string {
  if (monthOf(asOf) === told) return inPeriod(locale, Period.IN_MONTH, asOf);
  const [from, to] = [locale.day(firstDayOf(told)), locale.day(asOf)];
  return locale.say(`từ ngày ${from} đến hết ngày ${to}`, `from ${from} to ${to}`);
}

export function inPeriod(locale: Locale, period: Period, asOf: Day): string {
  const name = namePeriod(locale, period, asOf);
  if (period === Period.AT_DATE) return locale.say(`tính ${name}`, name);
  return locale.say(`trong ${name}`, `in ${name}`);
}

/** In January the figures of the year are those of the month, and are not said twice. */
export function isFirstMonth(asOf: Day): boolean {
  return splitDay(asOf)[1] === '01';
}

function isEndOfMonth(day: Day): boolean {
  return addDays(day, 1).endsWith('-01');
}
