/** Gathers the footnotes of a document in the order in which they are referred to. */
import type { Text } from './document';

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
