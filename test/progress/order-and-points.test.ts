/** How rows of progress are ordered, and where the points of a timeline lie. */
import { describe, expect, test } from '@jest/globals';
import { sortRows } from '../../src/progress/load-children';
import { pointsOf } from '../../src/progress/load-timeline';
import { Interval, ProgressOrder, type Progress } from '../../src/progress/progress';

const row = (name: string, completed: number, planned: number, overdue = 0) =>
  ({ name, completed, planned, overdue, rate: planned === 0 ? null : completed / planned }) as unknown as Progress;
const namesBy = (order: ProgressOrder): string =>
  sortRows([row('a', 1, 3), row('b', 0, 0), row('c', 2, 3, 5), row('d', 2, 6), row('e', 9, 30, 5)], order)
    .map((each) => (each as unknown as { name: string }).name)
    .join('');

describe('rows', () => {
  test.each([
    [ProgressOrder.CODE, 'abcde'],
    [ProgressOrder.RATE_DESC, 'cdaeb'],
    [ProgressOrder.RATE_ASC, 'eadcb'],
    [ProgressOrder.COMPLETED_DESC, 'ecdab'],
    [ProgressOrder.OVERDUE_DESC, 'ceabd'],
  ])('%s', (order, expected) => {
    expect(namesBy(order)).toBe(expected);
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
