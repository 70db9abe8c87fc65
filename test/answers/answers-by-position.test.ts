/** P19, P20: who gets a remembered answer, who shares one that is worked out, and who has it worked out anew; over a log that is made up. */
import { describe, expect, test } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import type { LogPlace } from '../../src/feed/cursor';
import { openMadeUp, placeAt, type MadeUpAnswers } from '../support/made-up-works';

/** Asks, and has it worked out where the log ends. */
async function remember(made: MadeUpAnswers, key: string, bytes = key.length): Promise<void> {
  const asked = made.ask(key);
  await turn();
  made.works.at(-1)!.finish({ bytes });
  expect((await asked).origin).toBe('worked_out');
}

const textOf = async (given: ReturnType<MadeUpAnswers['ask']>) => {
  const { answer, origin } = await given;
  return [answer.text, origin];
};

describe('what is remembered', () => {
  test('P20: is given as long as the log ends where it did, for one look', async () => {
    const made = openMadeUp();
    await remember(made, 'a');
    expect(made.looks()).toBe(0);
    expect(await textOf(made.ask('a'))).toEqual(['a', 'remembered']);
    expect(await textOf(made.ask('a'))).toEqual(['a', 'remembered']);
    expect([made.works.length, made.looks()]).toEqual([1, 2]);
  });

  test('P19: is not given where the log ends further on by now', async () => {
    const made = openMadeUp();
    await remember(made, 'a');
    made.log.head = placeAt(2);
    const asked = made.ask('a');
    await turn();
    made.works[1]!.finish({ text: 'newer' });
    expect(await textOf(asked)).toEqual(['newer', 'worked_out']);
    expect(await textOf(made.ask('a'))).toEqual(['newer', 'remembered']);
  });

  test.each<[string, LogPlace]>([
    ['another entry is at its position', placeAt(1, 'other')],
    ['the log is another one', placeAt(1, 'm1', 'other')],
    ['the log has become shorter', placeAt(0, null)],
  ])('P19: is not given where %s', async (_what, head) => {
    const made = openMadeUp();
    await remember(made, 'a');
    made.log.head = head;
    const asked = made.ask('a');
    await turn();
    expect(made.works).toHaveLength(2);
    made.works[1]!.finish({ text: 'of the other' });
    expect(await textOf(asked)).toEqual(['of the other', 'worked_out']);
  });

  test('what was followed beyond it needs no look; another log is no further on', async () => {
    const made = openMadeUp();
    await remember(made, 'a');
    made.log.newest = placeAt(2);
    const asked = made.ask('a');
    await turn();
    expect([made.works.length, made.looks()]).toEqual([2, 0]);
    made.works[1]!.finish({});
    await asked;
    made.log.newest = placeAt(9, 'm9', 'other');
    expect(await textOf(made.ask('a'))).toEqual(['a', 'remembered']);
    expect(made.looks()).toBe(1);
  });

  test('what shows nothing of the log is given for good, without a look', async () => {
    const made = openMadeUp();
    const asked = made.ask('constant');
    await turn();
    made.works[0]!.finish({ place: undefined });
    await asked;
    made.log.head = made.log.newest = placeAt(7);
    expect(await textOf(made.ask('constant'))).toEqual(['constant', 'remembered']);
    expect([made.works.length, made.looks()]).toEqual([1, 0]);
  });

  test('recalled: of just the place where the log ends, and nothing is worked out for it', async () => {
    const made = openMadeUp();
    expect(made.answers.recall('a')).toBeUndefined();
    await remember(made, 'a');
    expect((await made.answers.recall('a'))?.text).toBe('a');
    for (const place of [placeAt(2), placeAt(1, 'other'), placeAt(1, 'm1', 'other')]) {
      made.log.head = place;
      expect(await made.answers.recall('a')).toBeUndefined();
    }
    expect([made.works.length, made.looks()]).toEqual([1, 4]);
    made.log.newest = placeAt(3);
    expect(made.answers.recall('a')).toBeUndefined();
    expect(made.looks()).toBe(4);
  });

  test('a look that fails fails those who asked for it, and is not held against the next', async () => {
    let fails = true;
    const look = () => (fails ? Promise.reject(new Error('away')) : Promise.resolve(placeAt(1)));
    const made = openMadeUp({ look });
    await remember(made, 'a');
    await expect(made.ask('a')).rejects.toThrow('away');
    fails = false;
    expect(await textOf(made.ask('a'))).toEqual(['a', 'remembered']);
    expect(made.works).toHaveLength(1);
  });
});

describe('what is not remembered', () => {
  test('an answer that fails, and that of all who share it', async () => {
    const made = openMadeUp();
    const asked = [made.ask('a'), made.ask('a')];
    await turn();
    made.works[0]!.tellPlace(placeAt(1));
    await turn();
    made.works[0]!.fail(new Error('away'));
    for (const each of await Promise.allSettled(asked)) expect(each).toMatchObject({ reason: { message: 'away' } });
    await remember(made, 'a');
    expect(made.works).toHaveLength(2);
  });

  test.each<[string, { isLasting?: boolean; place?: LogPlace }]>([
    ['an answer with a failure that passes', { isLasting: false }],
    ['one of an entry that has no mark', { place: placeAt(1, null) }],
  ])('%s', async (_what, placed) => {
    const made = openMadeUp();
    made.log.head = placed.place ?? made.log.head;
    const asked = made.ask('a');
    await turn();
    made.works[0]!.finish(placed);
    expect(await textOf(asked)).toEqual(['a', 'worked_out']);
    await remember(made, 'a');
    expect(made.works).toHaveLength(2);
  });

  test('of a log in which nothing has happened there is only one: it is remembered', async () => {
    const made = openMadeUp();
    made.log.head = made.log.newest = placeAt(0, null);
    await remember(made, 'a');
    expect(await textOf(made.ask('a'))).toEqual(['a', 'remembered']);
  });

  test('what began before what is remembered, and came later', async () => {
    const made = openMadeUp();
    const first = made.ask('a');
    await turn();
    made.works[0]!.tellPlace(placeAt(1));
    made.log.head = placeAt(2);
    const second = made.ask('a');
    await turn();
    made.works[1]!.finish({ text: 'newer' });
    expect(await textOf(second)).toEqual(['newer', 'worked_out']);
    made.works[0]!.finish({ text: 'older', place: placeAt(1) });
    expect(await textOf(first)).toEqual(['older', 'worked_out']);
    expect(await textOf(made.ask('a'))).toEqual(['newer', 'remembered']);
    expect(made.works).toHaveLength(2);
  });
});

describe('what is worked out', () => {
  test('P20: is shared by all who ask before it is there, and paid by the first', async () => {
    const made = openMadeUp();
    const [one, other] = [{}, {}];
    const asked = [made.ask('a', { whose: one }), made.ask('a', { whose: other }), made.ask('a')];
    await turn();
    made.works[0]!.tellPlace(placeAt(1));
    await turn();
    expect(made.works).toHaveLength(1);
    made.works[0]!.finish({});
    const origins = (await Promise.all(asked)).map(({ origin }) => origin);
    expect(origins).toEqual(['worked_out', 'shared', 'shared']);
    expect(made.paid).toEqual([one]);
    expect(made.lane.load).toEqual({ inside: 0, waiting: 0 });
  });

  test('P19: is not shared by who asked after it began, where it shows an older place', async () => {
    const made = openMadeUp();
    const first = made.ask('a');
    await turn();
    made.log.head = placeAt(2);
    const second = made.ask('a');
    await turn();
    // Nobody knows yet what it shows.
    expect(made.works).toHaveLength(1);
    made.works[0]!.tellPlace(placeAt(1));
    await turn();
    expect(made.works).toHaveLength(2);
    made.works[1]!.finish({ text: 'newer' });
    expect(await textOf(second)).toEqual(['newer', 'worked_out']);
    made.works[0]!.finish({ text: 'older', place: placeAt(1) });
    expect((await first).answer.text).toBe('older');
  });

  test('P20: is shared by who asked after it began, where it shows the place that was found', async () => {
    const made = openMadeUp();
    const first = made.ask('a');
    await turn();
    made.log.head = placeAt(2);
    const second = made.ask('a');
    await turn();
    made.works[0]!.finish({ text: 'newer', place: placeAt(2) });
    expect(await textOf(second)).toEqual(['newer', 'shared']);
    expect(await textOf(first)).toEqual(['newer', 'worked_out']);
    expect(made.works).toHaveLength(1);
  });

  test('P20: that began after a question is shared by it, whatever it shows', async () => {
    let find = (_place: LogPlace): void => undefined;
    const made = openMadeUp({ look: () => new Promise((resolve) => (find = resolve)) });
    await remember(made, 'a');
    const looking = made.ask('a');
    await turn();
    made.log.newest = placeAt(2);
    const hasting = made.ask('a');
    await turn();
    expect([made.works.length, made.looks()]).toEqual([2, 1]);
    find(placeAt(2));
    await turn();
    made.works[1]!.finish({ text: 'newest', place: placeAt(3) });
    expect(await textOf(looking)).toEqual(['newest', 'shared']);
    expect(await textOf(hasting)).toEqual(['newest', 'worked_out']);
    expect(made.works).toHaveLength(2);
  });

  test('P20: many who find at once that what is remembered is old have one worked out', async () => {
    const made = openMadeUp();
    await remember(made, 'a');
    made.log.head = placeAt(2);
    const asked = Array.from({ length: 20 }, () => made.ask('a'));
    await turn();
    expect(made.works).toHaveLength(2);
    made.works[1]!.finish({ text: 'newer' });
    const given = await Promise.all(asked);
    expect(given.filter(({ origin }) => origin === 'worked_out')).toHaveLength(1);
    expect(new Set(given.map(({ answer }) => answer.text))).toEqual(new Set(['newer']));
  });

  test('of another question is none of it', async () => {
    const made = openMadeUp();
    const asked = [made.ask('a'), made.ask('b')];
    await turn();
    expect(made.works.map(({ key }) => key)).toEqual(['a', 'b']);
    for (const work of made.works) work.finish({});
    expect((await Promise.all(asked)).map(({ answer }) => answer.text)).toEqual(['a', 'b']);
  });
});
