/** The benchmark of answers fails when somebody answers otherwise. */
import { expect, test } from '@jest/globals';
import { requireSame } from '../../bench/answers/compare-answers';
import type { Contender } from '../../bench/answers/contender';
import { WORKS } from '../../bench/answers/works';

const PEER: Contender = { name: 'a peer', kind: 'peer', pid: 0, url: '', requestFor: () => undefined };
const OURS = '{"data":{"progress":{"planned":2,"completed":1}},"extensions":{"position":7}}';

function compare(theirs: string): void {
  const [work] = WORKS;
  if (work === undefined) throw new Error('There is no work.');
  requireSame(PEER, work, theirs, OURS);
}

test('what only we say beside the data is nothing to compare', () => {
  expect(() => {
    compare('{"data": {"progress": {"planned": 2, "completed": 1}}}\n');
  }).not.toThrow();
});

test.each([
  ['another figure', '{"data":{"progress":{"planned":2,"completed":0}}}'],
  ['another order', '{"data":{"progress":{"completed":1,"planned":2}}}'],
  ['a key too many', '{"data":{"progress":{"planned":2,"completed":1,"rate":0.5}}}'],
  ['a key too few', '{"data":{"progress":{"planned":2}}}'],
  ['an error', '{"data":{"progress":{"planned":2,"completed":1}},"errors":[{"message":"No."}]}'],
])('%s fails', (_what, theirs) => {
  expect(() => {
    compare(theirs);
  }).toThrow(/a peer answers otherwise/);
});
