/** The annex: every figure of the briefing, with its unit, its period and the last day that counts. */
import { Period, type ContentFigure } from './content';
import type { Composition } from './composition';
import type { Table, Text } from './document';
import type { Locale } from './locale';

export function composeAnnex(composition: Composition): Table | null {
  const { content, locale } = composition;
  if (content.figures.length === 0) return null;
  const rows = content.figures.map((figure): Text[] => [
    [{ text: locale.say(figure.label.vi, figure.label.en) }],
    [{ text: writeValue(composition, figure) }],
    [{ text: locale.say(figure.unit.vi, figure.unit.en) }],
    [{ text: namePeriodKind(locale, figure.period) }],
    [{ text: locale.shortDay(figure.asOf) }],
  ]);
  return {
    kind: 'table',
    caption: '',
    columns: [
      { title: locale.say('Số liệu', 'Figure'), align: 'left', share: 42 },
      { title: locale.say('Giá trị', 'Value'), align: 'right', share: 10 },
      { title: locale.say('Đơn vị', 'Unit'), align: 'left', share: 18 },
      { title: locale.say('Thời kỳ', 'Period'), align: 'left', share: 15 },
      { title: locale.say('Tính đến', 'As of'), align: 'left', share: 15 },
    ],
    rows,
    long: true,
  };
}

function writeValue({ form, locale }: Composition, { value, unit, period }: ContentFigure): string {
  // An indicator may count in percent, too: that is no share that is worked out here.
  const isShare = unit.en === '%' && (period === Period.AT_DATE || !form.writesAlike);
  // A share of nothing is no figure that is still to come.
  if (value === null) return isShare ? '–' : locale.say('chưa có số liệu', 'no figure yet');
  return isShare && form.writesAlike ? locale.share(value) : locale.number(value);
}

function namePeriodKind(locale: Locale, period: Period): string {
  switch (period) {
    case Period.IN_MONTH:
      return locale.say('Trong tháng', 'In the month');
    case Period.YEAR_TO_DATE:
      return locale.say('Từ đầu năm', 'Year to date');
    case Period.AT_DATE:
      return locale.say('Thời điểm', 'On the day');
  }
}
