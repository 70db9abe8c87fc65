/** How fast a year is played: evenly within a day, and a lag is made up for without a burst. */
import { describe, expect, test } from '@jest/globals';
import {
  AS_FAST_AS_IT_GOES,
  beginOfDay,
  byDaysPerSecond,
  byEventsPerSecond,
  countDue,
  dueAfter,
} from '../../src/replay/pace';

describe('how long a day takes', () => {
  test('by days a second: the same for all days; less where a part of it is recorded already', () => {
    const { durationOf } = byDaysPerSecond(0.5);
    expect([durationOf(1_000, 1_000), durationOf(5, 5), durationOf(0, 0)]).toEqual([2_000, 2_000, 2_000]);
    expect([durationOf(250, 1_000), durationOf(0, 1_000)]).toEqual([500, 0]);
  });

  test('by events a second: as long as they take', () => {
    const { durationOf } = byEventsPerSecond(100);
    expect([durationOf(1_000, 1_300), durationOf(5, 5), durationOf(0, 0)]).toEqual([10_000, 50, 0]);
  });

  test('as fast as it goes: no time', () => {
    expect(AS_FAST_AS_IT_GOES.durationOf(1_000, 1_000)).toBe(0);
    expect(countDue(1_000, 0, 0)).toBe(1_000);
  });
});

describe('within a day', () => {
  test('they are due one after the other, evenly, and all of them at its end', () => {
    const times = Array.from({ length: 11 }, (_each, index) => countDue(50, index * 100, 1_000));
    expect(times).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
    expect(countDue(50, 99_999, 1_000)).toBe(50);
  });

  test('each is due when it is said to be', () => {
    for (let done = 0; done < 37; done++) {
      const at = dueAfter(done, 37, 900);
      expect(countDue(37, at + 0.001, 900)).toBeGreaterThan(done);
      expect(countDue(37, at - 0.001, 900)).toBe(done);
    }
    expect(dueAfter(37, 37, 900)).toBe(900);
  });
});

test('a day begins when it was meant to, a second late at most', () => {
  expect(beginOfDay(5_000, 5_000)).toBe(5_000);
  expect(beginOfDay(5_000, 5_400)).toBe(5_000);
  expect(beginOfDay(5_000, 9_000)).toBe(8_000);
});
