/** The words that people write in days: months, days of the week, times and times of the day, folded. Pure. */

const MONTH_NUMBERS = 'gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi|muoi mot|muoi hai'.split('|');
const ENGLISH_MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');
const FULL_MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'.split('|');

const MONTHS: ReadonlyMap<string, number> = new Map<string, number>([
  ...[MONTH_NUMBERS, ENGLISH_MONTHS, FULL_MONTHS].flatMap((names) =>
    names.map((name, at): [string, number] => [name, at + 1]),
  ),
  ['mot', 1],
  ['bon', 4],
  ['chap', 12],
  ['sept', 9],
]);

/** Of `hai`, `feb`, `2`; undefined when it is not a month. */
export function monthOf(word: string): number | undefined {
  const number = /^\d{1,2}$/.test(word) ? Number(word) : MONTHS.get(word);
  return number !== undefined && number >= 1 && number <= 12 ? number : undefined;
}

/** English names only: a Vietnamese one is a number, and needs the word for month before it. */
export const MONTH_NAME = `(?:${[...FULL_MONTHS, ...ENGLISH_MONTHS, 'sept'].join('|')})`;
/** After the word for month; the longer ones first. */
export const MONTH_NUMBER = `(?:\\d{1,2}|${[...MONTH_NUMBERS].reverse().join('|')}|mot|bon|chap)`;

/** From Sunday, as calendars count. */
const WEEKDAYS = [
  'chu nhat|c\\.?n\\.?|sunday|sun',
  'thu hai|thu 2|t\\.?2|monday|mon',
  'thu ba|thu 3|t\\.?3|tuesday|tues|tue',
  'thu tu|thu 4|t\\.?4|wednesday|wed',
  'thu nam|thu 5|t\\.?5|thursday|thurs|thu',
  'thu sau|thu 6|t\\.?6|friday|fri',
  'thu bay|thu 7|t\\.?7|saturday|sat',
].map((names) => new RegExp(`^(?:${names})(?![a-z0-9/-])[ ,.:;()-]*`));

/** Takes the day of the week from the front, if there is one. */
export function takeWeekday(text: string): { weekday: number | undefined; rest: string } {
  const weekday = WEEKDAYS.findIndex((pattern) => pattern.test(text));
  const pattern = WEEKDAYS[weekday];
  if (pattern === undefined) return { weekday: undefined, rest: text };
  return { weekday, rest: text.replace(pattern, '') };
}

const CLOCK = String.raw`(\d{1,2})(?:\s*(?:gio|h|g|:)\s*(\d{2})(?:\s*(?:phut|ph|p))?(?:[:]\d{2}(?:[.,]\d+)?)?|\s*(?:gio|h|g))`;
const HALF = String.raw`\s*(?:am|pm|sa|ch|sang|chieu|toi)?`;
const CLOCK_BEFORE = new RegExp(`^(?:luc |vao luc )?${CLOCK}${HALF}[ ,;-]+(?=ngay |\\d|thu |t\\.?[2-7]|cn|chu )`);
const CLOCK_AFTER = new RegExp(`(?:[ ,;t]| - )+(?:luc )?\\(?${CLOCK}${HALF}\\)?$`);
const PART_OF_DAY = /^(?:buoi )?(?:sang|chieu|toi|trua)[ ,:-]+|[ ,(-]+(?:buoi )?(?:sang|chieu|toi|trua)\)?$/g;

/** Without the time of day; undefined when there is one that no clock shows. */
export function withoutTime(text: string): string | undefined {
  for (const pattern of [CLOCK_BEFORE, CLOCK_AFTER]) {
    const found = pattern.exec(text);
    if (found === null) continue;
    if (Number(found[1]) > 23 || Number(found[2] ?? 0) > 59) return undefined;
    return text.replace(pattern, '').replace(PART_OF_DAY, '').trim();
  }
  return text.replace(PART_OF_DAY, '').trim();
}
