/** Months and years as people write them. */
import { describe, expect, test } from '@jest/globals';
import { findMonth, findMonthOfYear, readMonth, readYear } from '../../src/exchange/read-month';

describe('a month', () => {
  test.each([
    ['2020-02', '2020-02'],
    ['2020-2', '2020-02'],
    ['2020/02', '2020-02'],
    ['2020.02', '2020-02'],
    ['02/2020', '2020-02'],
    ['2/2020', '2020-02'],
    ['02-2020', '2020-02'],
    ['02.2020', '2020-02'],
    ['02 / 2020', '2020-02'],
    ['02 – 2020', '2020-02'],
    ['T2/2020', '2020-02'],
    ['T.02/2020', '2020-02'],
    ['tháng 2/2020', '2020-02'],
    ['Tháng 02 năm 2020', '2020-02'],
    ['THÁNG 02 NĂM 2020', '2020-02'],
    ['tháng 2, 2020', '2020-02'],
    ['Tháng 12-2020', '2020-12'],
    ['Thg2-20', '2020-02'],
    ['Thg 02/2020', '2020-02'],
    ['Năm 2020, tháng 2', '2020-02'],
    ['Năm 2020 – Tháng 2', '2020-02'],
    ['Kỳ báo cáo 02/2020', '2020-02'],
    ['02/2020 (người)', '2020-02'],
    ['02/2020*', '2020-02'],
    ['Feb 2020', '2020-02'],
    ['February 2020', '2020-02'],
    ['Feb-20', '2020-02'],
    ['2020 Feb', '2020-02'],
    ['202002', '2020-02'],
    ['022020', '2020-02'],
    ['102020', '2020-10'],
    ['202010', '2020-10'],
    ['01/02/2020', '2020-02'],
    ['29/02/2020', '2020-02'],
    ['2020-02-01', '2020-02'],
    ['43862', '2020-02'],
  ])('%s is %s', (text, month) => {
    expect(readMonth(text)).toBe(month);
  });

  test.each([
    ...['', '2020', '2', 'tháng 2', '13/2020', '00/2020', '2020-13', '02/20', '15/02/2020', '28/02/2020', '02/01/2020'],
    ...['quý I/2020', 'Q1 2020', '12/2019 - 02/2020', 'Tổng cộng', 'Mar', 'Martian 2020', '132020', '43863', '1e3'],
  ])('"%s" is none', (text) => {
    expect(findMonth(text)).toBeUndefined();
    expect(() => readMonth(text)).toThrow(/is not a month\. Write it as 02\/2020/);
  });
});

test.each([
  ['Tháng 2', 2],
  ['T12', 12],
  ['Thg 2', 2],
  ['Feb', 2],
  ['June', 6],
  ['2', undefined],
  ['Tháng 13', undefined],
  ['Tháng', undefined],
  ['STT', undefined],
])('%s is month %s of a year that is said elsewhere', (text, month) => {
  expect(findMonthOfYear(text)).toBe(month);
});

test('a year has four digits', () => {
  expect([readYear('2020'), readYear(' Năm 2020 '), readYear('1999')]).toEqual([2020, 2020, 1999]);
  for (const text of ['20', '02/2020', '3020', '0020', 'x', '2020-2021']) {
    expect(() => readYear(text)).toThrow(/is not a year/);
  }
});
