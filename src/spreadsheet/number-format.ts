/** What a number format makes of a number that matters here: a day, or digits with zeros and letters around them. Pure. */

export interface NumberFormat {
  /** Whether it shows a number as a day or an hour; an elapsed time such as `[h]:mm` is a number of hours. */
  isDay: boolean;
  /** Whether it shows a day without its time. */
  hidesTime?: boolean;
  /** What it shows for a whole number, where that is more than its digits; undefined where it is not, or not known. */
  show?: (value: number) => string | undefined;
}

export const GENERAL: NumberFormat = { isDay: false };

/** The formats without a text of their own, by number: 27 to 36 and 50 to 58 are days of East Asian locales. */
export function builtInFormat(id: number): NumberFormat {
  const isDay = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
  return isDay ? { isDay, hidesTime: id <= 17 } : GENERAL;
}

const TOKEN = /"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]?|AM\/PM|A\/P|General|E[+-]|[\s\S]/giu;

/** Reads the text of a format, such as `[$-42A]dd/mm/yyyy;@` or `"AH."00`. */
export function readFormat(code: string): NumberFormat {
  const tokens = firstSection(code);
  if (tokens.some(({ kind }) => kind === 'day') && !tokens.some(({ kind }) => kind === 'elapsed')) {
    return { isDay: true, hidesTime: !tokens.some(({ kind, text }) => kind === 'day' && /^[hsa]/i.test(text)) };
  }
  if (tokens.some(({ kind }) => kind === 'other' || kind === 'elapsed')) return GENERAL;
  const hasZero = tokens.some(({ kind, text }) => kind === 'digit' && text === '0');
  const hasText = tokens.some(({ kind, text }) => kind === 'literal' && text.trim() !== '');
  return hasZero || (hasText && tokens.some(({ kind }) => kind === 'digit'))
    ? { isDay: false, show: padder(tokens) }
    : GENERAL;
}

interface Token {
  kind: 'day' | 'elapsed' | 'digit' | 'literal' | 'other';
  text: string;
}

/** That of positive numbers. */
function firstSection(code: string): Token[] {
  const tokens: Token[] = [];
  for (const [whole, quoted, escaped, bracketed] of code.matchAll(TOKEN)) {
    if (whole === ';') break;
    if (whole.startsWith('"')) tokens.push({ kind: 'literal', text: quoted ?? '' });
    else if (whole.startsWith('\\')) tokens.push({ kind: 'literal', text: escaped ?? '' });
    else if (bracketed !== undefined) tokens.push(...readBracket(bracketed));
    // Space as wide as a sign, or filled with it: nothing that is read.
    else if (/^[_*]./su.test(whole)) continue;
    else if (/^[ymdhsegb]$|^AM\/PM$|^A\/P$/i.test(whole)) tokens.push({ kind: 'day', text: whole });
    else if (/^[0#?]$/.test(whole)) tokens.push({ kind: 'digit', text: whole });
    else if (/^(?:[.,%/@]|E[+-]|General)$/i.test(whole)) tokens.push({ kind: 'other', text: whole });
    else tokens.push({ kind: 'literal', text: whole });
  }
  return tokens;
}

/** Locales, colours and currencies show nothing of a day; `[h]` is an elapsed time; a condition may choose another section. */
function readBracket(content: string): Token[] {
  if (/^(?:h+|m+|s+)$/i.test(content)) return [{ kind: 'elapsed', text: content }];
  if (/^[<>=]/.test(content)) return [{ kind: 'other', text: content }];
  const currency = /^\$([^-]*)/.exec(content)?.[1] ?? '';
  return currency === '' ? [] : [{ kind: 'literal', text: currency }];
}

/** Digits fill the places from the right; the first place takes all that are left, and an empty one is 0 or nothing. */
function padder(tokens: readonly Token[]): (value: number) => string | undefined {
  const first = tokens.findIndex(({ kind }) => kind === 'digit');
  return (value) => {
    if (!Number.isSafeInteger(value) || value < 0) return undefined;
    let digits = String(value);
    let shown = '';
    for (let at = tokens.length - 1; at >= 0; at--) {
      const token = tokens[at];
      if (token?.kind !== 'digit') shown = (token?.text ?? '') + shown;
      else if (at === first) {
        shown = (digits === '' || digits === '0' ? emptyPlace(token.text) : digits) + shown;
      } else {
        shown = (digits === '' ? emptyPlace(token.text) : digits.slice(-1)) + shown;
        digits = digits.slice(0, -1);
      }
    }
    return shown === String(value) ? undefined : shown.trim();
  };
}

function emptyPlace(place: string): string {
  return place === '0' ? '0' : '';
}
