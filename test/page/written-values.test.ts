/** How values that need not be whole are written, months are counted, and quarters are named. */
import { describe, expect, test } from '@jest/globals';
import { monthsHeld, nextMonth } from '../../dashboard/src/briefing/months-held';
import { addMonths, writeMonthOfYear } from '../../dashboard/src/months';
import { quarterOf, romanOf } from '../../dashboard/src/records/quarters';
import { writeDifference, writePercentage, writeValue } from '../../dashboard/src/values';

describe('values', () => {
  test.each([
    [46.5, '46,5', '46.5'],
    [1_174, '1.174', '1,174'],
    [1_174.256, '1.174,26', '1,174.26'],
    [2.005, '2,01', '2.01'],
    [-0.5, '−0,5', '−0.5'],
    [-0.001, '0', '0'],
    [0.05, '0,05', '0.05'],
  ])('%d', (value, vi, en) => {
    expect([writeValue(value, 'vi'), writeValue(value, 'en')]).toEqual([vi, en]);
  });

  test.each([
    [20.7, '20,7'],
    [50, '50,0'],
    [0, '0'],
    [100, '100'],
    [99.9, '99,9'],
  ])('%d per cent', (value, written) => {
    expect(writePercentage(value, 'vi')).toBe(written);
  });

  test('differences say their direction', () => {
    expect([15.3, 0, -0.5].map((change) => writeDifference(change, 'vi'))).toEqual(['+15,3', '0', '−0,5']);
  });
});

test('months are counted over the years, and written as papers write them', () => {
  expect([addMonths('2020-12', 1), addMonths('2020-01', -1), addMonths('2020-03', 0)]).toEqual([
    '2021-01',
    '2019-12',
    '2020-03',
  ]);
  expect(['2020-02', '2020-03', '2020-12'].map((month) => writeMonthOfYear(month, 'vi'))).toEqual([
    'tháng 02/2020',
    'tháng 3/2020',
    'tháng 12/2020',
  ]);
  expect(writeMonthOfYear('2020-02', 'en')).toBe('February 2020');
});

test('briefings are held from the month after the beginning to the month after today, the newest first', () => {
  expect(monthsHeld({ startsOn: '2019-12-15', today: '2020-02-29' })).toEqual(['2020-03', '2020-02', '2020-01']);
  expect(monthsHeld({ startsOn: '2020-01-01', today: '2019-11-30' })).toEqual([]);
  expect(nextMonth({ today: '2020-12-31' })).toBe('2021-01');
});

test('an item is due in its quarter, or in that of its day', () => {
  expect(romanOf(2)).toBe('II');
  expect(quarterOf({ dueQuarter: 4, dueOn: null }, 2020)).toBe(4);
  const days = ['2020-03-31', '2020-04-01', '2020-12-31', '2021-01-04'];
  expect(days.map((dueOn) => quarterOf({ dueQuarter: null, dueOn }, 2020))).toEqual([1, 2, 4, undefined]);
});
