/** The words of the page, by language. */
import { EN } from './en.ts';
import type { Language } from './language.ts';
import { VI } from './vi.ts';

export type Words = typeof VI;

/** Of the file that a browser has loaded: it speaks one language, and the words of the other are not in it. The server's speaks both. */
declare const PAGE_LANGUAGE: Language | 'both';

export function wordsOf(language: Language): Words {
  return PAGE_LANGUAGE === 'vi' ? VI : PAGE_LANGUAGE === 'en' ? EN : language === 'vi' ? VI : EN;
}
