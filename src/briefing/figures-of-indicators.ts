/** The indicators that users have defined: in the month, and from 1 January on. */
import type { Operation } from '../access/operation';
import { Period, type Bilingual, type ContentFigure } from '../paper/content';
import type { Indicator } from '../indicator/indicator';
import { listIndicators } from '../indicator/find-indicators';
import { loadFiguresOf } from '../indicator/indicator-figures';
import { codeOfIndicator } from '../indicator/indicator-key';
import type { Organization } from '../organization/organization';
import { lastDayOf } from '../month';
import { toContentFigures } from './content-figures';
import { keyOfIndicator } from './figure-operations';
import { both } from './figure-parts';
import type { Span } from './span';

export async function figuresOfIndicators(
  operation: Operation,
  organization: Organization,
  span: Span,
  withdrawn: ReadonlySet<unknown>,
): Promise<ContentFigure[]> {
  const indicators = await listIndicators(operation, organization);
  // All at once: one statement reads the totals of all of them.
  const figures = await Promise.all(
    indicators.map(async (indicator) => {
      const own = await figuresOfIndicator(operation, organization, span, indicator);
      // A withdrawn indicator is included as long as it has values.
      const isTold = !indicator.withdrawn || withdrawn.has(codeOfIndicator(indicator));
      return isTold ? own : own.filter(({ value }) => value !== null);
    }),
  );
  return figures.flat();
}

async function figuresOfIndicator(
  operation: Operation,
  organization: Organization,
  span: Span,
  indicator: Indicator,
): Promise<ContentFigure[]> {
  const { name, nameEn, unit, unitEn, description } = indicator;
  const code = codeOfIndicator(indicator);
  const { told: month, asOf: day } = span;
  const { inMonth, yearToDate } = await loadFiguresOf(operation, indicator, organization.path, month);
  const asOf = lastDayOf(month) < day ? lastDayOf(month) : day;
  const more = description === null ? '' : ` ${description}`;
  const of = both(name, nameEn);
  const figure = (id: string, period: Period, words: Bilingual, value: number | null): ContentFigure[] =>
    toContentFigures(
      [
        {
          id: `${keyOfIndicator(code)}.${id}`,
          name: of,
          label: both(`${of.vi}, ${words.vi}`, `${of.en}, ${words.en}`),
          definition: both(
            `Chỉ tiêu ${code}, ${words.vi}, theo số liệu các đơn vị đã báo cáo.${more}`,
            `The indicator ${code} ${words.en}, by the values reported.${more}`,
          ),
          unit: both(unit, unitEn),
          value,
        },
      ],
      { organization: organization.code, span, period, asOf },
    );
  return [
    ...figure('inMonth', Period.IN_MONTH, both('trong tháng', 'in the month'), inMonth),
    ...figure('yearToDate', Period.YEAR_TO_DATE, both('từ đầu năm', 'since 1 January'), yearToDate),
  ];
}
