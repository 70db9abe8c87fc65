/** What every part of a briefing is composed from: figures that may be absent, words of a language, footnotes of the whole document. */
import type { Day } from '../day';
import type { BriefingContent, ContentFigure } from './content';
import type { Block, Text } from './paper';
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

/** One paragraph of whole sentences; null ones are left out. */
export function paragraphOf(...sentences: (string | null)[]): Block[] {
  const said = sentences.filter((each) => each !== null && each !== '');
  return said.length === 0 ? [] : [{ kind: 'paragraph', text: [{ text: said.join(' ') }] }];
}

/** The figures by their ids, any of which may be absent. */
export class FigureBook {
  readonly #byId: ReadonlyMap<string, ContentFigure>;

  constructor(content: BriefingContent) {
    this.#byId = new Map(content.figures.map((figure) => [figure.id, figure]));
  }

  get(id: string): ContentFigure | undefined {
    return this.#byId.get(id);
  }

  /** Null both when nobody has reported it and when there is no such figure. */
  value(id: string): number | null {
    return this.#byId.get(id)?.value ?? null;
  }

  /** Whether there is any figure below the prefix, such as `rating.`, reported or not. */
  knows(prefix: string): boolean {
    return [...this.#byId.keys()].some((id) => id.startsWith(prefix));
  }
}

/** Gathered in the order in which they are referred to. */
export class Footnotes {
  readonly #texts: Text[] = [];

  /** The number of the note, from 1. */
  add(text: string): number {
    this.#texts.push([{ text }]);
    return this.#texts.length;
  }

  get texts(): readonly Text[] {
    return this.#texts;
  }
}
