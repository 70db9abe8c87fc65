/** Plays a pilot congress of the grassroots, by what had become of it on 29 February 2020. */
import { toDayNumber } from './count-days';
import type { Course, DaySpan } from './course';
import type { Draw } from './draw';
import type { Traits } from './draw-traits';
import { drawWorkingDay, openSeason } from './draw-working-day';
import { holdCongress } from './hold-congress';
import { postponeInDemo, rescheduleInDemo } from './move-congress';

export type PilotFate = 'HELD' | 'OVERDUE' | 'POSTPONED' | 'AHEAD';

const PILOT_SEASON = openSeason({ '2020-04': 0.7, '2020-05': 0.6, '2020-06': 0.3 });
const FIRST_PILOT = toDayNumber('2020-01-08');
const LAST_WORKING_DAY_OF_FEBRUARY = toDayNumber('2020-02-28');
const END_OF_FEBRUARY = toDayNumber('2020-02-29');
const MARCH = toDayNumber('2020-03-02');
const RESUMED = toDayNumber('2020-05-04');
const SPRING_POSTPONEMENTS = { from: toDayNumber('2020-03-06'), to: toDayNumber('2020-04-10') };

export function playPilot(draw: Draw, fate: PilotFate, { grassroots, firstHit }: Traits): Course {
  const span = { from: MARCH, to: grassroots.to };
  switch (fate) {
    case 'HELD':
      return playHeld(draw);
    case 'OVERDUE':
      return playOverdue(draw, span);
    case 'POSTPONED':
      return playPostponed(draw, span, firstHit);
    case 'AHEAD':
      return playAhead(draw, span);
  }
}

function playHeld(draw: Draw): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, FIRST_PILOT, LAST_WORKING_DAY_OF_FEBRUARY);
  const span = { from: FIRST_PILOT, to: END_OF_FEBRUARY };
  return draw.chance(0.06) ? rescheduleInDemo(draw, plannedOn, span) : holdCongress(draw, { plannedOn }, span);
}

/** Half of them are held in March without another word, the others are postponed then. */
function playOverdue(draw: Draw, span: DaySpan): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, FIRST_PILOT + 12, LAST_WORKING_DAY_OF_FEBRUARY);
  if (draw.chance(0.5)) {
    return holdCongress(draw, { plannedOn, dueOn: drawWorkingDay(draw, PILOT_SEASON, MARCH, MARCH + 18) }, span);
  }
  return postponeInDemo(draw, { plannedOn, decided: SPRING_POSTPONEMENTS, resumed: RESUMED }, span);
}

function playPostponed(draw: Draw, span: DaySpan, firstHit: boolean): Course {
  const from = toDayNumber(firstHit ? '2020-02-12' : '2020-02-20');
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, from + 5, MARCH + 26);
  const decided = { from, to: Math.min(LAST_WORKING_DAY_OF_FEBRUARY, plannedOn - 1) };
  return postponeInDemo(draw, { plannedOn, decided, resumed: RESUMED }, span);
}

function playAhead(draw: Draw, span: DaySpan): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, MARCH, span.to - 3);
  const { from, to } = SPRING_POSTPONEMENTS;
  if (plannedOn > from + 5 && plannedOn < to + 14 && draw.chance(0.5)) {
    const decided = { from, to: Math.min(to, plannedOn - 1) };
    return postponeInDemo(draw, { plannedOn, decided, resumed: RESUMED }, span);
  }
  return draw.chance(0.04) ? rescheduleInDemo(draw, plannedOn, span) : holdCongress(draw, { plannedOn }, span);
}
