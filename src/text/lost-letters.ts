/** Question marks in the places of letters that a character set does not have. Pure. */
import { isSyllable } from './syllable';

/** What may have stood in such a place: tones do not matter for whether it makes a syllable. */
const LETTERS = [...'ươăâêôđaeioy', 'u'];
/** More marks in a word than these are tried together would take too long. */
const MOST_MARKS = 3;
const ADDRESS = /[/=&@#]|www\.|\w\.\w/i;
const PUNCTUATION = /^["'“‘(«[]+|["'”’)»\].,;:!]+$/g;
const ENOUGH = 2;

/** Whether marks stand where only a letter can: not at the end of a question, nor in an address. */
export function hasLostLetters(text: string): boolean {
  const words = text.split(/\s+/).map((word) => word.replace(PUNCTUATION, ''));
  const sum = words.reduce((weight, word, index) => weight + weigh(word, index === words.length - 1), 0);
  return sum >= ENOUGH;
}

function weigh(word: string, isLast: boolean): number {
  const marks = word.split('?').length - 1;
  if (marks === 0 || marks > MOST_MARKS || ADDRESS.test(word) || !/\p{L}/u.test(word)) return 0;
  const isInside = /\?\p{Ll}|\?\?\p{Ll}/u.test(word) || /\?\p{L}/u.test(word.slice(1));
  if (!isInside && isSyllable(word.replaceAll('?', ''))) return 0;
  if (!fill(word.replaceAll('Ð', 'Đ'))) return 0;
  if (isInside) return ENOUGH;
  // `Khu B?` may be a question; `th?` is none, because no word is written so.
  const letters = word.replaceAll('?', '');
  return letters === letters.toUpperCase() || (isLast && letters.length === 1) ? 1 : ENOUGH;
}

/** Whether letters in place of the marks can make a syllable. */
function fill(word: string): boolean {
  if (!word.includes('?')) return isSyllable(word);
  return LETTERS.some((letter) => fill(word.replace('?', letter)));
}
