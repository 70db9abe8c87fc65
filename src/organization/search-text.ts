/** The text that a search for an organization looks in: the words of its name, of its English name and of its code. */
import { wordsOf } from '../text/words';

/** A word that no text has: what is before it is the name. */
const BETWEEN = ' | ';

export function searchTextOf(organization: { name: string; nameEn: string | null; code: string }): string {
  const { name, nameEn, code } = organization;
  return [name, nameEn ?? '', code].map((text) => wordsOf(text).join(' ')).join(BETWEEN);
}
