/** The title of a page, in tabs and bookmarks. */
import { nameIn } from '../words/language.ts';
import { wordsOf } from '../words/words.ts';
import type { PageState } from './page-state.ts';

export function titleOf({ address, frame }: Pick<PageState, 'address' | 'frame'>): string {
  const words = wordsOf(address.language);
  if (frame === null) return words.product;
  const view = address.view === 'overview' ? '' : `${words.views[address.view]} · `;
  return `${view}${nameIn(frame.place, address.language)} · ${words.product}`;
}
