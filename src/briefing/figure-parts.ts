/** What figures are made of: texts in both languages, and the operations that give them again. */
import type { Bilingual, ContentFigure, Period } from '../document/content';
import type { Day } from '../day';

export function both(vi: string, en: string): Bilingual {
  return { vi, en };
}

export const UNITS = {
  congresses: both('đại hội', 'congresses'),
  bodies: both('tỉnh, thành phố', 'provinces and cities'),
  people: both('đồng chí', 'people'),
  items: both('đề án, nhiệm vụ', 'projects and tasks'),
  percent: both('%', '%'),
} satisfies Record<string, Bilingual>;

/** A figure, but for where it comes from. */
export interface Told {
  id: string;
  name?: Bilingual;
  label: Bilingual;
  definition: Bilingual;
  unit: Bilingual;
  value: number | null;
  path: string;
}

/** Gives figures of one operation their common origin. */
export function fromOperation(
  document: string,
  variables: ContentFigure['query']['variables'],
  { period, asOf }: { period: Period; asOf: Day },
  told: readonly Told[],
): ContentFigure[] {
  return told.map(({ path, ...figure }) => ({ ...figure, period, asOf, query: { document, variables, path } }));
}
