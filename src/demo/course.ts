/** The course of one congress in the demo: planned, perhaps moved, held and reported. */
import type { Level } from '../organization/level';
import { type DayNumber, toDayNumber, weekdayOf } from './count-days';
import type { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';

export interface Course {
  plannedOn: DayNumber;
  /** In order; each day is after the one before. */
  changes: readonly CourseChange[];
  heldOn: DayNumber;
  /** Not before the held day. */
  reportedOn: DayNumber;
}

interface CourseChange {
  kind: 'RESCHEDULED' | 'POSTPONED';
  /** The day on which it was decided. */
  on: DayNumber;
  /** Null when postponed without a new day. */
  plannedOn: DayNumber | null;
  reason: string;
}

/** The days within which a congress is held and reported. */
export interface DaySpan {
  from: DayNumber;
  to: DayNumber;
}

/** What happens to the congress of one organization. */
export interface Play {
  organization: string;
  level: Level;
  pilot: boolean;
  draw: Draw;
  course: Course;
}

const NO_CHANGES: readonly CourseChange[] = [];
const SUNDAY = 0;

interface Agreed {
  plannedOn: DayNumber;
  changes?: readonly CourseChange[];
  /** The day it is meant for in the end. */
  dueOn?: DayNumber;
}

/** Held on or near the day it is due, and reported within a few days. */
export function drawCourse(draw: Draw, agreed: Agreed, { from, to }: DaySpan): Course {
  const { plannedOn, changes = NO_CHANGES, dueOn = plannedOn } = agreed;
  const lastDecidedOn = changes.at(-1)?.on ?? 0;
  const heldOn = clamp(dueOn + drawSlip(draw), Math.max(from, lastDecidedOn + 1), to);
  const reportedOn = clamp(workingDayFrom(heldOn + drawDelay(draw)), heldOn, to);
  return { plannedOn, changes, heldOn, reportedOn };
}

/** Mostly held on the day itself, seldom a few days before or after it. */
function drawSlip(draw: Draw): number {
  if (draw.chance(0.88)) return 0;
  return draw.chance(0.4) ? -draw.between(1, 2) : draw.between(1, 4);
}

function drawDelay(draw: Draw): number {
  return draw.chance(0.97) ? Math.floor(5 * draw.unit() * draw.unit()) : draw.between(5, 11);
}

function workingDayFrom(day: DayNumber): DayNumber {
  return weekdayOf(day) === SUNDAY ? day + 1 : day;
}

function clamp(day: DayNumber, least: DayNumber, most: DayNumber): DayNumber {
  return Math.min(Math.max(day, least), most);
}

const ALL_YEAR = openSeason();
const DAYS_OF_NOTICE = 3;
const FIRST_RESCHEDULING = toDayNumber('2020-01-02');

interface Delay {
  plannedOn: DayNumber;
  /** The days within which it is decided to postpone. */
  decided: DaySpan;
  /** From this day on congresses are held again. */
  resumed: DayNumber;
}

/** Because of the epidemic. Three of four are postponed without a day; most of these get one later, the others are simply held. */
export function drawPostponedCourse(draw: Draw, { plannedOn, decided, resumed }: Delay, span: DaySpan): Course {
  const on = drawWorkingDay(draw, ALL_YEAR, decided.from, decided.to);
  const earliest = Math.max(resumed, plannedOn + 1, on + 14, span.from);
  const dueOn = drawWorkingDay(draw, ALL_YEAR, earliest, span.to);
  const reason = giveReason(draw, 'EPIDEMIC');
  if (draw.chance(0.25)) {
    const changes = [{ kind: 'POSTPONED', on, plannedOn: dueOn, reason } as const];
    return drawCourse(draw, { plannedOn, changes, dueOn }, span);
  }
  const postponed = { kind: 'POSTPONED', on, plannedOn: null, reason } as const;
  if (draw.chance(0.15)) return drawCourse(draw, { plannedOn, changes: [postponed], dueOn }, span);
  const resolvedOn = drawWorkingDay(draw, ALL_YEAR, Math.max(on + 7, earliest - 10), dueOn - DAYS_OF_NOTICE);
  const rescheduled = {
    kind: 'RESCHEDULED',
    on: resolvedOn,
    plannedOn: dueOn,
    reason: giveReason(draw, 'EPIDEMIC_OVER'),
  } as const;
  return drawCourse(draw, { plannedOn, changes: [postponed, rescheduled], dueOn }, span);
}

/** For reasons of its own: moved by days or weeks, with some notice; left as it is where the span ends too soon. */
export function drawRescheduledCourse(draw: Draw, plannedOn: DayNumber, span: DaySpan): Course {
  const latest = Math.min(plannedOn + 28, span.to);
  const earliest = Math.max(plannedOn + 3, span.from);
  if (latest < earliest) return drawCourse(draw, { plannedOn }, span);
  const dueOn = drawWorkingDay(draw, ALL_YEAR, earliest, latest);
  const on = drawWorkingDay(draw, ALL_YEAR, Math.max(plannedOn - 21, FIRST_RESCHEDULING), plannedOn - DAYS_OF_NOTICE);
  const changes = [{ kind: 'RESCHEDULED', on, plannedOn: dueOn, reason: giveReason(draw, 'PREPARATION') } as const];
  return drawCourse(draw, { plannedOn, changes, dueOn }, span);
}

type Cause = 'EPIDEMIC' | 'EPIDEMIC_OVER' | 'PREPARATION';

const REASONS: Readonly<Record<Cause, readonly [string, ...string[]]>> = {
  EPIDEMIC: [
    'Tạm hoãn để phòng, chống dịch COVID-19',
    'Không tập trung đông người trong thời gian có dịch COVID-19',
    'Tập trung lực lượng cho công tác phòng, chống dịch COVID-19 trên địa bàn',
    'Lùi thời gian tổ chức đại hội do diễn biến phức tạp của dịch COVID-19',
    'Thực hiện yêu cầu phòng, chống dịch COVID-19 của cấp ủy cấp trên',
  ],
  EPIDEMIC_OVER: [
    'Dịch COVID-19 đã được kiểm soát, ấn định lại ngày tổ chức đại hội',
    'Ấn định lại ngày đại hội sau thời gian tạm hoãn do dịch COVID-19',
  ],
  PREPARATION: [
    'Cần thêm thời gian hoàn thiện dự thảo văn kiện trình đại hội',
    'Cần thêm thời gian hoàn thiện phương án nhân sự cấp ủy khóa mới',
    'Điều chỉnh theo lịch chỉ đạo đại hội của cấp ủy cấp trên',
    'Trùng với lịch công tác chung của địa phương, đơn vị',
  ],
};

/** In Vietnamese. */
function giveReason(draw: Draw, cause: Cause): string {
  return draw.pick(REASONS[cause]);
}
