/** Makes figures of what was told: with the reason where there is no value, and the operation that reproduces each. Pure. */
import type { ContentFigure, Period } from '../paper/content';
import type { Day } from '../day';
import { operationOf } from './figure-operations';
import { both, UNITS, type Told } from './figure-parts';
import type { Span } from './span';

const NOT_REPORTED = both('Chưa có đơn vị nào báo cáo.', 'Nobody has reported it yet.');
const SHARE_OF_NOTHING = both('Mẫu số bằng 0, không có tỷ lệ.', 'There is nothing yet to take a share of.');

function whyUnknown({ value, unit, unknown }: Told): Pick<ContentFigure, 'unknown'> {
  if (value !== null) return {};
  return { unknown: unknown ?? (unit === UNITS.percent ? SHARE_OF_NOTHING : NOT_REPORTED) };
}

/** What figures that are told alike have in common. */
interface Telling {
  /** Code of the organization. */
  organization: string;
  span: Span;
  period: Period;
  /** The last day that counts, unless it is that of the span. */
  asOf?: Day;
}

export function toContentFigures(
  told: readonly Told[],
  { organization, span, period, asOf = span.asOf }: Telling,
): ContentFigure[] {
  return told.map((figure) => ({
    ...figure,
    ...whyUnknown(figure),
    period,
    asOf,
    query: operationOf(figure.id, organization, span),
  }));
}
