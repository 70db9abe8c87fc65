/** The bars: for each body directly below the organization, the share of its congresses that was held. All on one page. */
import type { Composition } from './composition';
import type { Chart, Text } from './paper';
import type { Locale } from './locale';
import { fitText, measureText } from './measure-text';
import { rankBodies, type RankedBody } from './rank-bodies';
import { DONE, element, FAINT, label, MUTED, picture } from './svg';

const WIDTH = 640;
const ROW = 15;
const FONT_SIZE = 10.5;
const GAP = 24;
/** One column up to here, two from here on. */
const COLUMN = 24;
/** What a page holds; of more, the first and the last are shown. */
const PAGE = 116;

export function chartBodies({ content, form, locale }: Composition): Chart[] {
  const ranked = rankBodies(locale, form, content.bodies);
  if (ranked.length < 2) return [];
  const shown = ranked.length <= PAGE ? ranked : [...ranked.slice(0, PAGE / 2), ...ranked.slice(-PAGE / 2)];
  const columns = shown.length <= COLUMN ? 1 : 2;
  const perColumn = Math.ceil(shown.length / columns);
  const size = { width: WIDTH, height: perColumn * ROW + 6 };
  const caption = nameChart(locale, ranked.length, shown.length) + nameScale(locale, chooseScale(shown));
  const description = describe(locale, ranked);
  const columnWidth = (WIDTH - GAP * (columns - 1)) / columns;
  const place = (index: number): { x: number; y: number } => ({
    x: Math.floor(index / perColumn) * (columnWidth + GAP),
    y: (index % perColumn) * ROW + 3,
  });
  const widths = measureColumns(locale, shown, columnWidth);
  const bars = shown.map((body, index) => drawBar(locale, body, place(index), widths));
  const svg = picture(size, 'bodies', { title: caption, description }, bars);
  return [{ kind: 'chart', caption, description, drawing: { ...size, svg }, data: tabulate(locale, shown, caption) }];
}

interface Widths {
  /** The share, in percent, of a full bar. */
  full: number;
  label: number;
  bar: number;
  value: number;
}

/** Names and values get what they need, names half of it at most; bars get the rest. */
function measureColumns(locale: Locale, bodies: readonly RankedBody[], width: number): Widths {
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => measureText(text, FONT_SIZE)));
  const value = widest(bodies.map((body) => writeValue(locale, body))) + 6;
  const names = Math.min(widest(bodies.map(({ name }) => name)) + 6, width * 0.52);
  return { full: chooseScale(bodies), label: names, value, bar: Math.max(width - names - value, 10) };
}

function drawBar(locale: Locale, body: RankedBody, { x, y }: { x: number; y: number }, widths: Widths): string {
  const baseline = y + 10.5;
  const start = x + widths.label;
  const share = Math.min(Math.max((body.rate ?? 0) / widths.full, 0), 1);
  const text = { 'font-size': FONT_SIZE };
  return [
    label(start - 6, baseline, fitText(body.name, widths.label - 6, FONT_SIZE), { ...text, 'text-anchor': 'end' }),
    element('rect', { x: start, y: y + 2, width: widths.bar, height: ROW - 6, fill: FAINT }),
    ...(share > 0
      ? [element('rect', { x: start, y: y + 2, width: widths.bar * share, height: ROW - 6, fill: DONE })]
      : []),
    label(start + widths.bar + 5, baseline, writeValue(locale, body), { ...text, fill: MUTED }),
  ].join('');
}

function writeValue(locale: Locale, { completed, planned, rate }: RankedBody): string {
  if (rate === null) return '–';
  return `${locale.percent(rate)} (${locale.number(completed)}/${locale.number(planned)})`;
}

function nameChart(locale: Locale, all: number, shown: number): string {
  const name = locale.say('Tỷ lệ đại hội đã tổ chức theo đơn vị', 'Share of congresses held, by body');
  if (all === shown) return name;
  const [half, total] = [locale.number(shown / 2), locale.number(all)];
  return locale.say(
    `${name} (${half} đơn vị cao nhất và ${half} đơn vị thấp nhất trong số ${total})`,
    `${name} (the ${half} highest and the ${half} lowest of ${total})`,
  );
}

/** While few congresses were held, a scale up to 100% would make all bars look alike. */
function chooseScale(bodies: readonly RankedBody[]): number {
  const highest = Math.max(...bodies.map(({ rate }) => rate ?? 0));
  return [1, 2, 5, 10, 20, 50].find((each) => each >= highest) ?? 100;
}

function nameScale(locale: Locale, full: number): string {
  if (full === 100) return '';
  return locale.say(`; thang đo đến ${full}%`, `; a full bar is ${full}%`);
}

function describe(locale: Locale, ranked: readonly RankedBody[]): string {
  const rated = ranked.filter(({ rate }) => rate !== null);
  const [first, last] = [rated[0], rated.at(-1)];
  if (first === undefined || last === undefined) {
    return locale.say('Chưa đơn vị nào có kế hoạch.', 'No body has a plan yet.');
  }
  return locale.say(
    `${locale.number(ranked.length)} đơn vị, cao nhất là ${first.name} ${writeValue(locale, first)}, thấp nhất là ${last.name} ${writeValue(locale, last)}.`,
    `${locale.number(ranked.length)} bodies; the highest is ${first.name} at ${writeValue(locale, first)}, the lowest ${last.name} at ${writeValue(locale, last)}.`,
  );
}

function tabulate(locale: Locale, bodies: readonly RankedBody[], caption: string): Chart['data'] {
  const rows = bodies.map((body): Text[] => [
    [{ text: body.name }],
    [{ text: locale.number(body.planned) }],
    [{ text: locale.number(body.completed) }],
    [{ text: body.rate === null ? '–' : locale.percent(body.rate) }],
  ]);
  const columns = [
    { title: locale.say('Đơn vị', 'Body'), align: 'left', share: 46 },
    { title: locale.say('Kế hoạch', 'Planned'), align: 'right', share: 18 },
    { title: locale.say('Đã tổ chức', 'Held'), align: 'right', share: 18 },
    { title: locale.say('Tỷ lệ', 'Share'), align: 'right', share: 18 },
  ] as const;
  return { kind: 'table', caption, columns, rows, long: true };
}
