/** When the right of a session ends: at its time, however far away, and not before. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { atExpiry } from '../../src/server/session';

const NOW = Date.UTC(2026, 0, 1);
const DAY = 86_400;

let acts: number;
const act = (): void => void (acts += 1);
const inSeconds = (seconds: number): { expiresAt: number } => ({ expiresAt: NOW / 1_000 + seconds });

beforeEach(() => {
  acts = 0;
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  jest.useRealTimers();
});

/** 24.8 days are what a timer can wait at most. */
test.each([2, 3_600, 30 * DAY, 60 * DAY, 400 * DAY])('a right of %i seconds ends after them, once', (seconds) => {
  atExpiry(inSeconds(seconds), act);
  jest.advanceTimersByTime(seconds * 1_000 - 1);
  expect(acts).toBe(0);
  jest.advanceTimersByTime(1);
  expect(acts).toBe(1);
  expect(jest.getTimerCount()).toBe(0);
});

test('one that has ended already ends at once, but not within the call', () => {
  atExpiry(inSeconds(-3), act);
  expect(acts).toBe(0);
  jest.advanceTimersByTime(0);
  expect(acts).toBe(1);
});

test('after the machine has slept, it ends by the clock and not by what the timers have counted', () => {
  atExpiry(inSeconds(60 * DAY), act);
  jest.setSystemTime(NOW + 61 * DAY * 1_000);
  jest.advanceTimersByTime(3_600_000);
  expect(acts).toBe(1);
});

test('one without an end has no timer', () => {
  atExpiry({ expiresAt: undefined }, act)();
  expect(jest.getTimerCount()).toBe(0);
});

test('called off, also after some looks at the clock, nothing happens any more', () => {
  const callOff = atExpiry(inSeconds(60 * DAY), act);
  jest.advanceTimersByTime(30 * DAY * 1_000);
  callOff();
  expect(jest.getTimerCount()).toBe(0);
  jest.advanceTimersByTime(60 * DAY * 1_000);
  expect(acts).toBe(0);
});
