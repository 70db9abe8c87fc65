/** What figures are made of: texts in both languages, and the operation that reproduces each. */
import type { Bilingual, ContentFigure, Period } from '../paper/content';
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

/** A figure without its origin. */
export interface Told {
  id: string;
  name?: Bilingual;
  label: Bilingual;
  definition: Bilingual;
  unit: Bilingual;
  value: number | null;
  /** Why the value cannot be known, unless nobody has reported it or there is nothing to take a share of. */
  unknown?: Bilingual;
  path: string;
}

const NOT_REPORTED = both('Chưa có đơn vị nào báo cáo.', 'Nobody has reported it yet.');
const SHARE_OF_NOTHING = both('Mẫu số bằng 0, không có tỷ lệ.', 'There is nothing yet to take a share of.');

function whyUnknown({ value, unit, unknown }: Omit<Told, 'path'>): Pick<ContentFigure, 'unknown'> {
  if (value !== null) return {};
  return { unknown: unknown ?? (unit === UNITS.percent ? SHARE_OF_NOTHING : NOT_REPORTED) };
}

/** Gives figures of one operation their common origin. */
export function fromOperation(
  document: string,
  variables: ContentFigure['query']['variables'],
  { period, asOf }: { period: Period; asOf: Day },
  told: readonly Told[],
): ContentFigure[] {
  return told.map(({ path, ...figure }) => ({
    ...figure,
    ...whyUnknown(figure),
    period,
    asOf,
    query: { document, variables, path },
  }));
}
