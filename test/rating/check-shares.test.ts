/** Published percentages against whole numbers: the rule agrees with trying every number, for every total up to 2,000. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkShares, type SharesFinding } from '../../src/shares/check-shares';
import { countCombinations, listExcesses } from '../../src/shares/count-combinations';
import { shareRange, type CountRange, type PublishedShare, type Rounding } from '../../src/shares/published-share';
import { searchFor } from '../support/search';

const search = searchFor('PROPERTY', 300);
const MOST = 2_000;
const budget = search.budget(3);
const patience = search.patience(180_000);

/** The percentage as it would be published, by long division: digit after digit, then a look at what is left. */
function publish(count: number, total: number, decimals: number, rounding: Rounding): number {
  let rest = count;
  let scaled = 0;
  for (let place = -2; place <= decimals; place++) {
    scaled = scaled * 10 + Math.floor(rest / total);
    rest = (rest % total) * 10;
  }
  return rounding === 'half up' && Math.floor(rest / total) >= 5 ? scaled + 1 : scaled;
}

/** Every number that is published so, found by trying all of them. */
function candidates(total: number, { scaled, decimals }: PublishedShare, rounding: Rounding): number[] {
  const found: number[] = [];
  for (let count = 0; count <= total; count++) {
    if (publish(count, total, decimals, rounding) === scaled) found.push(count);
  }
  return found;
}

/** Every combination, by trying all of them. */
function combinationsOf(total: number, lists: readonly number[][], isComplete: boolean): number[][] {
  const [list, ...others] = lists;
  if (list === undefined) return !isComplete || total === 0 ? [[]] : [];
  return list
    .filter((count) => count <= total)
    .flatMap((count) => combinationsOf(total - count, others, isComplete).map((rest) => [count, ...rest]));
}

const rangeOf = (numbers: readonly number[]): CountRange | null => {
  if (numbers.length === 0) return null;
  return { first: Math.min(...numbers), last: Math.max(...numbers) };
};

/** What the rule should find, from all combinations, but for the example and the obstacle. */
function expected(total: number, shares: readonly PublishedShare[], isComplete: boolean, rounding: Rounding) {
  const lists = shares.map((share) => candidates(total, share, rounding));
  const all = combinationsOf(total, lists, isComplete);
  const column = (index: number) => all.map((counts) => counts[index] ?? 0);
  return {
    verdict: all.length === 0 ? 'IMPOSSIBLE' : all.length === 1 ? 'ONE' : 'SEVERAL',
    combinations: BigInt(all.length),
    shares: lists.map((list, index) => ({ fits: rangeOf(list), together: rangeOf(column(index)) })),
    leftOver: rangeOf(all.map((counts) => counts.reduce((left, count) => left - count, total))),
    all,
  };
}

function compare(total: number, shares: readonly PublishedShare[], isComplete: boolean, rounding: Rounding): void {
  const found: SharesFinding = checkShares(total, shares, isComplete, rounding);
  const { all, ...rest } = expected(total, shares, isComplete, rounding);
  const { example, obstacle, ...finding } = found;
  expect(finding).toEqual(rest);
  expect((example === null) === (all.length === 0)).toBe(true);
  expect((obstacle === null) === all.length > 0).toBe(true);
  if (example !== null) expect(all).toContainEqual(example);
}

describe('one percentage, every total up to 2,000', () => {
  test.each<[number, Rounding]>([
    [0, 'half up'],
    [0, 'cut off'],
    [1, 'half up'],
    [1, 'cut off'],
  ])('to %i decimals, %s: the numbers that fit are those that are published so', (decimals, rounding) => {
    const wrong: object[] = [];
    for (let total = 1; total <= MOST; total++) {
      const lists = new Map<number, CountRange>();
      for (let count = 0; count <= total; count++) {
        const scaled = publish(count, total, decimals, rounding);
        lists.set(scaled, { first: lists.get(scaled)?.first ?? count, last: count });
      }
      for (let scaled = 0; scaled <= 100 * 10 ** decimals; scaled++) {
        const found = shareRange(total, { scaled, decimals }, rounding);
        const right = lists.get(scaled) ?? null;
        if (found?.first !== right?.first || found?.last !== right?.last) wrong.push({ total, scaled, found, right });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test(
    'to more decimals, drawn',
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: MOST }),
          fc.integer({ min: 2, max: 4 }),
          fc.nat(),
          fc.constantFrom<Rounding>('half up', 'cut off'),
          (total, decimals, draw, rounding) => {
            // Near what some number is published as: others fit nothing.
            const scaled = publish(draw % (total + 1), total, decimals, rounding) + ((draw >> 8) % 2);
            if (scaled > 100 * 10 ** decimals) return;
            const share = { scaled, decimals };
            expect(shareRange(total, share, rounding)).toEqual(rangeOf(candidates(total, share, rounding)));
          },
        ),
        budget,
      );
    },
    patience,
  );
});

describe('two and three percentages, drawn', () => {
  const rounding = fc.constantFrom<Rounding>('half up', 'cut off');
  const decimals = fc.integer({ min: 0, max: 2 });

  /** Of people who were really divided; one of them may be off by a digit. */
  const published = fc
    .record({
      total: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: MOST })),
      cuts: fc.array(fc.nat(), { minLength: 2, maxLength: 3 }),
      decimals: fc.array(decimals, { minLength: 3, maxLength: 3 }),
      off: fc.constantFrom(0, 0, 0, 1, -1),
      isWhole: fc.boolean(),
      rounding,
    })
    .map(({ total, cuts, decimals: places, off, isWhole, rounding: by }) => {
      const bounds = cuts.map((cut) => cut % (total + 1)).sort((a, b) => a - b);
      if (isWhole) bounds[bounds.length - 1] = total;
      const counts = bounds.map((bound, index) => bound - (bounds[index - 1] ?? 0));
      const shares = counts.map((count, index) => {
        const scaled = publish(count, total, places[index]!, by) + (index === 0 ? off : 0);
        return { scaled: Math.min(100 * 10 ** places[index]!, Math.max(0, scaled)), decimals: places[index]! };
      });
      return { total, shares, rounding: by };
    });

  test(
    'of people who were divided so, or nearly so',
    () => {
      fc.assert(
        fc.property(published, fc.boolean(), ({ total, shares, rounding: by }, isComplete) => {
          compare(total, shares, isComplete, by);
        }),
        budget,
      );
    },
    patience,
  );

  test(
    'of a few people, whatever the percentages say',
    () => {
      const share = fc
        .record({ decimals: fc.integer({ min: 0, max: 1 }), part: fc.nat() })
        .map(({ decimals: places, part }) => ({ scaled: part % (100 * 10 ** places + 1), decimals: places }));
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 400 }),
          fc.array(share, { minLength: 2, maxLength: 3 }),
          fc.boolean(),
          rounding,
          compare,
        ),
        budget,
      );
    },
    patience,
  );
});

describe('what was published', () => {
  const of816 = (...scaled: number[]) =>
    checkShares(
      816,
      scaled.map((each) => ({ scaled: each, decimals: 1 })),
      false,
    );

  test('20.7 % and 78.8 % of 816 are 169 and 643, and 4 are left', () => {
    expect(of816(207, 788)).toMatchObject({
      verdict: 'ONE',
      obstacle: null,
      combinations: 1n,
      example: [169, 643],
      leftOver: { first: 4, last: 4 },
      shares: [{ fits: { first: 169, last: 169 } }, { fits: { first: 643, last: 643 } }],
    });
  });

  test('20.7 % and 79.9 % of 816 are impossible: each has its number, together they are too many', () => {
    expect(of816(207, 799)).toMatchObject({
      verdict: 'IMPOSSIBLE',
      obstacle: 'TOO_MANY',
      combinations: 0n,
      example: null,
      leftOver: null,
      shares: [
        { fits: { first: 169, last: 169 }, together: null },
        { fits: { first: 652, last: 652 }, together: null },
      ],
    });
  });

  test('the two do not cover everybody, and three that do leave nobody', () => {
    const shares = [207, 788, 5].map((scaled) => ({ scaled, decimals: 1 }));
    expect(checkShares(816, shares.slice(0, 2), true)).toMatchObject({ verdict: 'IMPOSSIBLE', obstacle: 'TOO_FEW' });
    expect(checkShares(816, shares, true)).toMatchObject({ verdict: 'ONE', example: [169, 643, 4] });
  });

  test('no number of 7 people is 20.7 %', () => {
    const finding = checkShares(7, [{ scaled: 207, decimals: 1 }], false);
    expect(finding).toMatchObject({ verdict: 'IMPOSSIBLE', obstacle: 'NO_COUNT_FITS', shares: [{ fits: null }] });
  });

  test('half a step rounds up: 1 of 8 is 12.5 %, published as 13 %', () => {
    expect(shareRange(8, { scaled: 13, decimals: 0 }, 'half up')).toEqual({ first: 1, last: 1 });
    expect(shareRange(8, { scaled: 12, decimals: 0 }, 'half up')).toBeNull();
    expect(shareRange(8, { scaled: 12, decimals: 0 }, 'cut off')).toEqual({ first: 1, last: 1 });
  });
});

describe('the greatest input', () => {
  test('is counted, not tried: more combinations than can be listed', () => {
    const shares = Array.from({ length: 10 }, () => ({ scaled: 10, decimals: 0 }));
    const finding = checkShares(100_000, shares, true);
    expect(finding).toMatchObject({ verdict: 'SEVERAL', leftOver: { first: 0, last: 0 } });
    // Ten numbers from 9,500 to 10,499 that make 100,000: the coefficient of the middle but five of (1 + x + … + x⁹⁹⁹)¹⁰.
    expect(finding.combinations).toBe(waysByInclusion(10, 1_000, 5_000));
    expect(finding.example!.reduce((sum, count) => sum + count, 0)).toBe(100_000);
  });

  test('takes as many terms with 100 people as with 100,000: at most 2 to the number of percentages', () => {
    const widths = Array.from({ length: 10 }, (_, index) => ({ first: 0, last: 2 ** index - 1 }));
    expect(listExcesses(widths, 100_000).size).toBe(1_024);
    expect(listExcesses(widths, 100).size).toBeLessThanOrEqual(101);
    const equal = Array.from({ length: 10 }, () => ({ first: 9_500, last: 10_499 }));
    expect(listExcesses(equal, 100_000).size).toBe(11);
  });

  test('agrees with a formula where there is one', () => {
    const ranges = [
      { first: 3, last: 9 },
      { first: 0, last: 6 },
      { first: 5, last: 11 },
    ];
    for (let sum = 0; sum <= 30; sum++) {
      expect(countCombinations(ranges, sum, true)).toBe(waysByInclusion(3, 7, sum - 8));
    }
  });
});

/** By trying all of them: the formula is right whatever the ranges are. */
test('combinations of any ranges are as many as there are', () => {
  const range = fc
    .record({ first: fc.nat(6), width: fc.nat(5) })
    .map(({ first, width }) => ({ first, last: first + width }));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 4 }), fc.nat(30), fc.boolean(), (ranges, total, isComplete) => {
      const lists = ranges.map(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index),
      );
      expect(countCombinations(ranges, total, isComplete)).toBe(
        BigInt(combinationsOf(total, lists, isComplete).length),
      );
    }),
    { seed: search.seed, numRuns: 2_000 },
  );
});

/** Ways in which so many numbers from 0 to size − 1 make the sum, by inclusion and exclusion. */
function waysByInclusion(numbers: number, size: number, sum: number): bigint {
  let ways = 0n;
  for (let over = 0; over * size <= sum; over++) {
    const sign = over % 2 === 0 ? 1n : -1n;
    ways += sign * choose(numbers, over) * choose(sum - over * size + numbers - 1, numbers - 1);
  }
  return ways;
}

function choose(from: number, count: number): bigint {
  let result = 1n;
  for (let index = 0; index < count; index++) result = (result * BigInt(from - index)) / BigInt(index + 1);
  return result;
}
