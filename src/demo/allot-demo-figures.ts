/** Allots the known figures of the campaign to the 67 centrally-run bodies, which differ as they would. */
import { apportion } from './apportion';
import { type DayNumber, toDayNumber } from './count-days';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import type { Branch } from './found-demo-organizations';

/** What falls to one centrally-run body. */
export interface Allotment {
  /** The day of its own congress. */
  congressOn: DayNumber;
  upperPilots: number;
  grassrootsPilots: number;
  /** Pilots of the grassroots on 29 February: held, overdue, and postponed by then because of the epidemic. */
  held: number;
  overdue: number;
  postponed: number;
  /** Grassroots congresses held after the deadline of 30 June. */
  late: number;
}

const UPPER_PILOTS = 92;
const GRASSROOTS_PILOTS = 1_174;
const HELD_BY_29_FEBRUARY = 295;
const LATE = 120;

/** Where the epidemic was first. */
const VINH_PHUC = '26';
/** Where it came back in the summer: their own congresses are late. */
const SECOND_WAVE: readonly string[] = ['48', '49'];
const OCTOBER = toDayNumber('2020-10-01');
const FIRST_CONGRESS = toDayNumber('2020-08-17');
const LAST_CONGRESS = toDayNumber('2020-10-28');
const AUTUMN = openSeason({ '2020-08': 0.2, '2020-09': 0.6 });

export function allotDemoFigures(branches: readonly Branch[]): Allotment[] {
  const traits = branches.map(drawTraits);
  const days = drawCongressDays(branches);
  const upperPilots = apportion(
    UPPER_PILOTS,
    branches.map((branch, i) => branch.upperBodies.length * at(traits, i).zeal),
  );
  const pilots = apportion(
    GRASSROOTS_PILOTS,
    branches.map((branch, i) => branch.grassroots.length * at(traits, i).zeal),
  );
  const held = apportion(
    HELD_BY_29_FEBRUARY,
    pilots.map((count, i) => count * at(traits, i).readiness),
  );
  const late = apportion(
    LATE,
    branches.map((branch, i) => (at(days, i) < OCTOBER ? 0 : branch.grassroots.length * at(traits, i).lateness)),
  );
  return traits.map((trait, i) => {
    const left = at(pilots, i) - at(held, i);
    const overdue = Math.min(Math.round(at(pilots, i) * trait.delay), left);
    const postponed = Math.min(Math.round(at(pilots, i) * trait.infection), left - overdue);
    const fixed = { congressOn: at(days, i), upperPilots: at(upperPilots, i), grassrootsPilots: at(pilots, i) };
    return { ...fixed, held: at(held, i), overdue, postponed, late: at(late, i) };
  });
}

/** How a body differs from the others: the share of its pilots that is held early, is overdue, is postponed … */
function drawTraits({ code }: Branch) {
  const draw = new Draw(`${code}/traits`);
  const zeal = 0.7 + 0.6 * draw.unit();
  const readiness = draw.chance(0.18) ? 0 : 0.05 + 0.95 * draw.unit() ** 2;
  const delay = draw.chance(0.4) ? 0.15 * (1 - readiness) * draw.unit() : 0;
  const infection = draw.chance(0.45) ? 0.16 * draw.unit() : 0;
  const lateness = draw.chance(0.6) ? draw.unit() : 0;
  const hit = code === VINH_PHUC ? { readiness: 0.15, infection: 0.6 } : {};
  return { zeal, readiness, delay, infection, lateness, ...hit };
}

/** The last of all is held on 28 October. */
function drawCongressDays(branches: readonly Branch[]): DayNumber[] {
  const days = branches.map(({ code }) => {
    const from = SECOND_WAVE.includes(code) ? OCTOBER : FIRST_CONGRESS;
    return drawWorkingDay(new Draw(`${code}/congress`), AUTUMN, from, LAST_CONGRESS - 1);
  });
  days[days.indexOf(Math.max(...days))] = LAST_CONGRESS;
  return days;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}`);
  return item;
}
