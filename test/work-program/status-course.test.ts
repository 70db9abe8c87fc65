/** Which status a work item had on which day, by what is known now. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day } from '../../src/day';
import { statusAsOf, type StatusRecorded } from '../../src/work-program/status-course';
import { WorkItemStatus } from '../../src/work-program/work-item-words';

const { NOT_STARTED, IN_PROGRESS, BASICALLY_COMPLETED, COMPLETED } = WorkItemStatus;

const recorded = (...steps: [WorkItemStatus, Day | null][]): StatusRecorded[] =>
  steps.map(([status, statusOn]) => ({ status, statusOn }));

/** The status on each of the days. */
const on = (steps: StatusRecorded[], ...days: Day[]): WorkItemStatus[] =>
  days.map((day) => statusAsOf(steps, day).status);

describe('the status as of a day', () => {
  test('is NOT_STARTED before anything was said, also when the item was changed otherwise', () => {
    const steps = recorded([NOT_STARTED, null], [NOT_STARTED, null]);
    expect(statusAsOf(steps, '2020-02-29')).toEqual({ status: NOT_STARTED, statusOn: null });
  });

  test('is the one reached last by then, from the very day on', () => {
    const steps = recorded([NOT_STARTED, null], [IN_PROGRESS, '2020-01-10'], [COMPLETED, '2020-02-20']);
    const days = ['2020-01-09', '2020-01-10', '2020-02-19', '2020-02-20', '2020-12-31'];
    expect(on(steps, ...days)).toEqual([NOT_STARTED, IN_PROGRESS, IN_PROGRESS, COMPLETED, COMPLETED]);
    expect(statusAsOf(steps, '2020-02-19')).toEqual({ status: IN_PROGRESS, statusOn: '2020-01-10' });
  });

  test('follows a day that was corrected to a later one: it was not completed in between', () => {
    const steps = recorded([IN_PROGRESS, '2020-01-10'], [COMPLETED, '2020-02-20'], [COMPLETED, '2020-02-25']);
    expect(on(steps, '2020-02-22', '2020-02-25')).toEqual([IN_PROGRESS, COMPLETED]);
  });

  test('follows a day that was corrected to an earlier one', () => {
    const steps = recorded([IN_PROGRESS, '2020-01-10'], [COMPLETED, '2020-02-20'], [COMPLETED, '2020-02-15']);
    expect(on(steps, '2020-02-14', '2020-02-15')).toEqual([IN_PROGRESS, COMPLETED]);
  });

  test('keeps what was so until it went back', () => {
    const steps = recorded([BASICALLY_COMPLETED, '2020-02-20'], [IN_PROGRESS, '2020-02-25']);
    expect(on(steps, '2020-02-22', '2020-02-25')).toEqual([BASICALLY_COMPLETED, IN_PROGRESS]);
  });

  test('forgets what turned out never to have been so', () => {
    const steps = recorded([COMPLETED, '2020-02-20'], [IN_PROGRESS, '2020-02-10']);
    expect(on(steps, '2020-02-09', '2020-02-10', '2020-02-25')).toEqual([NOT_STARTED, IN_PROGRESS, IN_PROGRESS]);
  });
});

describe('whatever was recorded', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2020-01-01', days));
  const status = fc.constantFrom(...Object.values(WorkItemStatus));

  test('the last entry says what is so from its day on, and entries that change no status change nothing', () => {
    const steps = fc.array(fc.record({ status, statusOn: day }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, day, (all, then) => {
        const last = all.at(-1)!;
        expect(statusAsOf(all, last.statusOn)).toEqual(last);
        expect(statusAsOf(all, '2020-12-31')).toEqual(last);
        expect(statusAsOf([...all, last], then)).toEqual(statusAsOf(all, then));
      }),
    );
  });

  test('where days rise and statuses differ, it is the newest entry whose day has come', () => {
    const days = fc.uniqueArray(day, { minLength: 1, maxLength: 8 }).map((unsorted) => [...unsorted].sort());
    const steps = fc
      .tuple(days, fc.array(status, { minLength: 8, maxLength: 8 }))
      .map(([sorted, statuses]) => sorted.map((statusOn, index) => ({ status: statuses[index]!, statusOn })))
      .filter((all) => all.every((each, index) => each.status !== all[index - 1]?.status));
    fc.assert(
      fc.property(steps, day, (all, then) => {
        const newest = all.findLast(({ statusOn }) => statusOn <= then);
        expect(statusAsOf(all, then).status).toBe(newest?.status ?? NOT_STARTED);
      }),
    );
  });
});
