/** Finds text that was broken before it became Unicode, and what it seems to have been. Pure. */
import { say, type Message } from '../words/message';
import { TCVN3, VNI, WINDOWS_1258 } from './legacy-letters';
import { hasLostLetters } from './lost-letters';
import { restoreUtf8 } from './misread-utf8';
import { shorten } from './shorten';
import { isSyllable } from './syllable';

export type Charset = 'TCVN3 (ABC)' | 'VNI' | 'Windows-1258' | 'UTF-8';

export type Garbled =
  | { kind: 'MISREAD'; charset: Charset; restored: string }
  /** Question marks, or signs that stand for what could not be read. */
  | { kind: 'LOST' };

const PLAIN = /^[\0->@-~]*$/;
/** Letters that none of the old character sets shows: whoever has them has Unicode. */
const MODERN = /[ĐđƠơƯưĨĩŨũẠ-ỹ]/;
const BREVE = /[Ăă]/;

/** Undefined when nothing says that it is broken. */
export function findGarbled(given: string): Garbled | undefined {
  if (PLAIN.test(given)) return undefined;
  if (given.includes('\ufffd')) return { kind: 'LOST' };
  if (MODERN.test(given)) return undefined;
  const text = given.normalize('NFC').trim();
  if (MODERN.test(text)) return undefined;
  const utf8 = restoreUtf8(text);
  if (utf8 !== undefined) return { kind: 'MISREAD', charset: 'UTF-8', restored: utf8 };
  if (BREVE.test(text)) return undefined;
  const [best] = READINGS.map((reading) => ({ reading, ...tryReading(text, reading) }))
    .filter(({ weight }) => weight >= ENOUGH)
    .sort((one, other) => other.weight - one.weight);
  if (best !== undefined) return { kind: 'MISREAD', charset: best.reading.charset, restored: best.restored };
  return text.includes('?') && hasLostLetters(text) ? { kind: 'LOST' } : undefined;
}

/** What is wrong, and what to do. */
export function explainGarbled(garbled: Garbled): Message {
  if (garbled.kind === 'LOST') {
    return say`Letters of this text were lost: question marks or other signs stand in their places. Write it again, and save the file as XLSX, or as "CSV UTF-8".`;
  }
  const { charset, restored } = garbled;
  return charset === 'UTF-8'
    ? say`These letters were read in the wrong character set: this seems to be "${shorten(restored)}". Open the original file as UTF-8, and save it as XLSX, or as "CSV UTF-8".`
    : say`These letters are not Unicode but seem to be ${charset}: "${shorten(restored)}". Convert the file to Unicode, for example with UniKey, and save it as XLSX, or as "CSV UTF-8".`;
}

interface Reading {
  charset: Charset;
  /** What may stand for one letter. */
  pattern: RegExp;
  letterOf: (seen: string) => string | undefined;
  /** How much the signs speak for this reading: 0 for letters that other texts have in such a place, too. */
  weigh: (seen: string, before: string, after: string) => number;
}

/** From this weight on it is no accident. */
const ENOUGH = 2;
const CAPITAL = /^\p{Lu}$/u;
const SMALL = /^\p{Ll}$/u;
/** Letters that modern texts have, too. */
const SHARED = /^[ÈÉÊÌÒÓÔÕÝáâãèéêìíòóôõùúý]$/;
/** Signs that may stand behind a word, as a note or a brand has them. */
const BEHIND_WORDS = /^[¹ª®©]$/;

/** Letters that only VNI has one after the other. */
const VNI_BEGINS = /^(?:[aeouyôö][ùøûõïâáàåãäêéèúüë]|[öôæóòî])/i;

const READINGS: readonly Reading[] = [
  {
    charset: 'TCVN3 (ABC)',
    pattern: /[\u00a1-\u00ff]/g,
    letterOf: (seen) => TCVN3.get(seen),
    weigh: (seen, before, after) => {
      if (/[^\p{L}]|[µª]/u.test(seen)) {
        const isAside =
          (BEHIND_WORDS.test(seen) && after === '' && before.length === 1) || (seen === 'µ' && before === '');
        return before + after === '' ? 0 : isAside ? 1 : 2;
      }
      // A capital letter in the middle of small ones is none.
      const isAmid = before !== '' && (SMALL.test(before.slice(-1)) || SMALL.test(after.slice(0, 1)));
      if (CAPITAL.test(seen) && isAmid) return 2;
      return SHARED.test(seen) ? 0 : 1;
    },
  },
  {
    charset: 'VNI',
    pattern: /[aeouyôö][ùøûõïâáàåãäêéèúüë]|[ñöôæóòî]/gi,
    letterOf: (seen) => inEitherCase(seen, VNI),
    weigh: (seen, before, after) => {
      // French has `Caïn`, `Raphaël` and `où`.
      if (seen.length === 2) return before + after === '' ? 0 : /[ïëü]$/i.test(seen) ? 1 : 2;
      if (/[ñö]/i.test(seen) && VNI_BEGINS.test(after)) return 2;
      return /[ñöæî]/i.test(seen) ? 1 : 0;
    },
  },
  {
    charset: 'Windows-1258',
    pattern: /[aâeêioôuyãõý][ÌÒÞìò]|[AÂEÊIOÔUYÃÕÝ][ÌÒÞìò]|[ãõýðÃÕÝÐ]/g,
    letterOf: (seen) => inEitherCase(seen, WINDOWS_1258),
    weigh: (seen, _before, after) => {
      if (seen.length === 1) return seen === 'ð' ? 1 : 0;
      return /[ÌÒÞ]$/.test(seen) || !/^[a-z]/i.test(seen) || after !== '' ? 2 : 1;
    },
  },
];

const WORD = /(?<![\p{N}])[\p{L}\u00a1-\u00ff]+(?![\p{N}])/gu;

/** Nobody writes a capital letter behind a small one. */
const CAPITAL_AMID = /\p{Ll}\p{Lu}/u;
/** In TCVN3 the font alone makes capital letters of small ones with a tone. */
const IN_CAPITALS = /^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$/;

/** Words count that become Vietnamese by it and were not before; words that become none speak against it. */
function tryReading(text: string, reading: Reading): { weight: number; restored: string } {
  let weight = 0;
  const restored = text.replace(WORD, (word) => {
    let found = 0;
    const converted = word.replace(reading.pattern, (seen, at: number) => {
      const letter = reading.letterOf(seen);
      if (letter === undefined) return seen;
      found += reading.weigh(seen, word.slice(0, at), word.slice(at + seen.length));
      return letter;
    });
    if (converted === word) return word;
    if (!isSyllable(converted)) weight -= Math.min(found, 1);
    else if (!isSyllable(word) || CAPITAL_AMID.test(word)) weight += found;
    return IN_CAPITALS.test(word) ? converted.toUpperCase() : converted;
  });
  return { weight, restored };
}

function inEitherCase(seen: string, letters: ReadonlyMap<string, string>): string | undefined {
  const exact = letters.get(seen);
  if (exact !== undefined) return exact;
  const small = letters.get(seen.charAt(0).toLowerCase() + seen.slice(1)) ?? letters.get(seen.toLowerCase());
  return small?.toUpperCase();
}
