/** Steps of a series: their sums are what the indicator says of it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OverMonths } from '../../src/indicator/adding-up';
import { seriesStepsBetween, seriesSteps, type Series, type SeriesStep } from '../../src/indicator/series-steps';

const MONTHS = ['2019-11', '2019-12', '2020-01', '2020-02', '2020-03'];

const series: fc.Arbitrary<Series> = fc
  .dictionary(fc.constantFrom(...MONTHS), fc.nat(1_000_000_000))
  .map((values) => new Map(Object.entries(values)));

function upTo(steps: readonly SeriesStep[], month: string): { sum: number; count: number } {
  const counted = steps.filter((step) => step.month <= month);
  return counted.reduce((all, { sum, count }) => ({ sum: all.sum + sum, count: all.count + count }), {
    sum: 0,
    count: 0,
  });
}

describe('where the last value counts', () => {
  test('a step is the change from the value before', () => {
    const values = new Map([
      ['2020-03', 7],
      ['2020-01', 10],
    ]);
    expect(seriesSteps(values, OverMonths.LAST)).toEqual([
      { month: '2020-01', sum: 10, count: 1 },
      { month: '2020-03', sum: -3, count: 0 },
    ]);
  });

  test('all steps up to a month add up to what was said last, whatever was said', () => {
    fc.assert(
      fc.property(series, fc.constantFrom(...MONTHS), (values, month) => {
        const last = [...values.keys()].filter((each) => each <= month).sort();
        const said = last.at(-1);
        const expected = { sum: said === undefined ? 0 : values.get(said), count: said === undefined ? 0 : 1 };
        expect(upTo(seriesSteps(values, OverMonths.LAST), month)).toEqual(expected);
      }),
    );
  });
});

test.each([OverMonths.SUM, OverMonths.AVERAGE])('elsewhere a step is the value of its month: %s', (overMonths) => {
  expect(seriesSteps(new Map([['2020-01', 0]]), overMonths)).toEqual([{ month: '2020-01', sum: 0, count: 1 }]);
});

test('steps between two states take the sums of one to those of the other, and say nothing twice', () => {
  fc.assert(
    fc.property(series, series, fc.constantFrom(...Object.values(OverMonths)), (before, after, overMonths) => {
      const [old, now] = [seriesSteps(before, overMonths), seriesSteps(after, overMonths)];
      const between = seriesStepsBetween(old, now);
      for (const month of MONTHS) expect(upTo([...old, ...between], month)).toEqual(upTo(now, month));
      expect(new Set(between.map(({ month }) => month)).size).toBe(between.length);
      expect(seriesStepsBetween(old, old)).toEqual([]);
    }),
  );
});
