/** Numbers as they are written in each language, by the same code on the server and in every browser: their own tables differ. */
import type { Language } from './words/language.ts';

const GROUP: Record<Language, string> = { vi: '.', en: ',' };
const DECIMAL: Record<Language, string> = { vi: ',', en: '.' };

/** `1174` as `1.174` or `1,174`. */
export function writeCount(count: number, language: Language): string {
  const digits = String(Math.abs(Math.trunc(count))).replace(/\B(?=(\d{3})+$)/g, GROUP[language]);
  return count < 0 ? `−${digits}` : digits;
}

/** With a sign, also where it is more: `+34`. */
export function writeChange(change: number, language: Language): string {
  return change > 0 ? `+${writeCount(change, language)}` : writeCount(change, language);
}

/** A part of a whole in percent, with one decimal: `25,1%`. What is not all is never written as 100, nor something as 0. */
export function writeShare(part: number, whole: number, language: Language): string {
  if (whole <= 0) return '–';
  const tenths = Math.round((part * 1_000) / whole);
  const least = part > 0 ? 1 : 0;
  const most = part < whole ? 999 : Infinity;
  const kept = Math.min(Math.max(tenths, least), most);
  const decimal = kept % 10;
  const written = writeCount(Math.floor(kept / 10), language);
  return decimal === 0 ? `${written}%` : `${written}${DECIMAL[language]}${decimal}%`;
}
