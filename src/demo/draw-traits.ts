/** Draws how a centrally-run body differs from the others: its zeal, its calendar, and what the epidemic did to it. */
import { type DayNumber, toDayNumber } from './count-days';
import type { Span } from './course';
import { Draw } from './draw';

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
  grassroots: Span;
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
const APRIL = toDayNumber('2020-04-01');
const DEADLINE = toDayNumber('2020-06-30');

export function drawTraits(code: string): Traits {
  const draw = new Draw(`${code}/traits`);
  const zeal = 0.7 + 0.6 * draw.unit();
  const readiness = draw.chance(0.18) ? 0 : 0.05 + 0.95 * draw.unit() ** 2;
  const delay = draw.chance(0.4) ? 0.15 * (1 - readiness) * draw.unit() : 0;
  const infection = draw.chance(0.45) ? 0.16 * draw.unit() : 0;
  const lateness = draw.chance(0.6) && !THROUGH_FIRST.has(code) ? draw.unit() : 0;
  const from = APRIL + draw.between(0, 14);
  const to = THROUGH_FIRST.get(code) ?? DEADLINE - Math.floor(14 * draw.unit() ** 2);
  const firstHit = code === VINH_PHUC;
  const drawn = { zeal, readiness, delay, infection, lateness, grassroots: { from, to }, firstHit };
  const secondWave = DA_NANG_AND_QUANG_NAM.includes(code);
  return { ...drawn, secondWave, ...(firstHit ? { readiness: 0.15, infection: 0.6 } : {}) };
}
