/** What pages are written from: questions that are asked side by side, and answers of one moment; written once for the same answers. */
import { describe, expect, test } from '@jest/globals';
import type { OpenPage, PageQuestion, PageRequest } from '../../src/page/dashboard';
import { PageWriter, type ToldAnswer } from '../../src/page/page-writer';

const REQUEST: PageRequest = {
  path: '/',
  search: '',
  language: 'vi',
  assets: { base: '/page/1/' },
  mayRead: true,
  hasExplorers: true,
  map: { columns: 1, rows: 1, tiles: [] },
  version: '1',
};

/** A log with a value for each question; whoever asks is told it at the newest position. */
class Log {
  readonly asked: string[] = [];
  position = 1;
  isPassing = false;
  paid = 0;
  private answers = new Map<string, ToldAnswer>();
  /** Done when somebody asks. */
  meanwhile: (query: string) => void = () => undefined;

  readonly asking = {
    ask: async ({ query }: PageQuestion): Promise<ToldAnswer> => {
      this.asked.push(query);
      this.meanwhile(query);
      await Promise.resolve();
      return this.answerTo(query);
    },
    pay: (milliseconds: number) => {
      this.paid += milliseconds;
    },
  };

  private answerTo(query: string): ToldAnswer {
    const { position } = this;
    const key = `${query} ${position}`;
    const known = this.answers.get(key);
    if (known !== undefined && !this.isPassing) return known;
    const told: ToldAnswer = {
      source: {},
      bytes: 10,
      place: { epoch: 'e', position, mark: String(position) },
      isLasting: !this.isPassing,
      read: () => ({ data: { [query]: position } }),
    };
    if (told.isLasting) this.answers.set(key, told);
    return told;
  }
}

const ask = (...queries: string[]): PageQuestion[] => queries.map((query) => ({ query, variables: {} }));

/** Asks two questions, then a third; the page is what it was told. Counts how often it was written. */
function twoRounds(): { openPage: OpenPage; written: () => number } {
  let written = 0;
  return {
    written: () => written,
    *openPage() {
      const first = yield ask('a', 'b');
      const second = yield ask('c');
      written += 1;
      return { status: 200, html: JSON.stringify([...first, ...second].map(({ data }) => data)) };
    },
  };
}

const at = (position: number): string => JSON.stringify(['a', 'b', 'c'].map((query) => ({ [query]: position })));

describe('a page', () => {
  test('is written once for the same answers, and anew when one has changed', async () => {
    const { openPage, written } = twoRounds();
    const writer = new PageWriter(openPage);
    const log = new Log();
    expect((await writer.write(REQUEST, log.asking)).html).toBe(at(1));
    expect((await writer.write(REQUEST, log.asking)).html).toBe(at(1));
    expect([written(), log.asked.join('')]).toEqual([1, 'abcabc']);
    log.position = 2;
    expect((await writer.write(REQUEST, log.asking)).html).toBe(at(2));
    expect(written()).toBe(2);
  });

  test.each([
    ['path', { path: '/o/01' }],
    ['search', { search: '?stage=all' }],
    ['language', { language: 'en' }],
    ['right to read', { mayRead: false }],
  ] as const)('of another %s is another page', async (_what, changed) => {
    const { openPage, written } = twoRounds();
    const writer = new PageWriter(openPage);
    const { asking } = new Log();
    await writer.write(REQUEST, asking);
    await writer.write({ ...REQUEST, ...changed }, asking);
    expect(written()).toBe(2);
  });

  test('is of one moment, though the log goes on between its questions (P13)', async () => {
    const writer = new PageWriter(twoRounds().openPage);
    const log = new Log();
    log.meanwhile = (query) => {
      if (query === 'c' && log.position === 1) log.position = 2;
    };
    expect((await writer.write(REQUEST, log.asking)).html).toBe(at(2));
    expect(log.asked.join('')).toBe('abcabc');
  });

  test('comes all the same where the log goes on all the time', async () => {
    const writer = new PageWriter(twoRounds().openPage);
    const log = new Log();
    log.meanwhile = () => (log.position += 1);
    expect((await writer.write(REQUEST, log.asking)).status).toBe(200);
    expect(log.asked.length).toBeLessThanOrEqual(9);
  });

  test('is not kept when an answer was a failure that passes', async () => {
    const { openPage, written } = twoRounds();
    const writer = new PageWriter(openPage);
    const log = new Log();
    log.isPassing = true;
    await writer.write(REQUEST, log.asking);
    log.isPassing = false;
    await writer.write(REQUEST, log.asking);
    await writer.write(REQUEST, log.asking);
    expect(written()).toBe(2);
  });

  test('is paid for when it is written, and not when it is there', async () => {
    const writer = new PageWriter(twoRounds().openPage);
    const log = new Log();
    await writer.write(REQUEST, log.asking);
    const { paid } = log;
    expect(paid).toBeGreaterThan(0);
    await writer.write(REQUEST, log.asking);
    expect(log.paid).toBe(paid);
  });

  test.each([
    ['without an end', ['a'], Infinity],
    ['too many at once', Array.from({ length: 13 }, () => 'a'), 1],
  ])('that asks %s is none', async (_what, queries, rounds) => {
    const writer = new PageWriter(function* () {
      for (let round = 0; round < rounds; round += 1) yield ask(...queries);
      return { status: 200, html: '' };
    });
    const log = new Log();
    await expect(writer.write(REQUEST, log.asking)).rejects.toThrow('asks too much');
    expect(log.asked.length).toBeLessThanOrEqual(4);
  });
});
