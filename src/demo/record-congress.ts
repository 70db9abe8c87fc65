/** Turns what happens to a congress into the decisions and reports that are recorded of it. */
import { Level } from '../organization/level';
import { type DayNumber, toDay, toDayNumber } from './count-days';
import type { Course, DaySpan, Play } from './course';
import type { DemoDecision } from './demo-country';
import type { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';

const ALL_YEAR = openSeason();
const HOUR = 3_600;

/** From the top down, the root alone on the first day. */
const PLANS_RECORDED: Readonly<Record<Level, DaySpan>> = {
  [Level.CENTRAL]: { from: toDayNumber('2019-11-01'), to: toDayNumber('2019-11-01') },
  [Level.CENTRALLY_RUN]: { from: toDayNumber('2019-11-04'), to: toDayNumber('2019-11-08') },
  [Level.UPPER_GRASSROOTS]: { from: toDayNumber('2019-11-11'), to: toDayNumber('2019-11-29') },
  [Level.GRASSROOTS]: { from: toDayNumber('2019-11-18'), to: toDayNumber('2019-12-31') },
};

export function recordCongress({ organization, level, pilot, draw, course }: Play): DemoDecision[] {
  const { from, to } = PLANS_RECORDED[level];
  const plannedAt = stamp(drawWorkingDay(draw, ALL_YEAR, from, to), drawOfficeTime(draw));
  return [
    { kind: 'PLANNED', recordedAt: plannedAt, organization, plannedOn: toDay(course.plannedOn), pilot },
    ...course.changes.map(({ kind, on, plannedOn, reason }) => {
      const change = { recordedAt: stamp(on, drawOfficeTime(draw)), organization, reason };
      if (plannedOn !== null) return { kind, ...change, plannedOn: toDay(plannedOn) };
      return { kind: 'POSTPONED' as const, ...change, plannedOn };
    }),
    {
      kind: 'COMPLETED',
      recordedAt: stamp(course.reportedOn, drawReportTime(draw, course)),
      organization,
      heldOn: toDay(course.heldOn),
      ...drawTurnout(draw, level),
    },
  ];
}

/** From 7:30 to 11:30 or from 13:30 to 17:00, in seconds of the day. */
function drawOfficeTime(draw: Draw): number {
  const worked = draw.between(0, 7.5 * HOUR - 1);
  return 7.5 * HOUR + worked + (worked < 4 * HOUR ? 0 : 2 * HOUR);
}

/** In the afternoon when it is still the day of the congress. */
function drawReportTime(draw: Draw, { heldOn, reportedOn }: Course): number {
  return reportedOn > heldOn ? drawOfficeTime(draw) : draw.between(13.5 * HOUR, 18 * HOUR);
}

function stamp(day: DayNumber, second: number): string {
  return `${toDay(day)}T${twoDigits(second / HOUR)}:${twoDigits((second % HOUR) / 60)}:${twoDigits(second % 60)}+07:00`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

/** How many delegates came, and how large a committee they elected. */
interface Turnout {
  delegatesSummoned: number;
  delegatesAttended: number;
  committeeElected: number;
}

type Range = readonly [least: number, most: number];

const SIZES: Readonly<Record<Level, { delegates: Range; committee: Range }>> = {
  [Level.CENTRAL]: { delegates: [1_587, 1_587], committee: [200, 200] },
  [Level.CENTRALLY_RUN]: { delegates: [300, 450], committee: [45, 75] },
  [Level.UPPER_GRASSROOTS]: { delegates: [140, 300], committee: [27, 45] },
  [Level.GRASSROOTS]: { delegates: [40, 180], committee: [5, 15] },
};

function drawTurnout(draw: Draw, level: Level): Turnout {
  const { delegates, committee } = SIZES[level];
  const delegatesSummoned = draw.between(...delegates);
  const absent = level === Level.CENTRAL ? 0 : Math.floor(0.05 * delegatesSummoned * draw.unit() * draw.unit());
  return {
    delegatesSummoned,
    delegatesAttended: delegatesSummoned - absent,
    committeeElected: draw.between(...committee),
  };
}
