/** What is refused of work programs, each with one error: its code, the argument at fault, and what to do (P7). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { AddWorkItemDocument, WithdrawWorkItemDocument, WorkProgramDocument } from '../generated/operations';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let of01: string;
/** An item of province 01, one of 02, and one of 01 that was withdrawn. */
let own: { id: string; position: number };
let foreign: string;
let withdrawn: string;

const NEW = { year: 2020, kind: 'TASK' as const, title: 'Báo cáo', dueQuarter: 1 };

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  of01 = await tokenFor(Role.REPORTER, '01');
  const add = async (organization: string) =>
    (await app.ask(AddWorkItemDocument, { input: { ...NEW, organization } })).addWorkItem!;
  own = (await add('01')).workItem;
  foreign = (await add('02')).workItem.id;
  withdrawn = (await add('01')).workItem.id;
  await app.ask(WithdrawWorkItemDocument, { input: { workItemId: withdrawn, reason: 'Gộp.' } });
});
afterAll(() => app.close());

const mutation = (name: string): string =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { position } }`;

type Case = [name: string, query: string, input: () => Record<string, unknown>, code: string, argument: string, RegExp];

const ADD = mutation('addWorkItem');
const CHANGE = mutation('changeWorkItem');
const SET = mutation('setWorkItemStatus');
const WITHDRAW = mutation('withdrawWorkItem');
const reason = 'Vì thế.';
const mine = (more: object) => () => ({ workItemId: own.id, ...more });

const CASES: Case[] = [
  ['no due', ADD, () => ({ ...NEW, dueQuarter: null }), 'BAD_USER_INPUT', 'input.dueQuarter', /Say when it is due/],
  ['both', ADD, () => ({ ...NEW, dueOn: '2020-03-01' }), 'BAD_USER_INPUT', 'input.dueOn', /not both/],
  ['an empty title', ADD, () => ({ ...NEW, title: ' ' }), 'BAD_USER_INPUT', 'input.title', /empty/],
  ['a long title', ADD, () => ({ ...NEW, title: 'ộ'.repeat(501) }), 'BAD_USER_INPUT', 'input.title', /501/],
  ['no year', ADD, () => ({ ...NEW, year: 20 }), 'BAD_USER_INPUT', 'input.year', /20 is not a year/],
  ['number 0', ADD, () => ({ ...NEW, number: 0 }), 'BAD_USER_INPUT', 'input.number', /from 1 to 200/],
  ['number 201', ADD, () => ({ ...NEW, number: 201 }), 'BAD_USER_INPUT', 'input.number', /from 1 to 200/],
  ['a number that is taken', ADD, () => ({ ...NEW, number: 1 }), 'CONFLICT', 'input.number', /taken by "Báo cáo"/],
  ['that of one withdrawn', ADD, () => ({ ...NEW, number: 2 }), 'CONFLICT', 'input.number', /taken/],
  ["another's program", ADD, () => ({ ...NEW, organization: '02' }), 'NOT_FOUND', 'input.organization', /"02"/],
  ["the centre's program", ADD, () => ({ ...NEW, organization: 'VN' }), 'NOT_FOUND', 'input.organization', /"VN"/],
  ['a kind that is none', ADD, () => ({ ...NEW, kind: 'PLAN' }), 'BAD_USER_INPUT', 'input.kind', /PLAN/],
  ['a change without a reason', CHANGE, mine({ title: 'x', reason: ' ' }), 'BAD_USER_INPUT', 'input.reason', /Give a/],
  ['another year', CHANGE, mine({ dueOn: '2021-01-01', reason }), 'BAD_USER_INPUT', 'input.dueOn', /not in 2020/],
  ['a taken number', CHANGE, mine({ number: 2, reason }), 'CONFLICT', 'input.number', /taken/],
  ['an old position', CHANGE, mine({ title: 'x', reason, ifPosition: 1 }), 'CONFLICT', 'input.ifPosition', /changed/],
  ['a status to come', SET, mine({ status: 'COMPLETED', on: '2020-03-01' }), 'BAD_USER_INPUT', 'input.on', /future/],
  ['a garbage id', SET, () => ({ workItemId: 'x', status: 'COMPLETED' }), 'NOT_FOUND', 'input.workItemId', /"x"/],
  ["another's item", SET, () => ({ workItemId: foreign, status: 'COMPLETED' }), 'NOT_FOUND', 'input.workItemId', /id/],
  [
    'one withdrawn',
    SET,
    () => ({ workItemId: withdrawn, status: 'COMPLETED' }),
    'CONFLICT',
    'input.workItemId',
    /again/,
  ],
  [
    'withdrawn twice',
    WITHDRAW,
    () => ({ workItemId: withdrawn, reason }),
    'CONFLICT',
    'input.workItemId',
    /2020-02-29/,
  ],
  ["another's, withdrawn", WITHDRAW, () => ({ workItemId: foreign, reason }), 'NOT_FOUND', 'input.workItemId', /id/],
];

describe('a reporter of province 01 is refused', () => {
  test.each(CASES)('%s', async (_name, query, input, code, argument, message) => {
    const { errors } = await app.send(query, { input: input() }, of01);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toMatchObject({ code, argument });
    expect(errors![0]!.message).toMatch(message);
  });

  test('what is not theirs to read, as if it were not there', async () => {
    for (const organization of ['02', 'VN', 'nowhere']) {
      const { errors } = await app.send(WorkProgramDocument, { year: 2020, organization }, of01);
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', argument: 'organization' } }]);
    }
    const { errors } = await app.send(WorkProgramDocument, { year: 3000 }, of01);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'year' } }]);
  });
});

test("the centre's items need a body that they go to", async () => {
  const { errors } = await app.send(ADD, { input: NEW });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'input.submittedTo' } }]);
});

test('a reader may see, and change nothing', async () => {
  const reader = await tokenFor(Role.VIEWER, '01');
  const { errors } = await app.send(SET, { input: { workItemId: own.id, status: 'COMPLETED' } }, reader);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const { workProgram } = await app.ask(WorkProgramDocument, { year: 2020 }, reader);
  expect(workProgram).toMatchObject({
    total: 1,
    items: { edges: [{ node: { id: own.id, position: own.position, status: 'NOT_STARTED' } }] },
  });
});
