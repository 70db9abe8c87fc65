/** P5, P9: how subscribers are let in, fed at their own pace, and brought back to the others. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Filter } from '../../src/feed/filter';
import { MOST_BEHIND_BYTES } from '../../src/feed/outlet';
import { CollectingOutlet } from '../support/collecting-outlet';
import { spyStatements } from '../support/spy-statements';
import { openWrittenLog } from '../support/written-log';

const ROOT = 1;
const OWN = 2;
const WITHIN = 3;
const EVERYTHING: Filter = { through: [], labels: [] };

let log: Awaited<ReturnType<typeof openWrittenLog>>;

beforeAll(async () => {
  log = await openWrittenLog();
});
afterAll(() => log.close());

/** Answers for the positions in the range, each naming the one before. */
const chain = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${first + index}<${first + index - 1}`);

describe('one who comes', () => {
  test('without a cursor gets what is new; with one, what came after it first', async () => {
    const start = await log.write(4);
    const fresh = await log.join({ filter: EVERYTHING });
    const resumed = await log.join({ filter: EVERYTHING, after: start - 2 });
    const end = await log.write(3);
    await Promise.all([fresh.outlet.waitFor(3), resumed.outlet.waitFor(5)]);
    expect(fresh.outlet.answers).toEqual(chain(start + 1, end));
    expect(resumed.outlet.answers).toEqual(chain(start - 1, end));
    fresh.leave();
    resumed.leave();
  });

  test('with a cursor between two that match is told of the cursor as the one before, once', async () => {
    const filter = { through: [WITHIN], labels: [] };
    await log.write(1, { path: [ROOT, WITHIN] });
    const start = await log.write(2);
    const first = await log.join({ filter, after: start });
    const second = await log.join({ filter, after: start });
    const third = await log.join({ filter, after: start - 1 });
    const end = await log.write(2, { path: [ROOT, WITHIN] });
    for (const { outlet } of [first, second, third]) await outlet.waitFor(2);
    const expected = [`${end - 1}<${start}`, `${end}<${end - 1}`];
    expect(first.outlet.answers).toEqual(expected);
    expect(second.outlet.answers).toEqual(expected);
    expect(third.outlet.answers).toEqual([`${end - 1}<${start - 1}`, expected[1]]);
    expect(log.executed.filter((text) => text.startsWith(`${end}<`))).toHaveLength(1);
    expect(log.executed.filter((text) => text === expected[0])).toHaveLength(1);
    for (const { leave } of [first, second, third]) leave();
  });

  test('with a cursor ahead of the log is told RESYNC, and nobody is disturbed', async () => {
    const other = await log.join({ filter: EVERYTHING });
    await expect(log.join({ filter: EVERYTHING, after: log.place().position + 1 })).rejects.toMatchObject({
      code: 'RESYNC',
      details: { argument: 'after' },
    });
    const end = await log.write(1);
    expect((await other.outlet.waitFor(1)).map(({ position }) => position)).toEqual([end]);
    other.leave();
  });

  test('many, from far back and from many places, share what is read of the log', async () => {
    const start = log.place().position;
    const end = await log.write(3_000);
    await log.restart();
    const { statements, stop } = spyStatements();
    const places = Array.from({ length: 40 }, (_, index) => start + index * 7);
    const joined = await Promise.all(places.map((after) => log.join({ filter: EVERYTHING, after })));
    await Promise.all(joined.map(({ outlet }, index) => outlet.waitFor(end - places[index]!)));
    stop();
    joined.forEach(({ outlet }, index) => {
      expect(outlet.answers).toEqual(chain(places[index]! + 1, end));
    });
    // The first page of each is its own; from then on all pages end at the same places.
    const reads = statements.filter((text) => text.includes('SELECT position, mark FROM log_entry'));
    expect(reads.length).toBeLessThan(places.length + 3_000 / 256);
    for (const { leave } of joined) leave();
  });
});

describe('one who takes nothing', () => {
  /** Large enough that a few of them are more than one may be behind. */
  const large = (position: number, previous: number | undefined): string =>
    `${position}<${previous ?? ''}`.padEnd(MOST_BEHIND_BYTES / 8, '.');

  test('is handed no more than the bound, disturbs nobody, and gets everything in order when it takes again', async () => {
    const filter = { through: [], labels: ['large'] };
    const slow = new CountingOutlet();
    const fast = await log.join({ filter, answer: large });
    const { leave } = await log.join({ filter, answer: large }, slow);
    const start = log.place().position;
    const end = await log.write(100, { labels: ['large'] });
    await fast.outlet.waitFor(100);
    expect(slow.backlog).toBeGreaterThan(MOST_BEHIND_BYTES);
    expect(slow.backlog).toBeLessThanOrEqual(MOST_BEHIND_BYTES * 1.125 + 64);
    while (slow.received.length < 100) {
      const count = slow.received.length;
      slow.drain();
      await slow.waitFor(count + 1);
    }
    expect(slow.answers.map((text) => text.replaceAll('.', ''))).toEqual(chain(start + 1, end));
    slow.drain();
    const last = await log.write(1, { labels: ['large'] });
    await slow.waitFor(101);
    expect(slow.answers.at(-1)).toBe(large(last, end));
    expect(log.executed.filter((text) => text.startsWith(`${last}<`))).toHaveLength(1);
    leave();
    fast.leave();
  });
});

/** Takes nothing until it is drained. */
class CountingOutlet extends CollectingOutlet {
  override send(rendered: Parameters<CollectingOutlet['send']>[0]): void {
    for (const { answer } of rendered) this.backlog += answer.length;
    super.send(rendered);
  }
}

describe('what has come to lie out of reach', () => {
  test('ends the stream with NOT_FOUND instead of silence, and is not delivered (P7)', async () => {
    const filter = { through: [WITHIN], labels: [], own: OWN };
    const { outlet } = await log.join({ filter });
    const seen = await log.write(1, { path: [ROOT, OWN, WITHIN] });
    await log.write(1, { path: [ROOT, 9, WITHIN] });
    expect(await outlet.ended).toBe('NOT_FOUND');
    expect(outlet.received.map(({ position }) => position)).toEqual([seen]);
  });
});
