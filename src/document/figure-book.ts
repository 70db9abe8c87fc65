/** The figures of a briefing by their ids, any of which may be absent. */
import type { BriefingContent, ContentFigure } from './content';

export class FigureBook {
  readonly #byId: ReadonlyMap<string, ContentFigure>;

  constructor(content: BriefingContent) {
    this.#byId = new Map(content.figures.map((figure) => [figure.id, figure]));
  }

  get(id: string): ContentFigure | undefined {
    return this.#byId.get(id);
  }

  /** Null both when nobody has said and when there is no such figure. */
  value(id: string): number | null {
    return this.#byId.get(id)?.value ?? null;
  }

  /** Whether there is any figure below the prefix, as `rating.`, said or not. */
  knows(prefix: string): boolean {
    return [...this.#byId.keys()].some((id) => id.startsWith(prefix));
  }
}
