/** The invented work program of the demo country, played to its end. */
import { expect, test } from '@jest/globals';
import type { Day } from '../../src/day';
import { playWorkProgram } from '../../src/demo/play-work-program';
import { countWorkItems } from '../../src/work-program/load-work-program';
import { showWorkItem } from '../../src/work-program/due';
import { WorkItem } from '../../src/work-program/work-item';

function itemsOn(today: Day): WorkItem[] {
  const rows = new Map(
    playWorkProgram()
      .filter(({ recordedAt }) => recordedAt.slice(0, 10) <= today)
      .map(({ key, row }) => [key, row]),
  );
  return [...rows.values()].map((row) => {
    const { due_quarter: dueQuarter, due_on: dueOn, withdrawn_on: withdrawnOn, ...rest } = row;
    return showWorkItem(Object.assign(new WorkItem(), rest, { dueQuarter, dueOn, withdrawnOn }), today);
  });
}

test.each([
  ['2019-12-26', { total: 10, completed: 0, overdue: 0 }],
  ['2020-02-29', { total: 10, completed: 3, basicallyCompleted: 3, fullyCompleted: 0, remaining: 7, overdue: 0 }],
  ['2020-03-31', { total: 10, completed: 6, overdue: 0 }],
  ['2020-04-30', { total: 10, completed: 10, overdue: 0 }],
  ['2020-05-31', { total: 10, completed: 10, basicallyCompleted: 0, fullyCompleted: 10 }],
])('on %s', (today, figures) => {
  expect(countWorkItems(itemsOn(today))).toMatchObject(figures);
});

test('says of itself that it is generated, and why a day was moved', () => {
  const records = playWorkProgram();
  for (const { row } of records) expect(row['legal_basis']).toMatch(/dữ liệu mô phỏng/);
  const changed = records.filter(({ verb }) => verb === 'CHANGED');
  expect(changed.map(({ reason }) => reason)).toEqual([expect.stringContaining('COVID-19')]);
  expect(playWorkProgram()).toEqual(records);
});
