/** P20, P23: who waits for an answer, in whose line, at whose expense and for how long; and how much is kept of all. */
import { describe, expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as turn } from 'node:timers/promises';
import type { GivenAnswer } from '../../src/answers/answers-by-position';
import { openMadeUp, placeAt } from '../support/made-up-works';

describe('where the lane is full', () => {
  test('P23: each waits in their own line, and joins what another begins', async () => {
    const made = openMadeUp({ width: 2, each: 1 });
    const [busy, free] = [{}, {}];
    const held = made.lane.enterNow(busy)!;
    const first = made.ask('a', { whose: busy });
    await turn();
    expect([made.works.length, made.lane.load.waiting]).toEqual([0, 1]);
    const second = made.ask('a', { whose: free });
    await turn();
    expect([made.works.length, made.lane.load]).toEqual([1, { inside: 2, waiting: 0 }]);
    made.works[0]!.finish({});
    expect((await first).origin).toBe('shared');
    expect((await second).origin).toBe('worked_out');
    expect(made.paid).toEqual([free]);
    held();
    expect(made.lane.load).toEqual({ inside: 0, waiting: 0 });
  });

  test('a place that comes free with nobody left to take it goes to the next', async () => {
    const made = openMadeUp({ width: 1 });
    const held = made.lane.enterNow({})!;
    const asked = [made.ask('a'), made.ask('a'), made.ask('b')];
    await turn();
    expect(made.lane.load.waiting).toBe(3);
    held();
    await turn();
    expect(made.works.map(({ key }) => key)).toEqual(['a']);
    expect(made.lane.load).toEqual({ inside: 1, waiting: 1 });
    made.works[0]!.finish({});
    await turn();
    expect(made.works.map(({ key }) => key)).toEqual(['a', 'b']);
    made.works[1]!.finish({});
    expect((await Promise.all(asked)).map(({ origin }) => origin)).toEqual(['worked_out', 'shared', 'worked_out']);
    expect(made.lane.load).toEqual({ inside: 0, waiting: 0 });
  });

  test('who leaves the line is told why, and leaves no trace', async () => {
    const made = openMadeUp({ width: 1 });
    const held = made.lane.enterNow({})!;
    const leaving = new AbortController();
    const asked = made.ask('a', { signal: leaving.signal });
    await turn();
    leaving.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    expect(made.lane.load).toEqual({ inside: 1, waiting: 0 });
    held();
    await turn();
    expect([made.works, made.paid]).toEqual([[], []]);
  });

  test('who has left before there is anything to wait for has nothing worked out, and pays nothing', async () => {
    const made = openMadeUp({ width: 1 });
    const held = made.lane.enterNow({})!;
    await expect(made.ask('a', { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    held();
    await expect(made.ask('a', { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    expect([made.works, made.paid]).toEqual([[], []]);
    expect(made.lane.load).toEqual({ inside: 0, waiting: 0 });
  });
});

describe('work that is called off', () => {
  test('goes on while one waits, whoever asked first', async () => {
    const made = openMadeUp();
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [made.ask('a', { signal: first.signal }), made.ask('a', { signal: second.signal })];
    await turn();
    made.works[0]!.tellPlace(placeAt(1));
    await turn();
    first.abort(new Error('left'));
    await expect(asked[0]).rejects.toThrow('left');
    expect(made.works[0]!.signal.aborted).toBe(false);
    made.works[0]!.finish({});
    expect((await asked[1])?.origin).toBe('shared');
  });

  test('is left at once by who does not know yet whether it shows enough', async () => {
    const made = openMadeUp();
    const first = made.ask('a');
    const leaving = new AbortController();
    const second = made.ask('a', { signal: leaving.signal });
    await turn();
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    made.works[0]!.finish({});
    expect((await first).origin).toBe('worked_out');
    expect(made.works).toHaveLength(1);
  });

  test('ends when the last leaves; who comes then has it worked out anew', async () => {
    const made = openMadeUp();
    const leaving = new AbortController();
    const { signal } = leaving;
    const asked = Promise.allSettled([made.ask('a', { signal }), made.ask('a', { signal })]);
    await turn();
    made.works[0]!.tellPlace(placeAt(1));
    await turn();
    leaving.abort(new Error('left'));
    for (const each of await asked) expect(each).toMatchObject({ reason: { message: 'left' } });
    expect(made.works[0]!.signal.aborted).toBe(true);
    const again = made.ask('a');
    await turn();
    expect(made.works).toHaveLength(2);
    made.works[1]!.finish({});
    expect((await again).origin).toBe('worked_out');
    expect(made.lane.load).toEqual({ inside: 0, waiting: 0 });
  });
});

test('P23: who cannot pay is refused, and keeps nobody else from the answer; what is remembered costs nothing of it', async () => {
  const made = openMadeUp({ width: 1 });
  const pay = (): void => {
    throw new Error('overdrawn');
  };
  await expect(made.ask('a', { pay })).rejects.toThrow('overdrawn');
  expect([made.works.length, made.lane.load.inside]).toEqual([0, 0]);
  const whose = {};
  const paying = made.ask('a', { whose });
  await turn();
  made.works[0]!.finish({});
  expect((await paying).origin).toBe('worked_out');
  expect((await made.ask('a', { pay })).origin).toBe('remembered');
  expect(made.paid).toEqual([whose]);
});

test('of each answer is published how it came about', async () => {
  const made = openMadeUp();
  const origins: string[] = [];
  const note = (message: unknown): void => {
    origins.push((message as GivenAnswer).origin);
  };
  subscribe('giaoban.answers.given', note);
  const asked = [made.ask('a'), made.ask('a')];
  await turn();
  made.works[0]!.finish({});
  await Promise.all(asked);
  await made.ask('a');
  unsubscribe('giaoban.answers.given', note);
  expect(origins.sort()).toEqual(['remembered', 'shared', 'worked_out']);
});

describe('what is kept', () => {
  async function keep(made: ReturnType<typeof openMadeUp>, key: string, bytes: number): Promise<void> {
    const asked = made.ask(key);
    await turn();
    const work = made.works.at(-1)!;
    if (work.key === key) work.finish({ bytes });
    await asked;
  }

  test('is bounded in all, and told; what nobody has asked for longest goes first', async () => {
    const mostBytes = 100_000;
    const made = openMadeUp({ mostBytes });
    for (let index = 0; index < 30; index += 1) {
      await keep(made, `key ${index}`, 9_000);
      expect(made.answers.size.bytes).toBeLessThanOrEqual(mostBytes);
      expect((await made.ask('key 0')).origin).toBe('remembered');
    }
    const { questions, bytes } = made.answers.size;
    expect(questions).toBe(10);
    expect(bytes).toBeGreaterThan(questions * 9_000);
    const all = Array.from({ length: 30 }, (_, index) => index);
    const kept = all.filter((index) => made.answers.recall(`key ${index}`) !== undefined);
    expect(kept).toEqual([0, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
  });

  test('is nothing that would take all the room from the others, also where it grows', async () => {
    const made = openMadeUp({ mostBytes: 80_000 });
    await keep(made, 'large', 10_001);
    expect(made.answers.size).toEqual({ questions: 0, bytes: 0 });
    await keep(made, 'small', 1_000);
    const before = made.answers.size.bytes;
    const { answer } = await made.ask('small');
    answer.bytes += 500;
    made.answers.resize('small');
    expect(made.answers.size).toEqual({ questions: 1, bytes: before + 500 });
    answer.bytes += 10_000;
    made.answers.resize('small');
    made.answers.resize('never asked');
    expect(made.answers.size).toEqual({ questions: 0, bytes: 0 });
  });

  test('counts questions that have no answer yet, or none that is kept', async () => {
    const made = openMadeUp();
    const asked = made.ask('x'.repeat(1_000));
    expect(made.answers.size.questions).toBe(1);
    expect(made.answers.size.bytes).toBeGreaterThan(2_000);
    await turn();
    made.works[0]!.finish({ isLasting: false });
    await asked;
    expect(made.answers.size.bytes).toBeLessThan(3_000);
  });

  test('is nothing where there is no room: everything is worked out, for each who asks', async () => {
    const made = openMadeUp({ mostBytes: 0 });
    for (const count of [1, 2, 3]) {
      await keep(made, 'a', 1);
      expect([made.works.length, made.looks(), made.answers.size.questions]).toEqual([count, 0, 0]);
    }
    const asked = [made.ask('a'), made.ask('a')];
    await turn();
    expect(made.works).toHaveLength(5);
    for (const work of made.works.slice(3)) work.finish({ place: undefined });
    expect((await Promise.all(asked)).map(({ origin }) => origin)).toEqual(['worked_out', 'worked_out']);
  });
});
