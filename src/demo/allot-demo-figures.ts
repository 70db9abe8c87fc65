/** Allots the known figures of the campaign to the 67 centrally-run bodies, each by traits of its own. */
import { apportion } from './apportion';
import { type DayNumber, toDayNumber } from './count-days';
import type { DaySpan } from './course';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import type { Branch } from './found-demo-organizations';

/** What falls to one centrally-run body. */
export interface Allotment {
  branch: Branch;
  traits: Traits;
  /** The day of its own congress. */
  congressOn: DayNumber;
  upperPilots: number;
  grassrootsPilots: number;
  /** Pilots of the grassroots that are held by 29 February. */
  held: number;
  /** Grassroots congresses held after the deadline of 30 June. */
  late: number;
}

const UPPER_PILOTS = 92;
const GRASSROOTS_PILOTS = 1_174;
const HELD_BY_29_FEBRUARY = 295;
const LATE = 120;

const OCTOBER = toDayNumber('2020-10-01');
const FIRST_CONGRESS = toDayNumber('2020-08-17');
const LAST_CONGRESS = toDayNumber('2020-10-28');
const AUTUMN = openSeason({ '2020-08': 0.2, '2020-09': 0.6 });

export function allotDemoFigures(branches: readonly Branch[]): Allotment[] {
  const allotments = branches.map((branch) => open(branch, drawTraits(branch.code)));
  const last = Math.max(...allotments.map(({ congressOn }) => congressOn));
  for (const allotment of allotments) if (allotment.congressOn === last) allotment.congressOn = LAST_CONGRESS;
  const share = (figure: 'upperPilots' | 'grassrootsPilots' | 'held' | 'late', total: number, weigh: Weigh) => {
    const parts = apportion(total, allotments.map(weigh));
    for (const [index, allotment] of allotments.entries()) allotment[figure] = parts[index] ?? 0;
  };
  share('upperPilots', UPPER_PILOTS, ({ branch, traits }) => branch.upperBodies.length * traits.zeal);
  share('grassrootsPilots', GRASSROOTS_PILOTS, ({ branch, traits }) => branch.grassroots.length * traits.zeal);
  share('held', HELD_BY_29_FEBRUARY, ({ grassrootsPilots, traits }) => grassrootsPilots * traits.readiness);
  share('late', LATE, weighLateness);
  return allotments;
}

type Weigh = (allotment: Allotment) => number;

function open(branch: Branch, traits: Traits): Allotment {
  const from = traits.secondWave ? OCTOBER : FIRST_CONGRESS;
  const congressOn = drawWorkingDay(new Draw(`${branch.code}/congress`), AUTUMN, from, LAST_CONGRESS - 1);
  return { branch, traits, congressOn, upperPilots: 0, grassrootsPilots: 0, held: 0, late: 0 };
}

/** A body whose own congress comes early has no congress left below it. */
function weighLateness({ branch, traits, congressOn }: Allotment): number {
  return congressOn < OCTOBER ? 0 : branch.grassroots.length * traits.lateness;
}

/** How a body differs from the others: its zeal, its calendar, what the epidemic did to it. */
export interface Traits {
  /** Weighs how many of its congresses are pilots. */
  zeal: number;
  /** Weighs how many pilots of the grassroots are held by 29 February. */
  readiness: number;
  /** The share of these pilots that is overdue on that day. */
  delay: number;
  /** The share of these pilots that the epidemic has put off by then. */
  infection: number;
  /** Whether the epidemic came here first. */
  firstHit: boolean;
  /** Whether the second wave began here. */
  secondWave: boolean;
  /** The days between which its grassroots congresses are planned and reported. */
  grassroots: DaySpan;
  /** Weighs how many of its grassroots congresses are held after the deadline. */
  lateness: number;
}

/** Thái Bình, Yên Bái and Quảng Ninh were through first, in this order. */
const THROUGH_FIRST: ReadonlyMap<string, DayNumber> = new Map([
  ['34', toDayNumber('2020-06-05')],
  ['15', toDayNumber('2020-06-10')],
  ['22', toDayNumber('2020-06-12')],
]);
const VINH_PHUC = '26';
const DA_NANG_AND_QUANG_NAM: readonly string[] = ['48', '49'];
const ALL_YEAR = openSeason();
const APRIL = toDayNumber('2020-04-01');
const DEADLINE = toDayNumber('2020-06-30');

function drawTraits(code: string): Traits {
  const draw = new Draw(`${code}/traits`);
  const firstHit = code === VINH_PHUC;
  const readiness = firstHit ? 0.15 : draw.chance(0.18) ? 0 : 0.04 + 0.8 * draw.unit() * Math.sqrt(draw.unit());
  return {
    zeal: 0.7 + 0.6 * draw.unit(),
    readiness,
    delay: draw.chance(0.5) ? 0.17 * (1 - readiness) * draw.unit() : 0,
    infection: firstHit ? 0.7 : draw.chance(0.55) ? 0.28 * draw.unit() : 0,
    firstHit,
    secondWave: DA_NANG_AND_QUANG_NAM.includes(code),
    grassroots: { from: APRIL + draw.between(0, 14), to: THROUGH_FIRST.get(code) ?? drawEnd(draw) },
    lateness: draw.chance(0.6) && !THROUGH_FIRST.has(code) ? draw.unit() : 0,
  };
}

/** In the last two weeks before the deadline, rather late than early. */
function drawEnd(draw: Draw): DayNumber {
  const drawOnce = () => drawWorkingDay(draw, ALL_YEAR, DEADLINE - 13, DEADLINE);
  return Math.max(drawOnce(), drawOnce());
}
