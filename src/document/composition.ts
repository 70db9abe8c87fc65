/** What every part of a briefing is composed from. */
import type { BriefingContent } from './content';
import type { Block } from './document';
import type { FigureBook } from './figure-book';
import type { Footnotes } from './footnotes';
import type { Locale } from './locale';

export interface Composition {
  content: BriefingContent;
  figures: FigureBook;
  locale: Locale;
  notes: Footnotes;
}

/** A part with its heading, which gets its number later; null when the briefing has nothing of the kind. */
export type ComposedSection = { title: string; blocks: readonly Block[] } | null;

/** One paragraph of whole sentences. Those that are null are left out. */
export function paragraphOf(...sentences: (string | null)[]): Block[] {
  const said = sentences.filter((each) => each !== null && each !== '');
  return said.length === 0 ? [] : [{ kind: 'paragraph', text: [{ text: said.join(' ') }] }];
}
