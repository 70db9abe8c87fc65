/** Says when work is due, in quarters: `quý I và đầu quý II-2020`, `Q1 and early Q2 2020`. */
import { Language } from './content';
import { enumerate, splitDay, type Locale } from './locale';
import { capitalise } from '../text/capitalise';

const ROMAN = ['', 'I', 'II', 'III', 'IV'];
const QUARTER = /^(\d{4})-Q([1-4])$/;

interface Quarter {
  year: string;
  number: number;
  /** Due on a day in its first month. */
  early: boolean;
}

/** Of one item: a quarter, or a day. */
export function nameDue(locale: Locale, due: string): string {
  return QUARTER.test(due) ? capitalise(nameQuarters(locale, [due])) : locale.shortDay(due);
}

/** Of several: each quarter once, in chronological order. A quarter is `early` when all that is due in it is due in its first month. */
export function nameQuarters(locale: Locale, dues: readonly string[]): string {
  const quarters = new Map<string, Quarter>();
  for (const each of dues.map(quarterOf)) {
    const key = `${each.year}-${each.number}`;
    const early = each.early && (quarters.get(key)?.early ?? true);
    quarters.set(key, { ...each, early });
  }
  const sorted = [...quarters].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quarter]) => quarter);
  const years = [...new Set(sorted.map(({ year }) => year))];
  const byYear = years.map((year) => {
    const names = sorted.filter((each) => each.year === year).map((each) => nameQuarter(locale, each));
    return enumerate(locale, names) + locale.say(`-${year}`, ` ${year}`);
  });
  return enumerate(locale, byYear);
}

function nameQuarter({ language }: Locale, { number, early }: Quarter): string {
  if (language === Language.VI) return `${early ? 'đầu ' : ''}quý ${ROMAN[number] ?? ''}`;
  return `${early ? 'early ' : ''}Q${number}`;
}

function quarterOf(due: string): Quarter {
  const [, year, number] = QUARTER.exec(due) ?? [];
  if (year !== undefined) return { year, number: Number(number), early: false };
  const [ofDay, month] = splitDay(due);
  const index = Math.min(Math.max(Number(month) - 1 || 0, 0), 11);
  return { year: ofDay, number: Math.floor(index / 3) + 1, early: index % 3 === 0 };
}
