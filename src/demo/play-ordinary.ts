/** Plays a congress of the grassroots that is no pilot: from April on, most of them in May and June. */
import { type DayNumber, toDayNumber } from './count-days';
import type { Course, DaySpan } from './course';
import type { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import { holdCongress } from './hold-congress';
import { postponeInDemo, rescheduleInDemo } from './move-congress';

const SEASON = openSeason({ '2020-04': 0.35 });
const SUMMER = openSeason({ '2020-08': 0.5 });
const APRIL = toDayNumber('2020-04-01');
const DEADLINE = toDayNumber('2020-06-30');
const RESUMED = toDayNumber('2020-05-04');
/** The weeks in which hardly anybody met. */
const LAST_DAY_OF_DISTANCING = toDayNumber('2020-04-22');
const FIRST_POSTPONEMENT = toDayNumber('2020-03-16');
const LAST_POSTPONEMENT = toDayNumber('2020-04-10');

export function playOrdinary(draw: Draw, planned: DaySpan): Course {
  const plannedOn = drawWorkingDay(draw, SEASON, planned.from, planned.to - 2);
  const span = { from: APRIL, to: planned.to };
  if (plannedOn <= LAST_DAY_OF_DISTANCING && draw.chance(0.75)) {
    const decided = { from: FIRST_POSTPONEMENT, to: Math.min(LAST_POSTPONEMENT, plannedOn - 1) };
    return postponeInDemo(draw, { plannedOn, decided, resumed: RESUMED }, span);
  }
  return draw.chance(0.015) ? rescheduleInDemo(draw, plannedOn, span) : holdCongress(draw, { plannedOn }, span);
}

/** Held after the deadline of 30 June: some were planned so, the others moved or missed their day. */
export function playLate(draw: Draw, to: DayNumber): Course {
  const span = { from: DEADLINE + 1, to };
  if (draw.chance(0.4)) return holdCongress(draw, { plannedOn: drawWorkingDay(draw, SUMMER, span.from, to - 5) }, span);
  const plannedOn = drawWorkingDay(draw, SEASON, DEADLINE - 14, DEADLINE);
  if (draw.chance(0.5)) return rescheduleInDemo(draw, plannedOn, span);
  return holdCongress(draw, { plannedOn, dueOn: drawWorkingDay(draw, SUMMER, span.from, to - 5) }, span);
}
