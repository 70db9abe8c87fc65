/** How the page writes numbers and days, which stage its large figure is about, and how far ahead or behind somebody is. */
import { describe, expect, test } from '@jest/globals';
import { readAddress, writeAddress } from '../../dashboard/src/address';
import { furthestBehind, paceOf } from '../../dashboard/src/board/pace';
import { stageUnderWay, type StageTallies } from '../../dashboard/src/board/stage';
import { addDays, writeDay, writeMoment } from '../../dashboard/src/days';
import { fittingMap } from '../../dashboard/src/map/country-map';
import { writeChange, writeCount, writeShare } from '../../dashboard/src/numbers';
import map from '../../data/maps/vietnam-2020.json';

describe('numbers', () => {
  test.each([
    [1174, '1.174', '1,174'],
    [52_105, '52.105', '52,105'],
    [1_000_000, '1.000.000', '1,000,000'],
    [999, '999', '999'],
    [0, '0', '0'],
    [-1_234, '−1.234', '−1,234'],
  ])('%d', (count, vi, en) => {
    expect([writeCount(count, 'vi'), writeCount(count, 'en')]).toEqual([vi, en]);
  });

  test.each([
    [295, 1_174, '25,1%'],
    [51_985, 52_105, '99,8%'],
    [52_104, 52_105, '99,9%'],
    [1, 52_105, '0,1%'],
    [0, 92, '0%'],
    [67, 67, '100%'],
    [0, 0, '–'],
  ])('%d of %d', (part, whole, share) => {
    expect(writeShare(part, whole, 'vi')).toBe(share);
  });

  test('changes say their direction', () => {
    expect([34, 0, -2].map((change) => writeChange(change, 'vi'))).toEqual(['+34', '0', '−2']);
  });
});

test('days are texts, and moments are those of a clock in Viet Nam', () => {
  expect([writeDay('2020-02-29', 'vi'), writeDay('2020-02-29', 'en')]).toEqual(['29/02/2020', '29 Feb 2020']);
  expect(addDays('2020-03-01', -1)).toBe('2020-02-29');
  expect(writeMoment('2020-02-29T18:30:00.000Z', 'vi')).toBe('01:30 01/03');
});

const CAMPAIGN = {
  levels: [
    { level: 'CENTRALLY_RUN' as const, name: '', nameEn: null, dueOn: '2020-10-31' },
    { level: 'UPPER_GRASSROOTS' as const, name: '', nameEn: null, dueOn: '2020-08-31' },
    { level: 'GRASSROOTS' as const, name: '', nameEn: null, dueOn: '2020-06-30' },
  ],
};
const tally = (planned: number, completed: number, dueByNow: number) => ({ planned, completed, dueByNow, overdue: 0 });
const FEBRUARY: StageTallies = {
  pilots: tally(1_174, 295, 325),
  pilotsAbove: tally(92, 0, 0),
  grassroots: tally(52_105, 295, 325),
  above: tally(1_309, 0, 0),
  central: tally(67, 0, 0),
};
const DONE = { pilots: tally(1_174, 1_174, 1_174), grassroots: tally(52_105, 52_105, 52_105) };

describe('the stage under way', () => {
  test.each([
    ['pilots while nothing else is due', FEBRUARY, 'pilots'],
    ['the grassroots once they are due', { ...FEBRUARY, grassroots: tally(52_105, 9_000, 9_100) }, 'grassroots'],
    ['the pilots done early', { ...FEBRUARY, pilots: tally(1_174, 1_174, 325) }, 'grassroots'],
    ['the next level when one is done', { ...FEBRUARY, ...DONE, above: tally(1_309, 3, 9) }, 'above'],
    ['what was left over, before what comes next', { ...FEBRUARY, ...DONE, grassroots: tally(9, 8, 9) }, 'grassroots'],
    [
      'the last one when all is done',
      { ...FEBRUARY, ...DONE, above: tally(1, 1, 1), pilotsAbove: tally(0, 0, 0), central: tally(67, 67, 67) },
      'central',
    ],
  ])('%s', (_, tallies, stage) => {
    expect(stageUnderWay(tallies, CAMPAIGN)).toBe(stage);
  });

  test('there is none where nothing is planned', () => {
    const none = tally(0, 0, 0);
    const tallies = { pilots: none, pilotsAbove: none, grassroots: none, above: none, central: none };
    expect(stageUnderWay(tallies, CAMPAIGN)).toBeUndefined();
  });
});

test('the pace is measured against what is due', () => {
  const paces = [
    tally(20, 0, 0),
    tally(20, 3, 0),
    tally(20, 10, 10),
    tally(20, 9, 10),
    tally(20, 7, 10),
    tally(20, 4, 10),
    tally(20, 11, 10),
    tally(20, 13, 10),
    tally(20, 20, 10),
  ].map(paceOf);
  expect(paces).toEqual(['none', 'early-2', 'on', 'late-1', 'late-2', 'late-3', 'early-1', 'early-2', 'done']);
});

test('the furthest behind come first, and those on time not at all', () => {
  const body = (code: string, completed: number, due: number) => ({ code, ...tally(50, completed, due) });
  const behind = furthestBehind([body('a', 9, 10), body('b', 5, 10), body('c', 0, 5), body('d', 10, 10)], 2);
  expect(behind.map(({ code }) => code)).toEqual(['c', 'b']);
});

describe('addresses', () => {
  test.each([
    '/',
    '/?stage=grassroots&by=share',
    '/o/01',
    '/o/01.003.0012/late?lang=en',
    '/o/VN/briefing/2020-03?lang=vi',
    '/?wall',
    '/o/VN/late?level=GRASSROOTS',
  ])('%s is read and written the same', (address) => {
    const { pathname, search } = new URL(address, 'http://there');
    expect(writeAddress(readAddress(pathname, search, 'vi')!)).toBe(address);
  });

  test.each(['/o/', '/o/01/nothing', '/o/01/late/2', '/o/%E0', '/x', '/o/01//late'])('%s leads nowhere', (address) => {
    expect(readAddress(address, '', 'vi')).toBeUndefined();
  });

  test('what belongs to a view stays behind with it; the language and the stage come along', () => {
    const late = readAddress('/o/01/late', '?level=GRASSROOTS&lang=en&stage=above', 'vi')!;
    expect(writeAddress(late, { view: 'feed' })).toBe('/o/01/feed?stage=above&lang=en');
    expect(writeAddress(late, { stage: 'central' })).toBe('/o/01/late?stage=central&lang=en&level=GRASSROOTS');
  });
});

test('a map fits those whom it has a place for, each of them and nobody else', () => {
  const codes = map.tiles.map(({ code }) => code);
  expect(codes).toHaveLength(67);
  expect(fittingMap(map, codes)).toBe(map);
  expect(fittingMap(map, codes.slice(1))).toBeNull();
  expect(fittingMap(map, ['other', ...codes.slice(1)])).toBeNull();
  expect(map.tiles.flatMap(({ parts }) => parts ?? []).map(({ name }) => name)).toEqual(['Hoàng Sa', 'Trường Sa']);
});
