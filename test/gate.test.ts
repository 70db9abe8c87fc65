/** The gate: so many at once, the others in line; and a line that has bounds. */
import { expect, test } from '@jest/globals';
import { openGate } from '../src/gate';

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
  const gate = openGate(1);
  const [first, second, third] = [work(), work(), work()];
  const passed = [first, second, third].map((each) => gate(each.start));
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
  const gate = openGate(1, { longest: 1, patienceMilliseconds: 1, refuse });
  const first = work();
  const passed = gate(first.start);
  const inLine = gate(() => Promise.resolve('its turn'));
  await expect(gate(() => Promise.resolve('too many'))).rejects.toThrow('Try again.');
  await expect(inLine).rejects.toThrow('Try again.');
  first.end();
  await passed;
  await expect(gate(() => Promise.resolve('free again'))).resolves.toBe('free again');
});
