/** Moves a congress to another day: postponed because of the epidemic, or rescheduled for reasons of its own. */
import { type DayNumber, toDayNumber } from './count-days';
import type { Course, DaySpan } from './course';
import type { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import { giveReason } from './give-reason';
import { holdCongress } from './hold-congress';

const ALL_YEAR = openSeason();
const DAYS_OF_NOTICE = 3;
const FIRST_RESCHEDULING = toDayNumber('2020-01-02');

interface Postponement {
  plannedOn: DayNumber;
  /** The days within which it is decided to postpone. */
  decided: DaySpan;
  /** From this day on congresses are held again. */
  resumed: DayNumber;
}

/** Three of four are postponed without a day; most of these get one later, the others are simply held. */
export function postponeInDemo(draw: Draw, { plannedOn, decided, resumed }: Postponement, span: DaySpan): Course {
  const on = drawWorkingDay(draw, ALL_YEAR, decided.from, decided.to);
  const earliest = Math.max(resumed, plannedOn + 1, on + 14, span.from);
  const dueOn = drawWorkingDay(draw, ALL_YEAR, earliest, span.to);
  const reason = giveReason(draw, 'EPIDEMIC');
  if (draw.chance(0.25)) {
    const changes = [{ kind: 'POSTPONED', on, plannedOn: dueOn, reason } as const];
    return holdCongress(draw, { plannedOn, changes, dueOn }, span);
  }
  const postponed = { kind: 'POSTPONED', on, plannedOn: null, reason } as const;
  if (draw.chance(0.15)) return holdCongress(draw, { plannedOn, changes: [postponed], dueOn }, span);
  const resolvedOn = drawWorkingDay(draw, ALL_YEAR, Math.max(on + 7, earliest - 10), dueOn - DAYS_OF_NOTICE);
  const rescheduled = {
    kind: 'RESCHEDULED',
    on: resolvedOn,
    plannedOn: dueOn,
    reason: giveReason(draw, 'EPIDEMIC_OVER'),
  } as const;
  return holdCongress(draw, { plannedOn, changes: [postponed, rescheduled], dueOn }, span);
}

/** Moved by days or weeks, with some notice; left as it is where the span ends too soon. */
export function rescheduleInDemo(draw: Draw, plannedOn: DayNumber, span: DaySpan): Course {
  const latest = Math.min(plannedOn + 28, span.to);
  const earliest = Math.max(plannedOn + 3, span.from);
  if (latest < earliest) return holdCongress(draw, { plannedOn }, span);
  const dueOn = drawWorkingDay(draw, ALL_YEAR, earliest, latest);
  const on = drawWorkingDay(draw, ALL_YEAR, Math.max(plannedOn - 21, FIRST_RESCHEDULING), plannedOn - DAYS_OF_NOTICE);
  const changes = [{ kind: 'RESCHEDULED', on, plannedOn: dueOn, reason: giveReason(draw, 'PREPARATION') } as const];
  return holdCongress(draw, { plannedOn, changes, dueOn }, span);
}
