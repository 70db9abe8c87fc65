/** Allots the known figures of the campaign to the 67 centrally-run bodies, which differ as they would. */
import { apportion } from './apportion';
import { type DayNumber, toDayNumber } from './count-days';
import { Draw } from './draw';
import { drawTraits, type Traits } from './draw-traits';
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
