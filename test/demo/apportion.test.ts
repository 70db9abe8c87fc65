/** Parts add up to the whole, each within one of its quota. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { apportion } from '../../src/demo/apportion';

describe('apportion', () => {
  test('gives what is left to the largest remainders, and to the first among equals', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [50, 30, 20])).toEqual([4, 2, 1]);
    expect(apportion(3, [0, 5])).toEqual([0, 3]);
  });

  test('parts add up, each within one of its quota', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }).filter((all) => all.some(Boolean));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), weights, (total, all) => {
        const parts = apportion(total, all);
        const sum = all.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        expect(parts.every((part, i) => Math.abs(part - (total * (all[i] ?? 0)) / sum) < 1)).toBe(true);
      }),
    );
  });

  test('refuses to divide among nobody', () => {
    expect(() => apportion(1, [0])).toThrow(RangeError);
  });
});
