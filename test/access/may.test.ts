/** Who may see and change what (P7), as a table. */
import { describe, expect, test } from '@jest/globals';
import { may } from '../../src/access/may';
import { Role, type Viewer } from '../../src/access/viewer';

const VN = [1];
const HANOI = [1, 7];
const DISTRICT = [1, 7, 70];
const WARD = [1, 7, 70, 700];
/** Ends with the id of the province, but lies elsewhere; begins like it, but is another. */
const ELSEWHERE = [1, 8, 7];
const OTHER = [1, 77];
const NOWHERE: number[] = [];

const viewer = (role: Role, path: readonly number[], publicTotals = false): Viewer => ({
  subject: 'somebody',
  role,
  path,
  publicTotals,
});

type Case = [what: string, viewer: Viewer, path: readonly number[], see: boolean, seeTotals: boolean, change: boolean];

const { VIEWER, REPORTER, ADMIN } = Role;

const CASES: Case[] = [
  ['a reader of the country, its root', viewer(VIEWER, VN), VN, true, true, false],
  ['a reader of the country, a ward', viewer(VIEWER, VN), WARD, true, true, false],
  ['a reader of a province, itself', viewer(VIEWER, HANOI), HANOI, true, true, false],
  ['a reporter of a province, itself', viewer(REPORTER, HANOI), HANOI, true, true, true],
  ['a reporter of a province, a ward of it', viewer(REPORTER, HANOI), WARD, true, true, true],
  ['an administrator of a province, a ward of it', viewer(ADMIN, HANOI), WARD, true, true, true],
  ['a reporter of a province, the root', viewer(REPORTER, HANOI), VN, false, false, false],
  ['a reporter of a province, the root, totals public', viewer(REPORTER, HANOI, true), VN, false, true, false],
  ['a reporter of a province, another one', viewer(REPORTER, HANOI), OTHER, false, false, false],
  ['a reporter of a province, another one, totals public', viewer(REPORTER, HANOI, true), OTHER, false, false, false],
  ['an administrator of a province, another one', viewer(ADMIN, HANOI, true), OTHER, false, false, false],
  ['a reporter, the same id elsewhere in the tree', viewer(REPORTER, HANOI, true), ELSEWHERE, false, false, false],
  ['a reporter of a ward, its district', viewer(REPORTER, WARD), DISTRICT, false, false, false],
  ['a reporter of a ward, its district, totals public', viewer(REPORTER, WARD, true), DISTRICT, false, true, false],
  ['a reporter of a ward, a ward beside it', viewer(REPORTER, WARD, true), [1, 7, 70, 701], false, false, false],
  ['a reporter, nothing at all', viewer(REPORTER, HANOI), NOWHERE, false, false, false],
  ['someone without an organization, the root', viewer(ADMIN, NOWHERE, true), VN, false, false, false],
  ['someone without an organization, nothing at all', viewer(ADMIN, NOWHERE), NOWHERE, false, false, false],
];

const CLOSERS: [what: string, viewer: Viewer, path: readonly number[], close: boolean][] = [
  ['an administrator of the country, a province', viewer(ADMIN, VN), HANOI, true],
  ['an administrator of the country, a ward', viewer(ADMIN, VN), WARD, true],
  ['an administrator of the country, its root', viewer(ADMIN, VN), VN, false],
  ['an administrator of a province, a district of it', viewer(ADMIN, HANOI), DISTRICT, true],
  ['an administrator of a province, itself', viewer(ADMIN, HANOI), HANOI, false],
  ['an administrator of a province, the root, totals public', viewer(ADMIN, HANOI, true), VN, false],
  ['an administrator of a province, another one', viewer(ADMIN, HANOI, true), OTHER, false],
  [
    'an administrator of a province, the same id elsewhere in the tree',
    viewer(ADMIN, HANOI),
    [...ELSEWHERE, 70],
    false,
  ],
  ['a reporter of the country, a province', viewer(REPORTER, VN), HANOI, false],
  ['a reader of the country, a province', viewer(VIEWER, VN), HANOI, false],
  ['an administrator of nothing, a province', viewer(ADMIN, NOWHERE), HANOI, false],
];

describe('P7: may', () => {
  test.each(CLOSERS)('close: %s', (_what, who, path, close) => {
    expect(may(who).close(path)).toBe(close);
  });

  test.each([
    ['an administrator of a province, its own', viewer(ADMIN, HANOI), HANOI, true],
    ['an administrator of the country, a province', viewer(ADMIN, VN), HANOI, true],
    ['an administrator of a province, another one', viewer(ADMIN, HANOI, true), OTHER, false],
    ['an administrator of a province, the country', viewer(ADMIN, HANOI, true), VN, false],
    ['a reporter of the country', viewer(REPORTER, VN), VN, false],
    ['a reader of the country', viewer(VIEWER, VN), VN, false],
    ['an administrator of nothing', viewer(ADMIN, NOWHERE), VN, false],
  ])('publish: %s', (_what, who, path, publish) => {
    expect(may(who).publish(path)).toBe(publish);
  });

  test.each(CASES)('%s', (_what, who, path, see, seeTotals, change) => {
    const rights = may(who);
    expect({ see: rights.see(path), seeTotals: rights.seeTotals(path), change: rights.change(path) }).toEqual({
      see,
      seeTotals,
      change,
    });
  });

  test.each([
    ['an administrator of the country', viewer(ADMIN, VN), true],
    ['a reporter of the country', viewer(REPORTER, VN), false],
    ['a reader of the country', viewer(VIEWER, VN), false],
    ['an administrator of a province', viewer(ADMIN, HANOI), false],
    ['an administrator of nothing', viewer(ADMIN, NOWHERE), false],
  ])('%s turns the day: %#', (_who, who, expected) => {
    expect(may(who).turnDay()).toBe(expected);
  });
});
