/** The S-curve: what is due by the plan, and what was held, week by week. */
import type { JSX } from 'preact';
import type { CurvePointsFragment } from '../../generated/operations.ts';
import type { Stage } from '../board/stage.ts';
import { dayNumber, writeDay, writeMonth, writeShortDay } from '../days.ts';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';

const WIDTH = 780;
const HEIGHT = 190;
const LEFT = 62;
const BOTTOM = 24;
const TOP = 10;

interface Scale {
  x: (day: string) => number;
  y: (count: number) => number;
}

export function Curve({
  points,
  stage,
  shown,
}: {
  points: CurvePointsFragment;
  stage: Stage;
  shown: Shown;
}): JSX.Element | null {
  const { words, language } = shown;
  const { planned, asOf, position } = points;
  const timeline = withToday(points);
  const [first] = timeline;
  const last = timeline.at(-1);
  if (first === undefined || last === undefined || planned < 2) return null;
  const scale = scaleOf(first.day, last.day, planned);
  return (
    <section class="curve card" aria-labelledby="curve-title">
      <h2 id="curve-title">
        {words.curve} <small>{words.stages[stage]}</small>
      </h2>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="curve-title">
        <Axes scale={scale} planned={planned} first={first.day} last={last.day} shown={shown} />
        <path class="curve-due" d={lineOf(timeline, ({ due }) => due, scale)} />
        <path class="curve-held" d={lineOf(timeline, ({ completed }) => completed, scale)} />
        <Now scale={scale} timeline={timeline} asOf={asOf} shown={shown} />
      </svg>
      <p class="keys">
        <span class="key-held">{words.curveHeld}</span> <span class="key-due">{words.curveDue}</span>{' '}
        <span class="quiet">
          {writeShortDay(asOf, language)} · {words.position(position)}
        </span>
      </p>
      <details class="table-behind">
        <summary>{words.table}</summary>
        <CurveTable timeline={timeline} shown={shown} />
      </details>
    </section>
  );
}

/** The weeks, and the day itself: what was held since the last week ended is not left out. */
function withToday({ timeline, asOf, completed, dueByNow }: CurvePointsFragment): readonly Point[] {
  if (timeline.some(({ day }) => day === asOf)) return timeline;
  const after = timeline.findIndex(({ day }) => day > asOf);
  if (after <= 0 || dueByNow === null) return timeline;
  return [...timeline.slice(0, after), { day: asOf, due: dueByNow, completed }, ...timeline.slice(after)];
}

function scaleOf(first: string, last: string, planned: number): Scale {
  const from = dayNumber(first);
  const days = Math.max(1, dayNumber(last) - from);
  const high = HEIGHT - BOTTOM - TOP;
  return {
    x: (day) => round(LEFT + ((dayNumber(day) - from) * (WIDTH - LEFT - 8)) / days),
    y: (count) => round(HEIGHT - BOTTOM - (count * high) / planned),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

type Point = CurvePointsFragment['timeline'][number];

function lineOf(timeline: readonly Point[], read: (point: Point) => number | null, { x, y }: Scale): string {
  const known = timeline.flatMap((point) => {
    const count = read(point);
    return count === null ? [] : [`${x(point.day)} ${y(count)}`];
  });
  return known.length === 0 ? '' : `M${known.join('L')}`;
}

function Axes({
  scale: { x, y },
  planned,
  first,
  last,
  shown: { language },
}: {
  scale: Scale;
  planned: number;
  first: string;
  last: string;
  shown: Shown;
}): JSX.Element {
  return (
    <g class="axes">
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <path d={`M${LEFT} ${y(planned * part)}H${WIDTH - 8}`} />
          <text x={LEFT - 6} y={y(planned * part) + 4} text-anchor="end">
            {writeCount(Math.round(planned * part), language)}
          </text>
        </g>
      ))}
      <g class="months">
        {monthsBetween(first, last)
          .filter((day, index, all) => index % Math.ceil(all.length / 14) === 0 && x(day) < WIDTH - 20)
          .map((day) => (
            <text key={day} x={x(day)} y={HEIGHT - 6}>
              {writeMonth(Number(day.slice(5, 7)), language)}
            </text>
          ))}
      </g>
    </g>
  );
}

/** The first days of the months. */
function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let year = Number(first.slice(0, 4));
  let month = Number(first.slice(5, 7)) + (first.endsWith('-01') ? 0 : 1);
  for (;;) {
    if (month > 12) {
      year += 1;
      month = 1;
    }
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > last) return months;
    months.push(day);
    month += 1;
  }
}

interface NowProps {
  scale: Scale;
  timeline: readonly Point[];
  asOf: string;
  shown: Shown;
}

function Now({ scale: { x, y }, timeline, asOf, shown }: NowProps): JSX.Element {
  const newest = [...timeline].reverse().find(({ completed }) => completed !== null);
  return (
    <g class="curve-now">
      <path d={`M${x(asOf)} ${TOP}V${HEIGHT - BOTTOM}`} />
      {newest && <circle cx={x(newest.day)} cy={y(newest.completed ?? 0)} r="3.5" />}
      <text x={x(asOf) + 5} y={TOP + 9}>
        {writeShortDay(asOf, shown.language)}
      </text>
    </g>
  );
}

function CurveTable({ timeline, shown }: { timeline: readonly Point[]; shown: Shown }): JSX.Element {
  const { words, language } = shown;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.week}</th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.completed}</th>
          </tr>
        </thead>
        <tbody>
          {timeline.map(({ day, due, completed }) => (
            <tr key={day}>
              <th scope="row">{writeDay(day, language)}</th>
              <td>{writeCount(due, language)}</td>
              <td>{completed === null ? '–' : writeCount(completed, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
