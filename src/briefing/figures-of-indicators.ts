/** The indicators that users have defined: in the month, and from 1 January on. */
import type { Operation } from '../access/operation';
import { Period, type Bilingual, type ContentFigure } from '../paper/content';
import type { Indicator } from '../indicator/indicator';
import { listIndicators } from '../indicator/find-indicators';
import { loadIndicatorFigures } from '../indicator/indicator-figures';
import type { Organization } from '../organization/organization';
import { lastDayOf } from '../month';
import { both, fromOperation } from './figure-parts';
import type { Span } from './span';

const INDICATOR = `query Indicator($within: String!, $code: String!, $month: String!) {
  indicator(within: $within, code: $code, month: $month) { inMonth yearToDate }
}`;

/** Those with a section of their own; all others share one. */
const OWN_SECTION = /^(?:personnel|training)\./;

export async function figuresOfIndicators(
  operation: Operation,
  organization: Organization,
  span: Span,
  retired: ReadonlySet<unknown>,
): Promise<ContentFigure[]> {
  const indicators = await listIndicators(operation, organization);
  // All at once: one statement reads the totals of all of them.
  const figures = await Promise.all(
    indicators.map(async (indicator) => {
      const own = await figuresOfIndicator(operation, organization, span, indicator);
      // A retired indicator is included as long as it has values.
      const isTold = !indicator.retired || retired.has(indicator.code);
      return isTold ? own : own.filter(({ value }) => value !== null);
    }),
  );
  return figures.flat();
}

function idOfIndicator(code: string): string {
  return OWN_SECTION.test(code) ? code : `indicator.${code}`;
}

async function figuresOfIndicator(
  operation: Operation,
  organization: Organization,
  { told: month, asOf: day }: Span,
  { code, name, nameEn, unit, unitEn, description }: Indicator,
): Promise<ContentFigure[]> {
  const { inMonth, yearToDate } = await loadIndicatorFigures(operation, organization, code, month);
  const asOf = lastDayOf(month) < day ? lastDayOf(month) : day;
  const more = description === null ? '' : ` ${description}`;
  const of = both(name, nameEn);
  const variables = { within: organization.code, code, month };
  const figure = (id: string, period: Period, words: Bilingual, value: number | null): ContentFigure[] =>
    fromOperation(INDICATOR, variables, { period, asOf }, [
      {
        id: `${idOfIndicator(code)}.${id}`,
        name: of,
        label: both(`${of.vi}, ${words.vi}`, `${of.en}, ${words.en}`),
        definition: both(
          `Chỉ tiêu ${code}, ${words.vi}, theo số liệu các đơn vị đã báo cáo.${more}`,
          `The indicator ${code} ${words.en}, by the values reported.${more}`,
        ),
        unit: both(unit, unitEn),
        value,
        path: `indicator.${id}`,
      },
    ]);
  return [
    ...figure('inMonth', Period.IN_MONTH, both('trong tháng', 'in the month'), inMonth),
    ...figure('yearToDate', Period.YEAR_TO_DATE, both('từ đầu năm', 'since 1 January'), yearToDate),
  ];
}
