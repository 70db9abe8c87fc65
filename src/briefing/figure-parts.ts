/** What figures are made of: texts in both languages. */
import type { Bilingual } from '../paper/content';

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

/** A figure without the operation that reproduces it. */
export interface Told {
  id: string;
  name?: Bilingual;
  label: Bilingual;
  definition: Bilingual;
  unit: Bilingual;
  value: number | null;
  /** Why the value cannot be known, unless nobody has reported it or there is nothing to take a share of. */
  unknown?: Bilingual;
}
