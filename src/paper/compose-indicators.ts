/** The part on indicators that users defined, whose names and units are theirs. */
import type { ContentFigure } from './content';
import type { Composition } from './composition';
import type { Table, Text } from './paper';

const INDICATOR = /^(.+)\.(inMonth|yearToDate)$/;

export function composeIndicators(composition: Composition): Table[] {
  return tabulateIndicators(
    composition,
    composition.content.figures.filter(({ id }) => id.startsWith('indicator.')),
  );
}

/** An indicator a row, with what was counted in the month and from 1 January on. */
export function tabulateIndicators({ locale }: Composition, figures: readonly ContentFigure[]): Table[] {
  const byCode = new Map<string, Partial<Record<string, ContentFigure>>>();
  for (const figure of figures) {
    const [, code, period] = INDICATOR.exec(figure.id) ?? [];
    if (code !== undefined && period !== undefined) byCode.set(code, { ...byCode.get(code), [period]: figure });
  }
  if (byCode.size === 0) return [];
  const cell = (figure: ContentFigure | undefined): Text => [
    { text: figure?.value == null ? locale.say('chưa có số liệu', 'no figure yet') : locale.number(figure.value) },
  ];
  const rows = [...byCode.values()].map(({ inMonth, yearToDate }): Text[] => {
    const either = yearToDate ?? inMonth;
    const name = either?.name ?? either?.label;
    return [
      [{ text: name === undefined ? '' : locale.say(name.vi, name.en) }],
      [{ text: either === undefined ? '' : locale.say(either.unit.vi, either.unit.en) }],
      cell(inMonth),
      cell(yearToDate),
    ];
  });
  const table: Table = {
    kind: 'table',
    caption: '',
    columns: [
      { title: locale.say('Chỉ tiêu', 'Indicator'), align: 'left', share: 46 },
      { title: locale.say('Đơn vị', 'Unit'), align: 'left', share: 18 },
      { title: locale.say('Trong tháng', 'In the month'), align: 'right', share: 18 },
      { title: locale.say('Từ đầu năm', 'Year to date'), align: 'right', share: 18 },
    ],
    rows,
    long: rows.length > 12,
  };
  return [table];
}
