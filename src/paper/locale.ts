/** How numbers, shares, days and months are written in a language: 1.174, 20,7%, 29/02/2020 and 1,174, 20.7%, 29 February 2020. */
import type { Day } from '../day';
import { type Bilingual, type Entered, Language } from './content';
import type { Run } from './paper';

/** The noun for one, and for several. Vietnamese has one form for both. */
export interface Noun {
  vi: string;
  one: string;
  many: string;
}

export class Locale {
  readonly tag: 'vi-VN' | 'en-GB';
  /** Marks a run of Vietnamese in a document of another language. */
  readonly vietnamese: { lang?: 'vi' };
  readonly #number: Intl.NumberFormat;
  readonly #share: Intl.NumberFormat;

  constructor(readonly language: Language) {
    this.tag = language === Language.VI ? 'vi-VN' : 'en-GB';
    this.vietnamese = language === Language.VI ? {} : { lang: 'vi' };
    this.#number = new Intl.NumberFormat(this.tag, { maximumFractionDigits: 2 });
    this.#share = new Intl.NumberFormat(this.tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  say(vi: string, en: string): string {
    return this.language === Language.VI ? vi : en;
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** Of a percentage such as 20.7. 0 and 100 have no decimal. */
  percent(value: number): string {
    return `${this.share(value)}%`;
  }

  /** A percentage without its sign, which is given elsewhere. */
  share(value: number): string {
    return value === 0 || value === 100 ? String(value) : this.#share.format(value);
  }

  /** `no congress`, `1 congress`, `2 congresses`. A Vietnamese sentence about none is worded differently. */
  count(value: number, noun: Noun): string {
    if (this.language === Language.VI) return `${this.number(value)} ${noun.vi}`;
    if (value === 0) return `no ${noun.one}`;
    return `${this.number(value)} ${value === 1 ? noun.one : noun.many}`;
  }

  /** `has` for none and for one, `have` for several. */
  agree(value: number, one: string, many: string): string {
    return value === 0 || value === 1 ? one : many;
  }

  day(day: Day): string {
    const [year, month, date] = splitDay(day);
    if (date === undefined) return day;
    return this.say(`${date}/${month}/${year}`, `${Number(date)} ${monthName(month)} ${year}`);
  }

  /** For tables, which have little room: `29 Feb 2020`. */
  shortDay(day: Day): string {
    const [year, month, date] = splitDay(day);
    if (date === undefined) return day;
    return this.say(this.day(day), `${Number(date)} ${monthName(month).slice(0, 3)} ${year}`);
  }

  /** Of `2020-03`. Vietnamese documents write 1 and 2 with a leading zero, so that nobody can add a digit in front. */
  month(month: string): string {
    const [year, number] = splitDay(month);
    if (number === undefined) return month;
    return this.say(`tháng ${monthNumber(number)}/${year}`, `${monthName(number)} ${year}`);
  }

  /** A day below a chart; for the first of a month, the month alone: `02/2020`, `Feb 2020`. */
  axisDay(day: Day): string {
    const [year, month = '', date] = splitDay(day);
    const name = monthName(month).slice(0, 3);
    if (date === '01') return this.say(`${monthNumber(month)}/${year}`, `${name} ${year}`);
    return this.say(`${date ?? ''}/${month}`, `${Number(date)} ${name}`);
  }

  /** An organization within an English sentence: `the Party Organization of Cao Bang Province`. */
  organization({ name, nameEn }: { name: string; nameEn: string | null }): string {
    const english = nameEn ?? name;
    return this.say(name, /\bOrganization of\b/.test(english) ? `the ${english}` : english);
  }

  /** In the document's language when there is a translation, otherwise marked as Vietnamese. */
  entered(text: Entered): Run {
    if (this.language === Language.VI) return { text: text.vi };
    return text.en === null || text.en === '' ? { text: text.vi, lang: 'vi' } : { text: text.en };
  }
}

const BOTH: readonly [vi: Locale, en: Locale] = [new Locale(Language.VI), new Locale(Language.EN)];

/** In both languages, whichever a document is in. */
export function inBothLanguages(write: (locale: Locale) => string): Bilingual {
  const [vi, en] = BOTH;
  return { vi: write(vi), en: write(en) };
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function monthName(number: string | undefined): string {
  return MONTHS[Number(number) - 1] ?? '';
}

function monthNumber(number: string): string {
  return Number(number) < 3 ? number : String(Number(number));
}

/** Year, month and day of the month. */
export function splitDay(day: string): [string, string | undefined, string | undefined] {
  const [year = '', month, date] = day.split('-');
  return [year, month, date];
}

/** Words that make a list: `a, b và c`. */
export function enumerate(locale: Locale, words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  if (words.length < 2) return last;
  return `${words.slice(0, -1).join(', ')} ${locale.say('và', 'and')} ${last}`;
}
