/** Plays the congress of an upper-grassroots body: pilots in spring, the others in July and August, a few in September. */
import { type DayNumber, toDayNumber } from './count-days';
import type { Course } from './course';
import type { Draw } from './draw';
import type { Traits } from './draw-traits';
import { drawWorkingDay, openSeason } from './draw-working-day';
import { holdCongress } from './hold-congress';
import { postponeInDemo, rescheduleInDemo } from './move-congress';

const PILOT_SEASON = openSeason({ '2020-03': 0.5, '2020-04': 0.5 });
const SEASON = openSeason({ '2020-07': 0.7 });
const FIRST_PILOT = toDayNumber('2020-03-09');
const LAST_PILOT = toDayNumber('2020-06-30');
const FIRST_POSTPONEMENT = toDayNumber('2020-02-24');
const LAST_POSTPONEMENT = toDayNumber('2020-04-10');
const RESUMED = toDayNumber('2020-05-04');
const LAST_DAY_IN_DOUBT = toDayNumber('2020-04-22');

const JULY = toDayNumber('2020-07-01');
const DEADLINE = toDayNumber('2020-08-31');
const SECOND_WAVE = { from: toDayNumber('2020-07-28'), to: toDayNumber('2020-08-21') };
const SECOND_WAVE_OVER = toDayNumber('2020-09-03');
const LAST = toDayNumber('2020-09-25');
export function playUpperPilot(draw: Draw): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, FIRST_PILOT, LAST_PILOT - 4);
  const span = { from: FIRST_PILOT, to: LAST_PILOT };
  if (plannedOn <= LAST_DAY_IN_DOUBT && draw.chance(0.6)) {
    const decided = { from: FIRST_POSTPONEMENT, to: Math.min(LAST_POSTPONEMENT, plannedOn - 1) };
    return postponeInDemo(draw, { plannedOn, decided, resumed: RESUMED }, span);
  }
  return holdCongress(draw, { plannedOn }, span);
}

/** Before the congress of the centrally-run body it belongs to. */
export function playUpperBody(draw: Draw, { secondWave }: Traits, branchCongressOn: DayNumber): Course {
  const last = Math.min(branchCongressOn - 7, LAST);
  const span = { from: JULY, to: Math.min(last, DEADLINE) };
  const plannedOn = drawWorkingDay(draw, SEASON, JULY, span.to);
  const risk = secondWave ? 0.6 : 0.04;
  if (last === LAST && plannedOn > SECOND_WAVE.from + 5 && draw.chance(risk)) {
    const decided = { from: SECOND_WAVE.from, to: Math.min(SECOND_WAVE.to, plannedOn - 1) };
    return postponeInDemo(draw, { plannedOn, decided, resumed: SECOND_WAVE_OVER }, { from: JULY, to: LAST });
  }
  return draw.chance(0.03) ? rescheduleInDemo(draw, plannedOn, span) : holdCongress(draw, { plannedOn }, span);
}
