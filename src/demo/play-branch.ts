/** Plays the congresses of one centrally-run body and of all below it. */
import { Level } from '../organization/level';
import type { Allotment, Traits } from './allot-demo-figures';
import { type DayNumber, toDayNumber } from './count-days';
import { type Course, drawCourse, drawPostponedCourse, drawRescheduledCourse, type Play } from './course';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import { playGrassroots } from './play-grassroots';

const LAST_REPORT = toDayNumber('2020-10-29');

export function playBranch(allotment: Allotment): Play[] {
  const upper = playUpperBodies(allotment);
  const heldOn = new Map(upper.map(({ organization, course }) => [organization, course.heldOn]));
  return [playOwn(allotment), ...upper, ...playGrassroots(allotment, heldOn)];
}

function playOwn({ branch, congressOn }: Allotment): Play {
  const draw = new Draw(branch.code);
  const course = drawCourse(draw, { plannedOn: congressOn }, { from: congressOn, to: LAST_REPORT });
  return { organization: branch.code, level: Level.CENTRALLY_RUN, pilot: false, draw, course };
}

function playUpperBodies({ branch, traits, upperPilots, congressOn }: Allotment): Play[] {
  const pilots = new Set(new Draw(`${branch.code}/pilots`).spread(upperPilots, branch.upperBodies.length));
  return branch.upperBodies.map((organization, index) => {
    const draw = new Draw(organization);
    const pilot = pilots.has(index);
    const course = pilot ? playUpperPilot(draw) : playUpperBody(draw, traits, congressOn);
    return { organization, level: Level.UPPER_GRASSROOTS, pilot, draw, course };
  });
}

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

/** In spring. */
function playUpperPilot(draw: Draw): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, FIRST_PILOT, LAST_PILOT - 4);
  const span = { from: FIRST_PILOT, to: LAST_PILOT };
  if (plannedOn <= LAST_DAY_IN_DOUBT && draw.chance(0.6)) {
    const decided = { from: FIRST_POSTPONEMENT, to: Math.min(LAST_POSTPONEMENT, plannedOn - 1) };
    return drawPostponedCourse(draw, { plannedOn, decided, resumed: RESUMED }, span);
  }
  return drawCourse(draw, { plannedOn }, span);
}

/** In July and August, a few in September; before the congress of the centrally-run body it belongs to. */
function playUpperBody(draw: Draw, { secondWave }: Traits, branchCongressOn: DayNumber): Course {
  const last = Math.min(branchCongressOn - 7, LAST);
  const span = { from: JULY, to: Math.min(last, DEADLINE) };
  const plannedOn = drawWorkingDay(draw, SEASON, JULY, span.to);
  const risk = secondWave ? 0.6 : 0.04;
  if (last === LAST && plannedOn > SECOND_WAVE.from + 5 && draw.chance(risk)) {
    const decided = { from: SECOND_WAVE.from, to: Math.min(SECOND_WAVE.to, plannedOn - 1) };
    return drawPostponedCourse(draw, { plannedOn, decided, resumed: SECOND_WAVE_OVER }, { from: JULY, to: LAST });
  }
  return draw.chance(0.03) ? drawRescheduledCourse(draw, plannedOn, span) : drawCourse(draw, { plannedOn }, span);
}
