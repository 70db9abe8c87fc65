/** The gate of executions, and the canary that goes through it: who holds up whom. */
import { expect, test } from '@jest/globals';
import { Canary } from '../../src/feed/canary';
import { Gate } from '../../src/process/gate';
import { Turns } from '../../src/process/turns';

/** Work that lasts until it is told to end. */
function openWork(): { begun: string[]; work: (name: string) => () => Promise<string>; end: (name: string) => void } {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name) => () =>
      new Promise((resolve) => {
        begun.push(name);
        ends.set(name, () => {
          resolve(name);
        });
      }),
    end: (name) => ends.get(name)?.(),
  };
}

test('in line, so many at once', async () => {
  const gate = new Gate({ width: 2 });
  const { begun, work, end } = openWork();
  const all = ['a', 'b', 'c', 'd'].map((name) => gate.run(work(name)));
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await all[1];
  await new Promise(setImmediate);
  expect(begun).toEqual(['a', 'b', 'c']);
  end('a');
  end('c');
  await all[0];
  await new Promise(setImmediate);
  end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('nobody has all of it: one place is left for others, who go past those that have theirs', async () => {
  const gate = new Gate({ width: 3 });
  const { begun, work, end } = openWork();
  const heavy = {};
  const all = ['a', 'b', 'c', 'd'].map((name) => gate.run(work(name), heavy));
  const others = ['x', 'y'].map((name) => gate.run(work(name), { name }));
  expect(begun).toEqual(['a', 'b', 'x']);
  end('x');
  await others[0];
  await new Promise(setImmediate);
  expect(begun).toEqual(['a', 'b', 'x', 'y']);
  end('y');
  end('a');
  await all[0];
  await new Promise(setImmediate);
  expect(begun).toEqual(['a', 'b', 'x', 'y', 'c']);
  for (const name of ['b', 'c']) end(name);
  await Promise.all([all[1], all[2]]);
  await new Promise(setImmediate);
  end('d');
  await Promise.all([...all, ...others]);
});

test('work that fails gives its place back', async () => {
  const gate = new Gate({ width: 1 });
  await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.run(() => Promise.resolve('in'))).toBe('in');
});

test('the canary is held up by several heavy groups, not by one, and tells how long', async () => {
  const turns = new Turns();
  const live = new Gate({ width: 4 });
  const canary = new Canary({ live, turns }, turns);
  const { begun, work, end } = openWork();
  const heavy = {};
  const all = ['a', 'b', 'c', 'd', 'e'].map((name) => live.run(work(name), heavy));
  await canary.follow();
  expect(canary.secondsBehind).toBe(0);
  const other = live.run(work('x'), {});
  expect(begun).toEqual(['a', 'b', 'c', 'x']);
  const followed = canary.follow();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const behind = canary.secondsBehind;
  expect(behind).toBeGreaterThan(0);
  // What is taken meanwhile does not make it younger.
  await canary.follow();
  expect(canary.secondsBehind).toBeGreaterThan(behind);
  end('x');
  await Promise.all([other, followed]);
  expect(canary.secondsBehind).toBe(0);
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    end(name);
    await new Promise(setImmediate);
  }
  await Promise.all(all);
});
