/** The gate: so many at once, the others in line; and a line that has bounds. */
import { expect, test } from '@jest/globals';
import { Gate } from '../src/process/gate';

function work(): { start: () => Promise<void>; end: () => void; isUnderWay: () => boolean } {
  let end = (): void => undefined;
  let isUnderWay = false;
  const start = (): Promise<void> =>
    new Promise((resolve) => {
      isUnderWay = true;
      end = resolve;
    });
  return {
    start,
    end: () => {
      end();
    },
    isUnderWay: () => isUnderWay,
  };
}

async function underWay({ isUnderWay }: ReturnType<typeof work>): Promise<void> {
  while (!isUnderWay()) await Promise.resolve();
}

test('whoever leaves hands the place over, in the order of the line', async () => {
  const gate = new Gate({ width: 1 });
  const [first, second, third] = [work(), work(), work()];
  const passed = [first, second, third].map((each) => gate.run(each.start));
  expect([first, second, third].map((each) => each.isUnderWay())).toEqual([true, false, false]);
  first.end();
  await passed[0];
  await underWay(second);
  expect([second.isUnderWay(), third.isUnderWay()]).toEqual([true, false]);
  second.end();
  await passed[1];
  await underWay(third);
  third.end();
  await passed[2];
});

test('a line that is full takes nobody, and patience has an end; places are not lost by it', async () => {
  const refuse = () => new Error('Try again.');
  const gate = new Gate({ width: 1, line: { longest: 1, patienceMilliseconds: 1, refuse } });
  const first = work();
  const passed = gate.run(first.start);
  const inLine = gate.run(() => Promise.resolve('its turn'));
  await expect(gate.run(() => Promise.resolve('too many'))).rejects.toThrow('Try again.');
  await expect(inLine).rejects.toThrow('Try again.');
  first.end();
  await passed;
  await expect(gate.run(() => Promise.resolve('free again'))).resolves.toBe('free again');
});

test('who leaves the line makes room in it, and is told why; who is inside stays', async () => {
  const line = { longest: 1, patienceMilliseconds: 60_000, refuse: () => new Error('Try again.') };
  const gate = new Gate({ width: 1, line });
  const [first, never, third] = [work(), work(), work()];
  const leaving = new AbortController();
  const inside = gate.run(first.start, undefined, leaving.signal);
  const waiting = gate.run(never.start, undefined, leaving.signal);
  await expect(gate.run(third.start)).rejects.toThrow('Try again.');
  leaving.abort(new Error('Left.'));
  await expect(waiting).rejects.toThrow('Left.');
  const last = gate.run(third.start);
  first.end();
  await inside;
  await underWay(third);
  expect(never.isUnderWay()).toBe(false);
  third.end();
  await last;
});
