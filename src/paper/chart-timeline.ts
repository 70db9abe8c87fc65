/** The S-curve: how many congresses are due by the end of each week, and how many were held. */
import type { Day } from '../day';
import { addMonths, firstDayOf, monthOf } from '../month';
import type { Composition } from './composition';
import type { BriefingContent } from './content';
import type { Chart, Table, Text } from './paper';
import { type Locale, splitDay } from './locale';
import { measureText } from './measure-text';
import { curve, DONE, FAINT, INK, label, line, MUTED, picture, PLAN } from './svg';

type Timeline = BriefingContent['timeline'];

/** Low enough to fit on the first page, below the table. */
const SIZE = { width: 640, height: 215 };
const FRAME = { left: 56, right: 622, top: 34, bottom: 185 };

export function chartTimeline(composition: Composition): Chart[] {
  const { content, locale, asOf } = composition;
  const timeline = [...content.timeline].sort((a, b) => (a.day < b.day ? -1 : 1));
  const first = timeline[0]?.day;
  const last = timeline.at(-1)?.day;
  if (first === undefined || last === undefined || first === last) return [];
  const caption = locale.say('Đại hội theo kế hoạch và đã tổ chức, cộng dồn', 'Congresses due and held, cumulative');
  const description = describe(locale, timeline, asOf);
  const svg = picture(SIZE, 'timeline', { title: caption, description }, draw(composition, timeline, first, last));
  return [
    { kind: 'chart', caption, description, drawing: { ...SIZE, svg }, data: tabulate(locale, timeline, caption) },
  ];
}

function describe(locale: Locale, timeline: Timeline, asOf: Day): string {
  const held = timeline.findLast(({ completed }) => completed !== null);
  const end = timeline.at(-1);
  const number = (value: number | undefined | null): string => locale.number(value ?? 0);
  const due =
    held === undefined
      ? ''
      : locale.say(
          `Đến ngày ${locale.day(held.day)}: theo kế hoạch ${number(held.due)}, đã tổ chức ${number(held.completed)}. `,
          `By ${locale.day(held.day)}: ${number(held.due)} due, ${number(held.completed)} held. `,
        );
  const all = locale.say(
    `Đến ngày ${locale.day(end?.day ?? asOf)}: theo kế hoạch ${number(end?.due)}.`,
    `By ${locale.day(end?.day ?? asOf)}: ${number(end?.due)} due.`,
  );
  return due + all;
}

function draw(composition: Composition, timeline: Timeline, first: Day, last: Day): string[] {
  const { locale, asOf } = composition;
  const ticks = chooseTicks(Math.max(...timeline.flatMap(({ due, completed }) => [due, completed ?? 0])));
  const top = ticks.at(-1) ?? 1;
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const x = (day: Day): number => FRAME.left + ((Date.parse(day) - from) / (to - from)) * (FRAME.right - FRAME.left);
  const y = (value: number): number => FRAME.bottom - (value / top) * (FRAME.bottom - FRAME.top);

  const grid = ticks.flatMap((value) => [
    line(FRAME.left, y(value), FRAME.right, y(value), { stroke: value === 0 ? MUTED : FAINT }),
    label(FRAME.left - 6, y(value) + 4, locale.number(value), { 'text-anchor': 'end', fill: MUTED }),
  ]);
  const months = chooseMonths(first, last).flatMap((day) => [
    line(x(day), FRAME.bottom, x(day), FRAME.bottom + 4, { stroke: MUTED }),
    nameDay(composition, day, x(day)),
  ]);
  const held = timeline.flatMap(({ day, completed }) => (completed === null ? [] : [[x(day), y(completed)] as const]));
  const curves = [
    curve(
      timeline.map(({ day, due }) => [x(day), y(due)] as const),
      { stroke: PLAN, 'stroke-dasharray': '6 4' },
    ),
    ...(held.length > 1 ? [curve(held, { stroke: DONE, 'stroke-width': 3 })] : []),
  ];
  return [...grid, ...months, ...markEnd(locale, asOf, first, last, x), ...curves, ...drawLegend(locale)];
}

/** A thin line at the last day that counts, with its date beside it, inside the frame. */
function markEnd(locale: Locale, asOf: Day, first: Day, last: Day, x: (day: Day) => number): string[] {
  if (asOf < first || asOf > last) return [];
  const isRight = x(asOf) > (FRAME.left + FRAME.right) / 2;
  return [
    line(x(asOf), FRAME.top, x(asOf), FRAME.bottom, { stroke: INK, 'stroke-dasharray': '2 3' }),
    label(x(asOf) + (isRight ? -5 : 5), FRAME.top + 10, locale.day(asOf), {
      'text-anchor': isRight ? 'end' : 'start',
    }),
  ];
}

function drawLegend(locale: Locale): string[] {
  const y = 14;
  return [
    line(FRAME.left, y - 4, FRAME.left + 28, y - 4, { stroke: PLAN, 'stroke-width': 2, 'stroke-dasharray': '6 4' }),
    label(FRAME.left + 34, y, locale.say('Đến hạn theo kế hoạch', 'Due by plan')),
    line(FRAME.left + 190, y - 4, FRAME.left + 218, y - 4, { stroke: DONE, 'stroke-width': 3 }),
    label(FRAME.left + 224, y, locale.say('Đã tổ chức', 'Held')),
  ];
}

/** First days of months, eight at most; of a short campaign its first and last day. */
function chooseMonths(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let month = monthOf(first); days.length < 1200; month = addMonths(month, 1)) {
    const day = firstDayOf(month);
    if (day > last) break;
    if (day >= first) days.push(day);
  }
  if (days.length < 2) return [first, last];
  const every = Math.ceil(days.length / 8);
  return days.filter((_, index) => index % every === 0);
}

const FONT_SIZE = 11;

function nameDay({ form, locale }: Composition, day: Day, x: number): string {
  const look = { 'font-size': FONT_SIZE, 'text-anchor': 'middle', fill: MUTED };
  if (!form.writesAlike) return label(x, FRAME.bottom + 17, nameBare(day), look);
  const name = locale.axisDay(day);
  // The last one may be at the edge of the picture.
  return label(Math.min(x, SIZE.width - measureText(name, FONT_SIZE) / 2), FRAME.bottom + 17, name, look);
}

function nameBare(day: Day): string {
  const [year, month = '', date] = splitDay(day);
  return date === '01' ? `${Number(month)}/${year}` : `${date ?? ''}/${month}`;
}

/** The last week of each month. */
function tabulate(locale: Locale, timeline: Timeline, caption: string): Table {
  const lasts = timeline.filter(({ day }, index) => timeline[index + 1]?.day.slice(0, 7) !== day.slice(0, 7));
  const rows = lasts.map(({ day, due, completed }): Text[] => [
    [{ text: locale.shortDay(day) }],
    [{ text: locale.number(due) }],
    [{ text: completed === null ? '–' : locale.number(completed) }],
  ]);
  const columns = [
    { title: locale.say('Đến ngày', 'By'), align: 'left', share: 34 },
    { title: locale.say('Theo kế hoạch', 'Due'), align: 'right', share: 33 },
    { title: locale.say('Đã tổ chức', 'Held'), align: 'right', share: 33 },
  ] as const;
  return { kind: 'table', caption, columns, rows, long: true };
}

/** Round values for the axis: from 0 to at least the largest, in steps of 1, 2 or 5 times a power of ten. */
export function chooseTicks(largest: number, wanted = 5): number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = Math.max(largest / wanted, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const count = Math.ceil(largest / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
