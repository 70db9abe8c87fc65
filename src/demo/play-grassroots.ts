/** Plays the congresses of all grassroots bodies of one centrally-run body: pilots, ordinary ones, late ones. */
import { Level } from '../organization/level';
import type { Allotment, Traits } from './allot-demo-figures';
import { type DayNumber, toDayNumber } from './count-days';
import { type Course, type DaySpan, drawCourse, drawPostponedCourse, drawRescheduledCourse, type Play } from './course';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';

type Fate = PilotFate | 'LATE' | 'ORDINARY';

const LAST_LATE = toDayNumber('2020-08-28');
const FIRST_LAST_LATE = toDayNumber('2020-07-31');

/** `upperHeldOn`: the days of the congresses one level up, which come after those below them. */
export function playGrassroots(allotment: Allotment, upperHeldOn: ReadonlyMap<string, DayNumber>): Play[] {
  const { branch, traits } = allotment;
  const lastDays = branch.grassroots.map(({ parentCode }) =>
    Math.min((upperHeldOn.get(parentCode) ?? allotment.congressOn) - 7, LAST_LATE),
  );
  const fates = drawFates(allotment, lastDays);
  return branch.grassroots.map(({ code }, index) => {
    const draw = new Draw(code);
    const fate = fates[index] ?? 'ORDINARY';
    const pilot = fate !== 'ORDINARY' && fate !== 'LATE';
    const course = playFate(draw, fate, traits, lastDays[index] ?? LAST_LATE);
    return { organization: code, level: Level.GRASSROOTS, pilot, draw, course };
  });
}

function playFate(draw: Draw, fate: Fate, traits: Traits, lastDay: DayNumber): Course {
  if (fate === 'ORDINARY') return playOrdinary(draw, traits.grassroots);
  if (fate === 'LATE') return playLate(draw, lastDay);
  return playPilot(draw, fate, traits);
}

function drawFates(allotment: Allotment, lastDays: readonly DayNumber[]): Fate[] {
  const draw = new Draw(`${allotment.branch.code}/fates`);
  const fates = lastDays.map((): Fate => 'ORDINARY');
  draw.spread(allotment.grassrootsPilots, fates.length).forEach((index, order) => {
    fates[index] = pilotFateOf(order, allotment);
  });
  const candidates = [...fates.keys()].filter(
    (index) => fates[index] === 'ORDINARY' && (lastDays[index] ?? 0) >= FIRST_LAST_LATE,
  );
  for (const place of draw.spread(allotment.late, candidates.length)) fates[candidates[place] ?? 0] = 'LATE';
  return fates;
}

/** The pilots in their mixed order: first those held by 29 February, then those overdue and those put off by then. */
function pilotFateOf(order: number, { grassrootsPilots, held, traits }: Allotment): PilotFate {
  const overdue = Math.round(grassrootsPilots * traits.delay);
  const postponed = Math.round(grassrootsPilots * traits.infection);
  if (order < held) return 'HELD';
  if (order < held + overdue) return 'OVERDUE';
  return order < held + overdue + postponed ? 'POSTPONED' : 'AHEAD';
}

/** Most of those that are not pilots meet in May and June. */
const SEASON = openSeason({ '2020-04': 0.35 });
const SUMMER = openSeason({ '2020-08': 0.5 });
const APRIL = toDayNumber('2020-04-01');
const DEADLINE = toDayNumber('2020-06-30');
const RESUMED = toDayNumber('2020-05-04');
/** The weeks in which hardly anybody met. */
const LAST_DAY_OF_DISTANCING = toDayNumber('2020-04-22');
const FIRST_POSTPONEMENT = toDayNumber('2020-03-16');
const LAST_POSTPONEMENT = toDayNumber('2020-04-10');

function playOrdinary(draw: Draw, planned: DaySpan): Course {
  const plannedOn = drawWorkingDay(draw, SEASON, planned.from, planned.to - 2);
  const span = { from: APRIL, to: planned.to };
  if (plannedOn <= LAST_DAY_OF_DISTANCING && draw.chance(0.75)) {
    const decided = { from: FIRST_POSTPONEMENT, to: Math.min(LAST_POSTPONEMENT, plannedOn - 1) };
    return drawPostponedCourse(draw, { plannedOn, decided, resumed: RESUMED }, span);
  }
  return draw.chance(0.015) ? drawRescheduledCourse(draw, plannedOn, span) : drawCourse(draw, { plannedOn }, span);
}

/** Held after the deadline of 30 June: some were planned so, the others moved or missed their day. */
function playLate(draw: Draw, to: DayNumber): Course {
  const span = { from: DEADLINE + 1, to };
  if (draw.chance(0.4)) return drawCourse(draw, { plannedOn: drawWorkingDay(draw, SUMMER, span.from, to - 5) }, span);
  const plannedOn = drawWorkingDay(draw, SEASON, DEADLINE - 14, DEADLINE);
  if (draw.chance(0.5)) return drawRescheduledCourse(draw, plannedOn, span);
  return drawCourse(draw, { plannedOn, dueOn: drawWorkingDay(draw, SUMMER, span.from, to - 5) }, span);
}

/** What had become of a pilot by 29 February 2020. */
type PilotFate = 'HELD' | 'OVERDUE' | 'POSTPONED' | 'AHEAD';

const PILOT_SEASON = openSeason({ '2020-04': 0.7, '2020-05': 0.6, '2020-06': 0.3 });
const FIRST_PILOT = toDayNumber('2020-01-08');
const LAST_WORKING_DAY_OF_FEBRUARY = toDayNumber('2020-02-28');
const END_OF_FEBRUARY = toDayNumber('2020-02-29');
const MARCH = toDayNumber('2020-03-02');
const SPRING_POSTPONEMENTS = { from: toDayNumber('2020-03-06'), to: toDayNumber('2020-04-10') };

function playPilot(draw: Draw, fate: PilotFate, { grassroots, firstHit }: Traits): Course {
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
  return draw.chance(0.06) ? drawRescheduledCourse(draw, plannedOn, span) : drawCourse(draw, { plannedOn }, span);
}

/** Half of them are held in March without another decision, the others are postponed then. */
function playOverdue(draw: Draw, span: DaySpan): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, FIRST_PILOT + 12, LAST_WORKING_DAY_OF_FEBRUARY);
  if (draw.chance(0.5)) {
    return drawCourse(draw, { plannedOn, dueOn: drawWorkingDay(draw, PILOT_SEASON, MARCH, MARCH + 18) }, span);
  }
  return drawPostponedCourse(draw, { plannedOn, decided: SPRING_POSTPONEMENTS, resumed: RESUMED }, span);
}

function playPostponed(draw: Draw, span: DaySpan, firstHit: boolean): Course {
  const from = toDayNumber(firstHit ? '2020-02-12' : '2020-02-20');
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, from + 5, MARCH + 26);
  const decided = { from, to: Math.min(LAST_WORKING_DAY_OF_FEBRUARY, plannedOn - 1) };
  return drawPostponedCourse(draw, { plannedOn, decided, resumed: RESUMED }, span);
}

function playAhead(draw: Draw, span: DaySpan): Course {
  const plannedOn = drawWorkingDay(draw, PILOT_SEASON, MARCH, span.to - 3);
  const { from, to } = SPRING_POSTPONEMENTS;
  if (plannedOn > from + 5 && plannedOn < to + 14 && draw.chance(0.5)) {
    const decided = { from, to: Math.min(to, plannedOn - 1) };
    return drawPostponedCourse(draw, { plannedOn, decided, resumed: RESUMED }, span);
  }
  return draw.chance(0.04) ? drawRescheduledCourse(draw, plannedOn, span) : drawCourse(draw, { plannedOn }, span);
}
