/** Whole numbers as people write them. */
import { expect, test } from '@jest/globals';
import { readCount } from '../../src/spreadsheet/read-count';

test.each([
  ...([
    ['30 người', 30],
    ['30 đồng chí', 30],
    ['30 đ/c', 30],
    ['30 đại biểu', 30],
    ['30người', 30],
    ['15 ủy viên', 15],
  ] as const),
  ...([
    ['1.587', 1587],
    ['1 587', 1587],
    ['1.234.567', 1234567],
    ['1\u00a0587', 1587],
    ['1\u202f587', 1587],
  ] as const),
  ...([
    ['３０', 30],
    ['30\u200b', 30],
    ["'30", 30],
    [' 30 ', 30],
    ['+30', 30],
    ['030', 30],
    ['30,0', 30],
    ['30.00', 30],
  ] as const),
  ...([
    [30, 30],
    [0, 0],
    ['-5', -5],
    [null, null],
  ] as const),
])('%j is %j', (cell, count) => {
  expect(readCount(cell)).toBe(count);
});

test.each([
  ['1,587', 'may be thousands'],
  ['30/32', 'two numbers'],
  ['30,5', 'not a whole number'],
  ['một trăm', 'not a whole number'],
  ['30-32', 'not a whole number'],
  ['khoảng 30', 'not a whole number'],
  ['30%', 'not a whole number'],
  [30.5, 'not a whole number'],
  [true, 'not a whole number'],
  [new Date('2025-02-05'), 'not a whole number'],
])('%j is refused: %s', (cell, reason) => {
  expect(() => readCount(cell)).toThrow(reason);
});
