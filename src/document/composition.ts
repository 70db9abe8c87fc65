/** What every part of a briefing is composed from. */
import type { Day } from '../day';
import type { BriefingContent } from './content';
import type { Block } from './document';
import type { FigureBook } from './figure-book';
import type { Footnotes } from './footnotes';
import type { Form } from './form';
import type { Locale } from './locale';

export interface Composition {
  content: BriefingContent;
  figures: FigureBook;
  locale: Locale;
  notes: Footnotes;
  form: Form;
  /** The last day that the figures count by now: before the cut-off while that is to come. */
  asOf: Day;
}

/** One paragraph of whole sentences. Those that are null are left out. */
export function paragraphOf(...sentences: (string | null)[]): Block[] {
  const said = sentences.filter((each) => each !== null && each !== '');
  return said.length === 0 ? [] : [{ kind: 'paragraph', text: [{ text: said.join(' ') }] }];
}
