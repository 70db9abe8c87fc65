/** Takes apart what people write for a day: which day it is, or two numbers of which either may be the day; or why it is none. Pure. */
import { isDay, type Day } from '../day';
import { fold } from '../text/fold';
import { toSeenText, withoutTextMark } from '../text/seen-text';
import { say, type Message } from '../words/message';
import { MONTH_NAME, MONTH_NUMBER, monthNamed, takeWeekday, withoutTime } from './day-words';

export type ParsedDay =
  | { kind: 'day'; day: Day; weekday?: number | undefined }
  /** `05/02/2025`: which of the two is the day depends on who wrote it. */
  | { kind: 'numbers'; first: number; second: number; year: number; weekday?: number | undefined }
  | { kind: 'none'; why: Message | undefined };

const none = (why?: Message): ParsedDay => ({ kind: 'none', why });

/** As nearly every day is written: there are sheets with a hundred thousand of them. */
const USUAL = /^(?:(\d{2})\/(\d{2})\/(\d{4})|(\d{4})-(\d{2})-(\d{2}))$/;

export function parseDay(written: string): ParsedDay {
  const [, first, second, last, year, month, day] = USUAL.exec(written) ?? [];
  if (first !== undefined) return inNumbers(first, second, last);
  return year === undefined ? parseUnusual(written) : onDate(Number(year), Number(month), Number(day));
}

function parseUnusual(written: string): ParsedDay {
  const text = fold(withoutTextMark(toSeenText(written))).replace(/[\u2010-\u2015\u2212]/g, '-');
  const instant = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:z|[+-]\d{2}:?\d{2})$/.exec(text);
  if (instant !== null) return dayOfInstant(text);
  const [, printed] = PRINTED.exec(text) ?? [];
  if (printed !== undefined) return dayOfInstant(printed);
  const { weekday, rest } = takeWeekday(text.replace(WRAPPING, ''));
  const day = withoutTime(rest);
  if (day === undefined) return none(say`No clock shows that time. Correct the time, or leave it out.`);
  const [, inFront = day, behind] = /^(.*\d)[ ,(]+([a-z][a-z .]*\d?)\)?$/.exec(day) ?? [];
  const { weekday: later, rest: bare } = takeWeekday(inFront.replace(DAY_WORD, '').replace(/[ .,;]+$/, ''));
  const after = behind === undefined ? undefined : takeWeekday(behind);
  if (after !== undefined && after.rest !== '') return none(explain(day));
  const parsed = parseBare(bare.replace(DAY_WORD, ''));
  return parsed.kind === 'none' ? parsed : { ...parsed, weekday: weekday ?? later ?? after?.weekday };
}

/** As JavaScript prints a moment: `Wed Feb 05 2025 00:00:00 GMT+0700 (Indochina Time)`. */
const PRINTED = /^([a-z]{3} [a-z]{3} \d{2} \d{4} \d{2}:\d{2}:\d{2} gmt[+-]\d{4})(?: \(.*\))?$/;
/** Also the number of a footnote. */
const WRAPPING = /^["'“”([*\s]+|["'“”)\]*\s⁰¹²³⁴-⁹]+$/g;
const DAY_WORD = /^(?:ngay|mung|mong)[: ]*(?=\d|thu|t\.?[2-7]|c)/;

const VIET_NAM_HOURS = 7;

/** The day in Viet Nam at that moment. */
function dayOfInstant(text: string): ParsedDay {
  const isIso = /^\d/.test(text);
  const time = Date.parse(isIso ? text.toUpperCase().replace(' ', 'T').replaceAll(' ', '').replace(',', '.') : text);
  if (Number.isNaN(time)) return none(say`It is not in the calendar. Check the day and the time.`);
  return onDay(new Date(time + VIET_NAM_HOURS * 3_600_000).toISOString().slice(0, 10));
}

const SEPARATED = String.raw` ?[/.\\-] ?`;
const NUMBERS = new RegExp(`^(\\d{1,2})( ?)([/.\\\\-]) ?(\\d{1,2}) ?\\3 ?(\\d{4}|\\d{2})$`);
const SPACED = /^(\d{1,2}) (\d{1,2}) (\d{4})$/;
const YEAR_FIRST = new RegExp(`^(\\d{4})${SEPARATED}(\\d{1,2})${SEPARATED}(\\d{1,2})$`);
const IN_WORDS = new RegExp(
  `^(?:mung |mong )?(\\d{1,2})[ ,]*(?:thang|thg\\.?|th\\.?)[ -]?(${MONTH_NUMBER})[ ,/.-]*(?:nam )?[ ]?(\\d{4}|\\d{2})$`,
);
const SHORT = new RegExp(`^(\\d{1,2})[ /.-]+(?:thang|thg|th)\\.?[ -]?(${MONTH_NUMBER})[ /.,-]+(\\d{4}|\\d{2})$`);
const NAMED = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.,-]*(${MONTH_NAME})\\.?[ /.,-]*(\\d{4}|\\d{2})$`);
const NUMBER_FIRST = new RegExp(`^(?:thang|thg)\\.? (${MONTH_NUMBER})[ ,]+(\\d{1,2}),? (?:nam )?(\\d{4})$`);
const NAME_FIRST = new RegExp(`^(${MONTH_NAME})\\.?[ -]*(\\d{1,2})(?:st|nd|rd|th)?[ ,-]+(\\d{4})$`);

function parseBare(text: string): ParsedDay {
  const [, first, , , second, short] = NUMBERS.exec(text) ?? [];
  if (first !== undefined) return inNumbers(first, second, short);
  const [, one, two, long] = SPACED.exec(text) ?? [];
  if (one !== undefined) return inNumbers(one, two, long);
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return onDate(Number(year), Number(month), Number(day));
  for (const pattern of [IN_WORDS, SHORT, NAMED]) {
    const [, number, name = '', of = ''] = pattern.exec(text) ?? [];
    if (number !== undefined) return onDate(toYear(of), monthNamed(name) ?? 0, Number(number));
  }
  const [, name = '', number, of = ''] = NAME_FIRST.exec(text) ?? NUMBER_FIRST.exec(text) ?? [];
  if (number !== undefined) return onDate(toYear(of), monthNamed(name) ?? 0, Number(number));
  return /^\d{8}$/.test(text) ? inEightDigits(text) : none(explain(text));
}

/** `20250205`, or `05022025`: no number can be both. */
function inEightDigits(text: string): ParsedDay {
  const found = /^(?:19|20|21)/.test(text)
    ? onDate(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)))
    : none();
  return found.kind === 'day' ? found : inNumbers(text.slice(0, 2), text.slice(2, 4), text.slice(4));
}

/** A year in two digits is one of this half of the century: no campaign or document of earlier times is counted. */
function toYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 2 ? (year < 50 ? 2000 + year : NaN) : year;
}

/** Before it, two digits in the last place are rather a day than a year. */
const USUAL_YEARS_FROM = 2015;

function inNumbers(one: string, two = '', last = ''): ParsedDay {
  const [first, second, year] = [Number(one), Number(two), toYear(last)];
  if (Number.isNaN(year)) return none(say`It is not clear which year is meant. Write the year in four digits.`);
  const yearFirst = toYear(one.padStart(2, '0'));
  if (last.length === 2 && year < USUAL_YEARS_FROM && yearFirst >= USUAL_YEARS_FROM) {
    return none(say`It is not clear which of the numbers is the year. Write the year in four digits.`);
  }
  const wrong = objectToYear(year);
  if (wrong !== undefined) return none(wrong);
  const isSome = isDay(dayOfParts(year, second, first)) || isDay(dayOfParts(year, first, second));
  return isSome ? { kind: 'numbers', first, second, year } : none(explainCalendar(year, second, first));
}

export function dayOfParts(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function onDate(year: number, month: number, day: number): ParsedDay {
  if (Number.isNaN(year)) return none(say`It is not clear which year is meant. Write the year in four digits.`);
  const found = dayOfParts(year, month, day);
  const wrong = objectToYear(year) ?? (isDay(found) ? undefined : explainCalendar(year, month, day));
  return wrong === undefined ? { kind: 'day', day: found } : none(wrong);
}

function onDay(day: Day): ParsedDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return onDate(year, month, date);
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** By so many years the Buddhist era, which calendars of the region can show, is ahead. */
const BUDDHIST_AHEAD = 543;

export function objectToYear(year: number): Message | undefined {
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return undefined;
  const common = year - BUDDHIST_AHEAD;
  if (common >= FIRST_YEAR && common <= LAST_YEAR) {
    return say`The year ${String(year)} seems to be of the Buddhist calendar, and would be ${String(common)}. Write the year of the common calendar.`;
  }
  return say`The year ${String(year)} cannot be right. Correct it.`;
}

function explainCalendar(year: number, month: number, day: number): Message {
  if (month >= 1 && month <= 12 && day >= 29 && day <= 31) {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return say`It is not in the calendar: month ${month} of ${String(year)} has ${last} days. Correct it.`;
  }
  return say`It is not in the calendar. Check the day and the month.`;
}

const SOME = String.raw`\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{2,4})?)?`;
const SEVERAL = new RegExp(
  `^(?:tu |tu ngay )?${SOME} ?(?:-|,|;|&|\\+|~|va|den|den ngay|to|and) ?(?:ngay )?${SOME}(?:[/.-]\\d{1,2})?(?:[/.-]\\d{2,4}|,? ?thang .*)$`,
);
const MONTH_ONLY = new RegExp(
  `^(?:(?:thang |thg ?|t)?\\d{1,2}(?:[/.-]| ?,? ?nam )\\d{4}|(?:thang|thg) ?${MONTH_NUMBER}.*|t\\d{1,2}[/.-]\\d{2,4}|${MONTH_NAME}[ -]*\\d{2,4}|\\d{4}[/.-]\\d{1,2}|(?:quy|q) ?[1-4ivx]+.*|(?:dau|giua|cuoi) .*)$`,
);

const YEARLESS = new RegExp(`^\\d{1,2}[ /.-]*${MONTH_NAME}\\.?$`);

/** Why what is nearly a day is none; undefined when it is not even nearly one. */
function explain(text: string): Message | undefined {
  if (/\b(?:am lich|a\.?l\.?)\b/.test(text)) {
    return say`This is a day of the lunar calendar. Write the day of the solar calendar.`;
  }
  if (MONTH_ONLY.test(text)) return say`This is longer than a day. Write the day itself.`;
  if (SEVERAL.test(text)) {
    return say`These are several days, and one is recorded. Write one: for a congress that was held, the last of them.`;
  }
  if (/^\d{1,2} ?[/.-] ?\d{1,2}$/.test(text) || /^\d{1,2} thang \d{1,2}$/.test(text) || YEARLESS.test(text)) {
    return say`The year is missing. Write it as well.`;
  }
  return undefined;
}
