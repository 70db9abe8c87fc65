/** How rows of progress are ordered, and where the points of a timeline lie. */
import { describe, expect, test } from '@jest/globals';
import { COMPARISONS, keyOf } from '../../src/progress/order-children';
import { pointsOf } from '../../src/progress/load-timeline';
import { Interval, ProgressOrder } from '../../src/progress/progress';

const row = (code: string, name: string, completed: number, planned: number, overdue = 0) => ({
  ...{ code, name, completed, planned, overdue },
});
const ROWS = [
  row('e', 'Đắk Nông', 9, 30, 5),
  row('b', 'Điện Biên', 0, 0),
  row('a', 'Êa', 1, 3),
  row('d', 'Đà Nẵng', 2, 6),
  row('c', 'Dũng', 2, 3, 5),
];
const codesBy = (order: ProgressOrder): string =>
  ROWS.map((each) => ({ key: keyOf(order, each), code: each.code }))
    .sort((a, b) => COMPARISONS[order](a.key, b.key))
    .map(({ code }) => code)
    .join('');

describe('rows', () => {
  test.each([
    [ProgressOrder.CODE, 'abcde'],
    [ProgressOrder.NAME, 'cdeba'],
    [ProgressOrder.RATE_DESC, 'cdaeb'],
    [ProgressOrder.RATE_ASC, 'eadcb'],
    [ProgressOrder.COMPLETED_DESC, 'ecdab'],
    [ProgressOrder.OVERDUE_DESC, 'ceabd'],
  ])('%s', (order, expected) => {
    expect(codesBy(order)).toBe(expected);
  });
});

describe('points', () => {
  test('weeks end on Sunday, and the last point is the last day', () => {
    expect(pointsOf('2020-02-20', '2020-03-04', Interval.WEEK)).toEqual(['2020-02-23', '2020-03-01', '2020-03-04']);
  });

  test('months end on their last day, in a leap year too', () => {
    expect(pointsOf('2020-01-01', '2020-03-31', Interval.MONTH)).toEqual(['2020-01-31', '2020-02-29', '2020-03-31']);
  });

  test('days are all of them', () => {
    expect(pointsOf('2020-02-28', '2020-03-01', Interval.DAY)).toEqual(['2020-02-28', '2020-02-29', '2020-03-01']);
  });
});
