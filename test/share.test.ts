/** Shares: halves go up, only none is nothing, only all is all; and how the first form had them, for good (P16). */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formOf, NEWEST_FORM } from '../src/paper/form';
import { figuresOf } from '../src/progress/figures';
import { gradesOf, NOBODY } from '../src/rating/grade';
import { fractionOf, percentOf } from '../src/share';

const partAndWhole = fc
  .integer({ min: 1, max: 60_000 })
  .chain((whole) =>
    fc.oneof(
      { arbitrary: fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)), weight: 3 },
      fc.constantFrom<[number, number]>([0, whole], [1, whole], [whole - 1, whole], [whole, whole]),
    ),
  );

/** By the definition, in exact arithmetic. */
function nearestStep(part: number, whole: number, steps: number): number {
  const [p, w, s] = [BigInt(part), BigInt(whole), BigInt(steps)];
  return Number((2n * s * p + w) / (2n * w));
}

test.each([
  ['percentOf', percentOf, 1_000, 10],
  ['fractionOf', fractionOf, 10_000, 10_000],
] as const)('%s is the nearest, but for what is not all and not none', (_name, shareOf, steps, unit) => {
  fc.assert(
    fc.property(partAndWhole, ([part, whole]) => {
      const share = shareOf(part, whole) ?? -1;
      const full = steps / unit;
      expect(share === full).toBe(part === whole);
      expect(share === 0).toBe(part === 0);
      const nearest = nearestStep(part, whole, steps);
      if (nearest > 0 && nearest < steps) expect(share).toBe(nearest / unit);
      else if (part > 0 && part < whole) expect(share).toBe(nearest === 0 ? 1 / unit : (steps - 1) / unit);
    }),
    { numRuns: 2_000 },
  );
});

test('of nothing there is no share', () => {
  expect([percentOf(0, 0), fractionOf(0, 0)]).toEqual([null, null]);
});

test('progress and ratings have them from here', () => {
  const counts = { onTime: 0, overdue: 0, pastDeadline: 0, postponed: 0, dueByNow: 0 };
  const rateOf = (completed: number, planned: number) => figuresOf({ ...counts, completed, planned }).rate;
  expect([rateOf(53_481, 53_482), rateOf(1, 53_482), rateOf(3, 20_000), rateOf(0, 9), rateOf(9, 9)]).toEqual([
    0.9999, 0.0001, 0.0002, 0, 1,
  ]);
  const grades = gradesOf({ ...NOBODY, excellent: 9_999, good: 1 });
  expect(grades.slice(0, 3).map(({ rate }) => rate)).toEqual([0.9999, 0.0001, 0]);
});

describe('forms', () => {
  const first = formOf({ month: '2020-03' });
  const newest = formOf({ form: NEWEST_FORM, month: '2020-03' });

  test.each([
    [9_999, 10_000, 100, 99.9, 99.9],
    [1, 5_000, 0, 0.1, 0.1],
    // Half a tenth, and a fraction of two halves that lies below it.
    [1_001, 2_000, 50.1, 50, 50.1],
    [295, 1_174, 25.1, 25.1, 25.1],
    [5, 5, 100, 100, 100],
    [0, 5, 0, 0, 0],
  ])('%d of %d', (part, whole, figureThen, bodyThen, now) => {
    expect([first.shareOfFigure(part, whole), first.shareOfBody(part, whole)]).toEqual([figureThen, bodyThen]);
    expect([newest.shareOfFigure(part, whole), newest.shareOfBody(part, whole)]).toEqual([now, now]);
  });
});
