/** The gate: so many at once, the others in line; and a line that has bounds. */
import { expect, test } from '@jest/globals';
import { Gate } from '../../src/process/gate';

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

test('the line goes round by whose work it is: who comes late is not behind all that another has sent (P23)', async () => {
  const gate = new Gate({ width: 1 });
  const begun: string[] = [];
  const [many, one] = [{}, {}];
  const first = work();
  const inside = gate.run(first.start, many);
  const note = (name: string) => () => Promise.resolve(void begun.push(name));
  const waiting = ['a', 'b', 'c'].map((name) => gate.run(note(name), many));
  const late = gate.run(note('late'), one);
  first.end();
  await Promise.all([inside, late, ...waiting]);
  expect(begun).toEqual(['a', 'late', 'b', 'c']);
});

test('one has so many places and no more, and waits in a line of bounded length; others pass (P23)', async () => {
  const refuse = () => new Error('Try again.');
  const line = { longest: 10, longestOfOne: 1, patienceMilliseconds: 60_000, refuse };
  const gate = new Gate({ width: 4, each: 2, line });
  const [many, one] = [{}, {}];
  const [first, second, third, other] = [work(), work(), work(), work()];
  const inside = [first, second].map(({ start }) => gate.run(start, many));
  const waiting = gate.run(third.start, many);
  await expect(gate.run(() => Promise.resolve(), many)).rejects.toThrow('Try again.');
  const passing = gate.run(other.start, one);
  expect([third.isUnderWay(), other.isUnderWay()]).toEqual([false, true]);
  expect(gate.load).toEqual({ inside: 3, waiting: 1 });
  first.end();
  await underWay(third);
  for (const each of [second, third, other]) each.end();
  await Promise.all([...inside, waiting, passing]);
  expect(gate.load).toEqual({ inside: 0, waiting: 0 });
});

test('a place that was entered is given back once, however often it is left', async () => {
  const gate = new Gate({ width: 1 });
  const leave = await gate.enter();
  leave();
  leave();
  const again = await gate.enter();
  expect(gate.load.inside).toBe(1);
  again();
});
