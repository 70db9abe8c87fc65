/** What may be decided about work items, and when they are due: pure rules. */
import { describe, expect, test } from '@jest/globals';
import { decideStatus, type StatusSetting } from '../../src/work-program/decide-status';
import { describeDue, lastDayDue, quarterOf, requireDue } from '../../src/work-program/due';
import { WorkItemStatus } from '../../src/work-program/work-item-words';
import { problemOf } from '../support/problem-of';

const { NOT_STARTED, IN_PROGRESS, BASICALLY_COMPLETED, COMPLETED } = WorkItemStatus;
const TODAY = '2020-02-29';

const fresh = { status: NOT_STARTED, statusOn: null, year: 2020 };
const begun = { status: IN_PROGRESS, statusOn: '2020-01-10', year: 2020 };
const done = { status: COMPLETED, statusOn: '2020-02-20', year: 2020 };

describe('a status', () => {
  test.each<[string, typeof done | typeof fresh, StatusSetting, unknown]>([
    ['forward, today', begun, { status: COMPLETED }, { status: COMPLETED, statusOn: TODAY, reason: null }],
    ['forward, on a day', fresh, { status: IN_PROGRESS, on: '2019-01-01' }, { statusOn: '2019-01-01' }],
    ['forward on the same day', begun, { status: COMPLETED, on: '2020-01-10' }, { status: COMPLETED }],
    ['back, for a reason', done, { status: IN_PROGRESS, reason: ' Thẩm định lại. ' }, { reason: 'Thẩm định lại.' }],
    ['another day, for a reason', done, { status: COMPLETED, on: '2020-02-25', reason: 'Nhầm ngày' }, {}],
    ['the same again', done, { status: COMPLETED }, null],
    ['the same on the same day', done, { status: COMPLETED, on: '2020-02-20' }, null],
    ['not started when it is not', fresh, { status: NOT_STARTED, on: '2020-02-01' }, null],
  ])('may be set: %s', (_name, before, setting, expected) => {
    const decided = decideStatus(before, setting, TODAY);
    if (expected === null) expect(decided).toBeNull();
    else expect(decided).toMatchObject(expected as object);
  });

  test.each<[string, typeof done, StatusSetting, string, RegExp]>([
    ['in the future', begun, { status: COMPLETED, on: '2020-03-01' }, 'on', /in the future: today is 2020-02-29/],
    ['long before', begun, { status: COMPLETED, on: '2018-12-31' }, 'on', /too early.*on 2019-01-01 or later/],
    ['back without a reason', done, { status: BASICALLY_COMPLETED }, 'reason', /COMPLETED since 2020-02-20\. To go/],
    ['another day without one', done, { status: COMPLETED, on: '2020-02-21', reason: ' ' }, 'reason', /give a/],
    ['before the day of the last', begun, { status: COMPLETED, on: '2020-01-09' }, 'reason', /since 2020-01-10/],
    ['a reason that is too long', done, { status: IN_PROGRESS, reason: 'x'.repeat(1_001) }, 'reason', /1001/],
  ])('is refused: %s', (_name, before, setting, argument, message) => {
    const problem = problemOf(() => decideStatus(before, setting, TODAY));
    expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', details: { argument } });
    expect(problem.message).toMatch(message);
  });
});

describe('when it is due', () => {
  test.each([
    [{ dueQuarter: 1, dueOn: null }, 2020, '2020-03-31', '2020-Q1', 1],
    [{ dueQuarter: 2, dueOn: null }, 2020, '2020-06-30', '2020-Q2', 2],
    [{ dueQuarter: 3, dueOn: null }, 2020, '2020-09-30', '2020-Q3', 3],
    [{ dueQuarter: 4, dueOn: null }, 2020, '2020-12-31', '2020-Q4', 4],
    [{ dueQuarter: null, dueOn: '2020-04-01' }, 2020, '2020-04-01', '2020-04-01', 2],
    [{ dueQuarter: null, dueOn: '2020-12-31' }, 2020, '2020-12-31', '2020-12-31', 4],
  ])('%j of %i', (due, year, last, text, quarter) => {
    expect(lastDayDue(due, year)).toBe(last);
    expect(describeDue(due, year)).toBe(text);
    expect(quarterOf(due)).toBe(quarter);
    expect(requireDue(due, year)).toEqual(due);
  });

  test.each([
    [{}, 'dueQuarter', /Say when it is due/],
    [{ dueQuarter: 1, dueOn: '2020-03-01' }, 'dueOn', /not both/],
    [{ dueQuarter: 0 }, 'dueQuarter', /0 is not a quarter/],
    [{ dueQuarter: 5 }, 'dueQuarter', /5 is not a quarter/],
    [{ dueOn: '2021-01-01' }, 'dueOn', /2021-01-01 is not in 2020/],
  ])('is refused: %j', (due, argument, message) => {
    const problem = problemOf(() => requireDue(due, 2020));
    expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', details: { argument } });
    expect(problem.message).toMatch(message);
  });
});
