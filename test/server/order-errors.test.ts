/** P20: several errors of one answer come in the order of its document, whichever field was the first to fail. */
import { expect, test } from '@jest/globals';
import { orderErrors } from '../../src/server/order-errors';

const at = (line: number, column: number, ...path: (string | number)[]) => ({ locations: [{ line, column }], path });

test('by line, by column, and then by the place in the lists', () => {
  const errors = [
    at(1, 3, 'a'),
    at(1, 20, 'b', 2, 'c'),
    at(1, 20, 'b', 10, 'c'),
    at(1, 20, 'b', 10, 'd'),
    at(1, 20, 'e', 0),
    at(2, 1, 'f'),
  ];
  for (let turned = 0; turned < errors.length; turned += 1) {
    const mixed = [...errors.slice(turned), ...errors.slice(0, turned)].reverse();
    expect(orderErrors({ errors: mixed, data: null })).toEqual({ errors, data: null });
  }
});

test('what has no place comes first, and an answer with at most one is as it was', () => {
  expect(orderErrors({ errors: [at(1, 3, 'a'), {}] })).toEqual({ errors: [{}, at(1, 3, 'a')] });
  for (const result of [{}, { errors: [at(1, 1, 'a')] }]) expect(orderErrors(result)).toBe(result);
});
