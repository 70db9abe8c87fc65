/** Folds a heading or a word of a list, so that all ways of writing it are one. */
import { fold } from '../organization/fold';

/** Without case, accents, white space and punctuation. */
export function foldWord(text: string): string {
  const folded = fold(text);
  return folded.replace(/[^\p{L}\p{N}✓✔-]/gu, '') || folded;
}
