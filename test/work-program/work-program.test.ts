/** Work programs through the API: the demo's figures, mutations with their history, figures as of earlier days (P1, P10). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { CongressEventKind } from '../../src/congress/congress-event-kind';
import { RECORD_CHECKS } from '../../src/record-nouns';
import {
  AddWorkItemDocument,
  ChangeWorkItemDocument,
  LogDocument,
  ProgressDocument,
  SetWorkItemStatusDocument,
  WithdrawWorkItemDocument,
  WorkItemHistoriesDocument,
  WorkProgramDocument,
  type EventKind,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { nodesOf } from '../support/nodes-of';

let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp();
  reporter = await tokenFor(Role.REPORTER);
});
afterAll(() => app.close());

async function programOf(organization: string, asOf?: string, year = 2020) {
  const { workProgram } = await app.ask(WorkProgramDocument, { year, organization, ...(asOf && { asOf }) });
  const { items, withdrawn } = workProgram!;
  return { ...workProgram!, items: nodesOf(items), withdrawn: nodesOf(withdrawn) };
}

/** Adds an item to the program of an organization. */
async function add(organization: string, more: Record<string, unknown> = {}) {
  const input = { organization, year: 2020, kind: 'TASK' as const, title: 'Báo cáo tổng kết', dueQuarter: 1, ...more };
  return (await app.ask(AddWorkItemDocument, { input }, reporter)).addWorkItem!;
}

async function setStatus(workItemId: string, status: string, more: Record<string, unknown> = {}) {
  const input = { workItemId, status: status as 'COMPLETED', ...more };
  return (await app.ask(SetWorkItemStatusDocument, { input }, reporter)).setWorkItemStatus!;
}

describe('the demo on 29 February 2020', () => {
  test('3 of 10 are completed, 7 remain, due in the first two quarters', async () => {
    const { items, ...program } = await programOf('VN');
    expect(program).toMatchObject({
      organization: { code: 'VN' },
      year: 2020,
      asOf: '2020-02-29',
      ...{ total: 10, completed: 3, basicallyCompleted: 3, fullyCompleted: 0, remaining: 7, overdue: 0 },
      byQuarter: [
        { quarter: 1, due: 7, completed: 3, remaining: 4, overdue: 0 },
        { quarter: 2, due: 3, completed: 0, remaining: 3, overdue: 0 },
        { quarter: 3, due: 0, completed: 0, remaining: 0, overdue: 0 },
        { quarter: 4, due: 0, completed: 0, remaining: 0, overdue: 0 },
      ],
      withdrawn: [],
    });
    expect(items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(items.every(({ legalBasis, titleEn }) => legalBasis?.includes('mô phỏng') && titleEn)).toBe(true);
    expect(items.slice(0, 3).map(({ dueOn, dueQuarter }) => dueOn ?? dueQuarter)).toEqual(['2020-03-10', 1, 1]);
  });

  test.each([
    ['2019-12-25', { total: 0, completed: 0 }],
    ['2019-12-26', { total: 10, completed: 0 }],
    ['2020-02-13', { total: 10, completed: 0, remaining: 10 }],
    ['2020-02-14', { total: 10, completed: 1 }],
    ['2020-02-21', { total: 10, completed: 2 }],
    ['2020-02-29', { total: 10, completed: 3, overdue: 0 }],
    ['2020-03-31', { total: 10, completed: 3, overdue: 1 }],
    ['2020-04-01', { total: 10, completed: 3, overdue: 4, remaining: 7 }],
  ])('as of %s', async (asOf, figures) => {
    expect(await programOf('VN', asOf)).toMatchObject({ asOf, ...figures });
  });

  test('each item has its history', async () => {
    const { workProgram } = await app.ask(WorkItemHistoriesDocument, { year: 2020 });
    const history = nodesOf(workProgram!.items)[0]!.history.edges.map(toSeen);
    expect(history.map(({ kind, workItem }) => [kind, workItem.status, workItem.statusOn])).toEqual([
      ['WORK_ITEM_ADDED', 'NOT_STARTED', null],
      ['WORK_ITEM_STATUS_SET', 'IN_PROGRESS', '2020-01-06'],
      ['WORK_ITEM_STATUS_SET', 'BASICALLY_COMPLETED', '2020-02-14'],
    ]);
    expect(history.map(({ previousCursor }) => previousCursor)).toEqual([null, history[0]!.cursor, history[1]!.cursor]);
    const newest = await app.ask(WorkItemHistoriesDocument, { year: 2020, last: 1 });
    expect(nodesOf(newest.workProgram!.items)[0]!.history.edges.map(toSeen)).toEqual(history.slice(2));
  });

  test('a year without a program has a total of 0; of another day items have other ids', async () => {
    expect(await programOf('VN', undefined, 2021)).toMatchObject({ total: 0, completed: 0, items: [] });
    const [now, then] = [await programOf('VN'), await programOf('VN', '2020-01-31')];
    expect(new Set([...now.items, ...then.items].map(({ id }) => id)).size).toBe(20);
  });
});

describe('a program that is entered late', () => {
  test('counts from its year on, and as of each day by what is known now', async () => {
    const { workItem } = await add('25', { dueQuarter: null, dueOn: '2020-02-10' });
    const { id } = workItem;
    expect(workItem).toMatchObject({ number: 1, status: 'NOT_STARTED', dueOn: '2020-02-10', overdue: true });
    await setStatus(id, 'IN_PROGRESS', { on: '2020-01-15' });
    await setStatus(id, 'COMPLETED', { on: '2020-02-12' });
    expect(await programOf('25', '2019-12-31')).toMatchObject({ total: 0 });
    expect(await programOf('25', '2020-01-01')).toMatchObject({ total: 1, items: [{ status: 'NOT_STARTED' }] });
    expect(await programOf('25', '2020-02-11')).toMatchObject({ completed: 0, overdue: 1 });
    expect(await programOf('25', '2020-02-12')).toMatchObject({ completed: 1, fullyCompleted: 1, overdue: 0 });
    await setStatus(id, 'COMPLETED', { on: '2020-02-20', reason: 'Ngày ghi nhầm.' });
    const then = await programOf('25', '2020-02-15');
    expect(then).toMatchObject({
      completed: 0,
      overdue: 1,
      items: [{ status: 'IN_PROGRESS', statusOn: '2020-01-15' }],
    });
    expect(await programOf('25')).toMatchObject({ completed: 1, items: [{ statusOn: '2020-02-20' }] });
  });

  test('an id of another day names the same item', async () => {
    const then = await programOf('25', '2020-02-15');
    const again = await setStatus(then.items[0]!.id, 'COMPLETED');
    expect(again.workItem).toMatchObject({ statusOn: '2020-02-20' });
  });
});

describe('an item', () => {
  test('is changed for a reason; what is absent stays, what is empty goes', async () => {
    const { workItem } = await add('26', { titleEn: 'Report', legalBasis: 'Kết luận', submittedTo: 'SECRETARIAT' });
    const input = { workItemId: workItem.id, dueOn: '2020-04-15', titleEn: '', kind: null, reason: 'Do dịch.' };
    const { changeWorkItem } = await app.ask(ChangeWorkItemDocument, { input }, reporter);
    const { id, number, kind, title, legalBasis, submittedTo } = workItem;
    expect(changeWorkItem!.workItem).toMatchObject({
      ...{ id, number, kind, title, legalBasis, submittedTo },
      ...{ titleEn: null, dueQuarter: null, dueOn: '2020-04-15' },
      position: changeWorkItem!.position,
    });
    const same = await app.ask(ChangeWorkItemDocument, { input }, reporter);
    expect(same.changeWorkItem).toEqual(changeWorkItem);
  });

  test('is withdrawn for a reason: from that day on it counts nowhere, and it stays to be seen (P10)', async () => {
    const kept = await add('27', { number: 5 });
    const { workItem } = await add('27');
    expect(workItem.number).toBe(6);
    const input = { workItemId: workItem.id, reason: 'Gộp vào nhiệm vụ số 5.' };
    const { withdrawWorkItem } = await app.ask(WithdrawWorkItemDocument, { input }, reporter);
    expect(withdrawWorkItem!.workItem).toMatchObject({ withdrawnOn: '2020-02-29', overdue: false });
    const program = await programOf('27');
    expect(program).toMatchObject({ total: 1, remaining: 1, items: [{ id: kept.workItem.id }] });
    expect(program.withdrawn).toMatchObject([{ id: workItem.id, withdrawnOn: '2020-02-29' }]);
    expect(await programOf('27', '2020-02-28')).toMatchObject({ total: 2, withdrawn: [] });
    expect(await programOf('27', '2020-07-01')).toMatchObject({ total: 1, overdue: 1 });
    const { workProgram } = await app.ask(WorkItemHistoriesDocument, { year: 2020, organization: '27' });
    const last = nodesOf(workProgram!.withdrawn)[0]!.history.edges.at(-1)?.node;
    expect(last).toMatchObject({ kind: 'WORK_ITEM_WITHDRAWN', reason: input.reason, by: 'REPORTER of VN' });
    expect((await add('27')).workItem.number).toBe(7);
  });

  test('under one idempotency key is added once; the same status again is one event', async () => {
    const first = await add('30', { idempotencyKey: 'work-30' });
    expect(await add('30', { idempotencyKey: 'work-30' })).toEqual(first);
    const set = await setStatus(first.workItem.id, 'IN_PROGRESS', { on: '2020-02-20' });
    expect(await setStatus(first.workItem.id, 'IN_PROGRESS')).toEqual(set);
    expect(set.position).toBe(first.position + 1);
    expect(await programOf('30')).toMatchObject({ total: 1, position: set.position });
  });

  test('is no congress: neither progress nor the events of congresses know of it; the log does', async () => {
    const count = async (kinds?: EventKind[]) =>
      (await app.ask(LogDocument, { within: '31', kinds })).events!.totalCount;
    const congresses = Object.values(CongressEventKind).map((kind): EventKind =>
      kind === CongressEventKind.DAY_TURNED ? kind : `CONGRESS_${kind}`,
    );
    const before = [await count(congresses), await count(['WORK_ITEM_ADDED']), await count()] as const;
    expect(before[0]).toBeGreaterThan(0);
    const { progress } = await app.ask(ProgressDocument, { within: '31' });
    await add('31');
    expect([await count(congresses), await count(['WORK_ITEM_ADDED']), await count()]).toEqual([
      before[0],
      before[1] + 1,
      before[2] + 1,
    ]);
    const after = (await app.ask(ProgressDocument, { within: '31' })).progress!;
    expect({ ...after, byLevel: [], position: 0, cursor: '' }).toMatchObject({
      ...{ planned: progress!.planned, completed: progress!.completed, overdue: progress!.overdue },
    });
  });
});

test('what `giaoban verify` checks of records holds after all that', async () => {
  expect(RECORD_CHECKS.map(({ what }) => what)).toContain('record work_item');
  for (const { sql } of RECORD_CHECKS) expect(await app.app.dataSource.query(sql, [100])).toEqual([]);
});
