/** Draws how a centrally-run body differs from the others: its zeal, its calendar, and what the epidemic did to it. */
import { type DayNumber, toDayNumber } from './count-days';
import type { DaySpan } from './course';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';

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

export function drawTraits(code: string): Traits {
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
