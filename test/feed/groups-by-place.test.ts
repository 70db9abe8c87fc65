/** P11: what an entry costs grows with the groups that it may concern, not with all that there are. */
import { expect, test } from '@jest/globals';
import { isOutOfReach, matches, type Filter } from '../../src/feed/filter';
import { GroupsByPlace } from '../../src/feed/groups-by-place';
import { LogEntry } from '../../src/feed/log-entry';

const group = (filter: Partial<Filter>): { filter: Filter } => ({ filter: { through: [], labels: [], ...filter } });

test('finds groups by the path, and does not look at those elsewhere', () => {
  const index = new GroupsByPlace<{ filter: Filter }>();
  let looked = 0;
  for (let id = 1_000; id < 11_000; id += 1) {
    const filter: Filter = { through: [id], labels: [] };
    const elsewhere = { filter };
    index.add(elsewhere);
    Object.defineProperty(elsewhere, 'filter', {
      get: () => {
        looked += 1;
        return filter;
      },
    });
  }
  const anywhere = group({});
  const province = group({ through: [7] });
  const commune = group({ through: [70], own: 7 });
  const own = group({ own: 7 });
  for (const each of [anywhere, province, commune, own]) index.add(each);
  expect(new Set(index.candidates({ path: [1, 7, 70] }))).toEqual(new Set([anywhere, province, commune, own]));
  expect(index.candidates({ path: [1, 8] })).toEqual([anywhere]);
  expect(looked).toBe(0);
  expect(index.candidates({ path: [] })).toHaveLength(10_004);
  expect(index.delete(commune)).toBe(true);
  expect(index.delete(commune)).toBe(false);
  expect(index.candidates({ path: [1, 7, 70] })).not.toContain(commune);
  expect(index.has(own)).toBe(true);
});

test('P17: finds by the path down to a group what was decided above it, and nothing beside it', () => {
  const index = new GroupsByPlace<{ filter: Filter }>();
  const besides = { kinds: ['INDICATOR.DEFINED'], path: [1, 7, 70] };
  const commune = group({ through: [70], labels: ['of its own'], kinds: ['VALUE.RECORDED'], besides });
  index.add(commune);
  const entry = (path: number[], kind = 'INDICATOR.DEFINED') =>
    Object.assign(new LogEntry(), { path, kind, labels: [] });
  const isFound = (each: LogEntry): boolean =>
    index.candidates(each).some(({ filter }) => matches(filter, each) && !isOutOfReach(filter, each));
  expect([[1], [1, 7], [1, 7, 70], [1, 7, 70, 700], []].map((path) => isFound(entry(path)))).toEqual(
    new Array<boolean>(5).fill(true),
  );
  expect([[1, 8], [1, 7, 71], [2]].map((path) => isFound(entry(path)))).toEqual([false, false, false]);
  expect(isFound(entry([1, 7, 70], 'VALUE.RECORDED'))).toBe(false);
  expect(isFound(entry([1, 7], 'VALUE.RECORDED'))).toBe(false);
  expect(index.delete(commune)).toBe(true);
  expect(index.candidates({ path: [1, 7] })).toEqual([]);
  expect(index.candidates({ path: [1, 7, 70] })).toEqual([]);
});

test('a group of several places is found at each of them, once, and nowhere else', () => {
  const index = new GroupsByPlace<{ filter: Filter }>();
  const besides = { kinds: ['ORGANIZATION.RENAMED'], path: [1, 7, 70, 8] };
  const both = group({ throughAny: [70, 8], besides });
  index.add(both);
  expect(index.candidates({ path: [1, 7, 70, 700] })).toEqual([both]);
  expect(index.candidates({ path: [1, 8] })).toEqual([both]);
  expect(index.candidates({ path: [] })).toEqual([both]);
  expect(index.candidates({ path: [1, 7] })).toEqual([both]);
  expect(index.candidates({ path: [1, 9, 90] })).toEqual([]);
  const renamed = (path: number[]): LogEntry =>
    Object.assign(new LogEntry(), { path, kind: 'ORGANIZATION.RENAMED', labels: [] });
  expect(
    [[1], [1, 7], [1, 7, 70], [1, 8, 80], [1, 7, 71], [1, 9]].map((path) => matches(both.filter, renamed(path))),
  ).toEqual([true, true, true, true, false, false]);
  expect(index.has(both)).toBe(true);
  expect(index.all()).toEqual([both]);
  expect(index.delete(both)).toBe(true);
  expect(index.delete(both)).toBe(false);
  expect([[1, 7, 70], [1, 8], []].flatMap((path) => index.candidates({ path }))).toEqual([]);
});
