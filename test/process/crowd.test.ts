/** P23: who brings many makes room first, the oldest of them; whoever has most is found at once. */
import { expect, test } from '@jest/globals';
import { Crowd } from '../../src/process/crowd';

test('the oldest of whoever has most has to go', () => {
  const crowd = new Crowd<string>();
  for (const [whose, guest] of ['a1', 'b1', 'b2', 'c1', 'b3', 'a2'].map((each) => [each.slice(0, 1), each] as const))
    crowd.add(whose, guest);
  expect([crowd.size, crowd.countOf('b'), crowd.countOf('nobody')]).toEqual([6, 3, 0]);
  const gone: string[] = [];
  while (crowd.size > 0) {
    const oldest = crowd.oldestOfMost() ?? '';
    expect(crowd.remove(oldest.slice(0, 1), oldest)).toBe(true);
    gone.push(oldest);
  }
  expect(gone.slice(0, 1)).toEqual(['b1']);
  expect(gone.slice(1, 3).sort()).toEqual(['a1', 'b2']);
  expect(gone.slice(3).sort()).toEqual(['a2', 'b3', 'c1']);
  expect(crowd.oldestOfMost()).toBeUndefined();
});

test('one that comes again is the newest, and counts once', () => {
  const crowd = new Crowd<string>();
  for (const guest of ['one', 'two', 'one']) crowd.add('a', guest);
  expect([crowd.size, crowd.oldestOf('a')]).toEqual([2, 'two']);
  expect([crowd.remove('a', 'three'), crowd.remove('b', 'one'), crowd.size]).toEqual([false, false, 2]);
});

test('it agrees with a plain count, whatever comes and goes', () => {
  const crowd = new Crowd<number>();
  const known = new Map<number, string>();
  for (let step = 0; step < 3_000; step += 1) {
    const guest = (step * 7_919) % 101;
    const whose = known.get(guest);
    if (whose === undefined) {
      known.set(guest, `${(step * 31) % 7}`);
      crowd.add(`${(step * 31) % 7}`, guest);
    } else {
      known.delete(guest);
      crowd.remove(whose, guest);
    }
    const counts = new Map<string, number>();
    for (const each of known.values()) counts.set(each, (counts.get(each) ?? 0) + 1);
    const oldest = crowd.oldestOfMost();
    expect(crowd.size).toBe(known.size);
    expect(oldest === undefined ? 0 : counts.get(known.get(oldest) ?? '')).toBe(Math.max(0, ...counts.values()));
  }
});
