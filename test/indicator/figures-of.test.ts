/** The figures of a month, for each way of adding up. */
import { describe, expect, test } from '@jest/globals';
import { OverMonths, OverOrganizations, type AddingUp } from '../../src/indicator/adding-up';
import { indicatorFiguresOf, type MonthTotal } from '../../src/indicator/figures-of';
import { listMonths, monthsIn } from '../../src/indicator/list-months';
import { problemOf } from '../support/problem-of';

/** Two organizations said something in December, one in January, nobody in February, three in March. */
const TOTALS: MonthTotal[] = [
  { month: '2019-12', sum: 10, count: 2 },
  { month: '2020-01', sum: 6, count: 1 },
  { month: '2020-03', sum: 12, count: 3 },
];

const by = (overOrganizations: keyof typeof OverOrganizations, overMonths: keyof typeof OverMonths): AddingUp => ({
  overOrganizations: OverOrganizations[overOrganizations],
  overMonths: OverMonths[overMonths],
});

describe('figuresOf', () => {
  test.each([
    ['SUM', 'SUM', { inMonth: 12, yearToDate: 18, atEnd: 28 }],
    // Of the months in which anything was said: 6 and 12; with December 10, 6 and 12.
    ['SUM', 'AVERAGE', { inMonth: 12, yearToDate: 9, atEnd: 28 / 3 }],
    // Averages of the months, added up: 6 + 4; with December 5 + 6 + 4.
    ['AVERAGE', 'SUM', { inMonth: 4, yearToDate: 10, atEnd: 15 }],
    // Every value weighs the same: 18 / 4, and 28 / 6.
    ['AVERAGE', 'AVERAGE', { inMonth: 4, yearToDate: 4.5, atEnd: 28 / 6 }],
    ['SUM', 'LAST', { inMonth: 28, yearToDate: 28, atEnd: 28 }],
    ['AVERAGE', 'LAST', { inMonth: 28 / 6, yearToDate: 28 / 6, atEnd: 28 / 6 }],
  ] as const)('over organizations %s, over months %s', (overOrganizations, overMonths, expected) => {
    expect(indicatorFiguresOf(by(overOrganizations, overMonths), TOTALS, '2020-03')).toEqual(expected);
  });

  test('nobody said anything in the month: null there, the year so far beside it', () => {
    expect(indicatorFiguresOf(by('SUM', 'SUM'), TOTALS, '2020-02')).toEqual({
      inMonth: null,
      yearToDate: 6,
      atEnd: 16,
    });
    expect(indicatorFiguresOf(by('SUM', 'SUM'), TOTALS, '2021-01')).toEqual({
      inMonth: null,
      yearToDate: null,
      atEnd: 28,
    });
  });

  test('nobody ever said anything: null everywhere', () => {
    for (const overMonths of ['SUM', 'LAST', 'AVERAGE'] as const) {
      const none = { inMonth: null, yearToDate: null, atEnd: null };
      expect(indicatorFiguresOf(by('AVERAGE', overMonths), TOTALS, '2019-11')).toEqual(none);
      // What was taken back leaves zeros behind.
      expect(indicatorFiguresOf(by('SUM', overMonths), [{ month: '2020-01', sum: 0, count: 0 }], '2020-01')).toEqual(
        none,
      );
    }
  });

  test('zero is a value', () => {
    const zero = [{ month: '2020-01', sum: 0, count: 4 }];
    for (const overMonths of ['SUM', 'LAST', 'AVERAGE'] as const) {
      expect(indicatorFiguresOf(by('AVERAGE', overMonths), zero, '2020-01')).toEqual({
        inMonth: 0,
        yearToDate: 0,
        atEnd: 0,
      });
    }
  });
});

describe('listMonths', () => {
  test('goes from January to the month where nothing is said, and over the turn of a year', () => {
    expect(listMonths({}, '2020-03')).toEqual(['2020-01', '2020-02', '2020-03']);
    expect(listMonths({ from: null, to: '2020-01' }, '2020-03')).toEqual(['2020-01']);
    expect(listMonths({ from: '2019-11', to: '2020-02' }, '2020-03')).toEqual([
      '2019-11',
      '2019-12',
      '2020-01',
      '2020-02',
    ]);
    expect(listMonths({ from: '2015-04' }, '2020-03')).toHaveLength(60);
  });

  test('refuses what is no series, and more than 60 months', () => {
    expect(problemOf(() => listMonths({ from: '2015-03' }, '2020-03'))).toMatchObject({
      code: 'LIMIT',
      details: { argument: 'from', limit: 60, actual: 61 },
    });
    expect(problemOf(() => listMonths({ from: '2020-04' }, '2020-03')).details).toEqual({ argument: 'from' });
  });

  test('counts before it is asked what it will cost', () => {
    expect(monthsIn({})).toBe(12);
    expect(monthsIn({ from: '2019-11', to: '2020-02' })).toBe(4);
    expect(monthsIn({ from: '2019-11' })).toBe(60);
    expect(monthsIn({ from: 'x', to: 'y' })).toBe(60);
  });
});
