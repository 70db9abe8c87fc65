/** Finds the organization that a cell means by its code, also where a keyboard or a spreadsheet has changed it; and refuses where it might be another. Pure. */
import { Problem } from '../problem';
import type { Cell } from '../spreadsheet/table';
import { textOf } from '../spreadsheet/read-cell';
import { monthNamed } from '../spreadsheet/day-words';
import { fold } from '../text/fold';
import { describeSign, misleadingSigns, toLook, toSeenText, withoutTextMark } from '../text/seen-text';
import { shorten } from '../text/shorten';
import { trimText } from '../text/require-text';
import { say, type Message } from '../words/message';
import { dayKeys, numberKeys, roundedKey, shownKey } from './spoilt-codes';

const MOST_NAMED = 5;
/** From here on a spreadsheet has lost the last digits. */
const MOST_EXACT = 1e15;

export class KnownCodes {
  private readonly codes: ReadonlySet<string>;
  private looks: Map<string, string[]> | undefined;
  private spoilt: Map<string, string[]> | undefined;

  constructor(codes: Iterable<string>) {
    this.codes = new Set(codes);
  }

  has(code: string): boolean {
    return this.codes.has(code);
  }

  /** The code itself where it is known, or leads to exactly one that is; otherwise as it is written, unless a spreadsheet or an invisible sign has spoilt it. */
  find(cell: Exclude<Cell, null>, shown?: string, mayBeNew = false): string {
    if (cell instanceof Date) throw this.refuseDate(cell);
    if (typeof cell === 'number') return this.findNumber(cell, shown, mayBeNew);
    return this.findText(textOf(cell));
  }

  /** Whether the cell is, or may be, one of the codes. */
  knows(cell: Exclude<Cell, null>, shown?: string): boolean {
    try {
      return this.has(this.find(cell, shown));
    } catch (error) {
      if (error instanceof Problem) return true;
      throw error;
    }
  }

  private findText(text: string): string {
    const trimmed = trimText(text);
    if (this.has(trimmed)) return trimmed;
    const seen = withoutTextMark(toSeenText(text));
    if (this.has(seen)) return seen;
    // A line break in a narrow column leaves a space, and codes have none.
    const unbroken = seen.replaceAll(' ', '');
    if (this.has(unbroken)) return unbroken;
    const alike = this.alike(seen);
    const [only] = alike;
    if (only !== undefined && alike.length === 1) return only;
    const signs = misleadingSigns(trimmed).filter((sign) => !/[-/‐-―−⁄∕]/.test(sign));
    if (only !== undefined) {
      throw refuse(say`"${shorten(text)}" looks like several codes: ${list(alike)}. Type the code again.`);
    }
    const [sign] = signs;
    if (sign !== undefined) {
      const message = say`The code "${shorten(text)}" contains ${describeSign(sign)}. Delete that sign, or type the code again.`;
      throw refuse(message);
    }
    const meant = this.meantBy([shownKey(seen), dayKeyOfText(seen)]);
    if (meant.length > 0) throw refuse(explainSpoilt(shorten(seen), meant));
    return seen === '' ? trimmed : seen;
  }

  /** `shown` is what the sheet shows for it, such as `01`. */
  private findNumber(value: number, shown: string | undefined, mayBeNew: boolean): string {
    if (shown !== undefined && this.has(toSeenText(shown))) return toSeenText(shown);
    const text = textOf(value);
    const meant = this.meantBy(numberKeys(text));
    const [only] = meant;
    if (only === text && meant.length === 1) return text;
    if (meant.length > 1) {
      throw refuse(
        say`The cell is the number ${text}, and may mean ${list(meant)}. Format the column as text, and write the code as it is.`,
      );
    }
    if (only !== undefined) throw refuse(explainSpoilt(text, meant));
    // The zero at the end of 1.10 is lost in a number, and a code stays for good.
    const isDoubtful = !Number.isInteger(value) || Math.abs(value) >= MOST_EXACT;
    if (mayBeNew && isDoubtful && shown === undefined) throw refuse(explainSpoilt(text, meant));
    return shown === undefined ? text : toSeenText(shown);
  }

  private refuseDate(cell: Date): Problem {
    return refuse(explainSpoilt(textOf(cell), this.meantBy(dayKeys(cell))));
  }

  private alike(text: string): string[] {
    this.looks ??= groupBy(this.codes, (code) => [toLook(code)]);
    return this.looks.get(toLook(text)) ?? [];
  }

  private meantBy(keys: readonly (string | undefined)[]): string[] {
    this.spoilt ??= groupBy(this.codes, (code) => [...numberKeys(code), roundedKey(code), ...dayKeys(code)]);
    const { spoilt } = this;
    return [...new Set(keys.flatMap((key) => (key === undefined ? [] : (spoilt.get(key) ?? []))))];
  }
}

function groupBy(codes: Iterable<string>, keysOf: (code: string) => (string | undefined)[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const code of codes) {
    for (const key of new Set(keysOf(code))) {
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [code]);
      else group.push(code);
    }
  }
  return groups;
}

/** Of `3-Thg4` and `03-Apr`, which a spreadsheet writes for `3/4`. */
function dayKeyOfText(text: string): string | undefined {
  const [, day, vietnamese, english] = /^(\d{1,2})[-/ ](?:thg ?(\d{1,2})|([a-z]{3}))$/.exec(fold(text)) ?? [];
  const month = monthNamed(vietnamese ?? english ?? '');
  return day === undefined || month === undefined ? undefined : `day ${Number(day)} ${month}`;
}

function explainSpoilt(shown: string, meant: readonly string[]): Message {
  const nearest = meant.length === 0 ? '' : say` It may have been ${list(meant)}.`;
  return say`A spreadsheet has made ${shown} of the code.${nearest} Format the column as text, and write the code again.`;
}

function list(codes: readonly string[]): string {
  return codes.slice(0, MOST_NAMED).join(', ') + (codes.length > MOST_NAMED ? ' …' : '');
}

function refuse(message: Message): Problem {
  return new Problem('BAD_USER_INPUT', message, { argument: 'organization' });
}
