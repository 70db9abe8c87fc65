/** P5, P7: the history of one thing in pages, from either end, as of the log. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { KIND_NAMES } from '../support/kind-names';
import { expectChain, PAGE, pageBackwards, pageForwards, type ListedPage } from '../support/pages-of-events';
import { expectRefused } from '../support/refusal';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const DECLARED = Array.from({ length: 23 }, (_, index) => index);
const reason = 'Đếm lại.';
const month = '2019-06';
const indicator = 'personnel.cases';

interface CountedPage extends ListedPage {
  totalCount: number;
}

/** How the history of one thing of 02 is asked for, and what finds it in the log. */
interface Thing {
  query: (history: string) => string;
  read: (answer: never) => CountedPage;
  entries: string;
}

const THINGS: Readonly<Record<string, Thing>> = {
  declaration: {
    query: (history) =>
      `reconciliation(within: "02", first: 2) { edges { node { level declaration { ${history} } } } }`,
    read: ({ reconciliation }: { reconciliation: { edges: { node: { level: string | null; declaration: Has } }[] } }) =>
      reconciliation.edges.find(({ node }) => node.level === null)!.node.declaration.history,
    entries: `kind LIKE 'DECLARATION.%' AND body ->> 'level' IS NULL`,
  },
  rating: {
    query: (history) =>
      `qualityRating(year: 2018, within: "02") { bodies(first: 1) { edges { node { rating { ${history} } } } } }`,
    read: ({ qualityRating }: { qualityRating: { bodies: { edges: { node: { rating: Has } }[] } } }) =>
      qualityRating.bodies.edges[0]!.node.rating.history,
    entries: `kind LIKE 'RATING.%' AND body ->> 'year' = '2018'`,
  },
  'work item': {
    query: (history) =>
      `workProgram(year: 2020, organization: "02") { items(first: 3) { edges { node { ${history} } } } }`,
    read: ({ workProgram }: { workProgram: { items: { edges: { node: Has }[] } } }) =>
      workProgram.items.edges[0]!.node.history,
    entries: `kind LIKE 'WORK_ITEM.%'`,
  },
  'indicator value': {
    query: (history) =>
      `indicatorValues(within: "02", code: "${indicator}", month: "${month}", first: 1) { edges { node { ${history} } } }`,
    read: ({ indicatorValues }: { indicatorValues: { edges: { node: Has }[] } }) =>
      indicatorValues.edges[0]!.node.history,
    entries: `kind LIKE 'INDICATOR_VALUE.%' AND body ->> 'month' LIKE '${month}%'`,
  },
  closure: {
    query: (history) => `organization(code: "02.001.0001") { closure { ${history} } }`,
    read: ({ organization }: { organization: { closure: Has } }) => organization.closure.history,
    entries: `kind LIKE 'CLOSURE.%'`,
  },
};

interface Has {
  history: CountedPage;
}

let app: TestApp;
let of02: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off', LIMIT_ANSWER_BYTES: '0' });
  of02 = await tokenFor(Role.ADMIN, '02');
  await changeEachThing();
});
afterAll(() => app.close());

async function tell<Result>(name: string, input: object, selection = 'position'): Promise<Result> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return (await app.ask<Record<string, Result>>(query, { input }, of02))[name]!;
}

/** Turn by turn: the entries of one thing lie apart in the log. */
async function changeEachThing(): Promise<void> {
  const rating = { organization: '02', year: 2018 };
  const grades = { excellent: 1, good: 30, satisfactory: 0, unsatisfactory: 0 };
  const item = { organization: '02', year: 2020, kind: 'TASK', title: 'Báo cáo', dueQuarter: 1 };
  const value = { organization: '02', code: indicator, month };
  const closing = { organization: '02.001.0001', reason };
  const { congresses } = await app.ask<{ congresses: { edges: { node: { status: string } }[] } }>(
    '{ congresses(within: "02.001.0001") { edges { node { status } } } }',
  );
  if (congresses.edges[0]?.node.status !== 'COMPLETED') await tell('cancelCongress', closing);
  await tell('recordRating', { ...rating, finishedOn: '2020-02-20', ...grades });
  const added = await tell<{ workItem: { id: string } }>('addWorkItem', item, 'workItem { id }');
  await tell('recordIndicatorValues', { values: [{ ...value, value: 1 }] });
  for (const index of DECLARED) {
    await tell('recordDeclaration', { organization: '02', completed: index + 1, asOf: '2020-02-20' });
    if (index < 12) await tell('correctRating', { ...rating, good: 31 + index, reason });
    if (index < 21) await tell('changeWorkItem', { workItemId: added.workItem.id, title: `Báo cáo ${index}`, reason });
    if (index < 9) await tell('correctIndicatorValue', { ...value, value: 2 + index, reason });
    const isOpen = index % 2 === 0;
    await tell(isOpen ? 'closeOrganization' : 'reopenOrganization', {
      ...{ ...closing, ...(isOpen ? { on: '2020-02-20' } : {}) },
    });
  }
}

const historyOf = async (name: string, variables: object = {}, fields = PAGE): Promise<CountedPage> => {
  const { query, read } = THINGS[name]!;
  const page = `history(first: $first, after: $after, last: $last, before: $before) { ${fields} }`;
  const text = `query ($first: Int, $after: Cursor, $last: Int, $before: Cursor) { ${query(page)} }`;
  return read((await app.ask<unknown>(text, variables, of02)) as never);
};

describe.each(Object.keys(THINGS))('a history: %s', (name) => {
  let expected: string[];

  beforeAll(async () => {
    const rows = await app.app.dataSource.query<{ position: number; kind: string }[]>(
      `SELECT position, kind FROM log_entry
        WHERE path @> (SELECT ARRAY[id] FROM organization WHERE code = '02') AND actor = 'ADMIN of 02'
          AND ${THINGS[name]!.entries} ORDER BY position`,
    );
    expected = rows.map(({ position, kind }) => `${position} ${KIND_NAMES.get(kind)!.name}`);
    expect(expected.length).toBeGreaterThan(9);
  });
  const said = ({ edges }: Pick<ListedPage, 'edges'>) => edges.map(({ node }) => `${node.position} ${node.kind}`);

  test.each([1, 4, 10, 200])('comes in pages of %d, forwards and backwards, each event once', async (size) => {
    const asked = { ask: (range: object) => historyOf(name, range), total: expected.length, size };
    for (const { edges, pages } of [await pageForwards(asked), await pageBackwards(asked)]) {
      expect(said({ edges })).toEqual(expected);
      expectChain(edges);
      expect(pages).toBe(Math.ceil(expected.length / size));
    }
  });

  test('is the first ten when nothing is asked for, counts all, and is complete to its end', async () => {
    const usual = await historyOf(name, {}, `totalCount ${PAGE}`);
    expect(said(usual)).toEqual(expected.slice(0, 10));
    expect(usual.totalCount).toBe(expected.length);
    expect(usual.pageInfo).toMatchObject({ hasNextPage: expected.length > 10, hasPreviousPage: false });
    const { position: head } = (
      await app.app.dataSource.query<[{ position: number }]>('SELECT position FROM log_head')
    )[0];
    expect((await historyOf(name, { last: 3 })).position).toBe(head);
  });

  test('lies between two cursors, of whatever events of the log', async () => {
    const all = (await historyOf(name, { first: 200 })).edges;
    const [after, before] = [all[2]!.cursor, all[7]!.cursor];
    expect(said(await historyOf(name, { after, before }))).toEqual(expected.slice(3, 7));
    expect(said(await historyOf(name, { first: 2, after, before }))).toEqual(expected.slice(3, 5));
    const last = await historyOf(name, { last: 2, after, before });
    expect(said(last)).toEqual(expected.slice(5, 7));
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
    expect(last.edges[0]!.previousCursor).toBe(all[4]!.cursor);
    // An entry of something else: the place counts, and the first event after it names it.
    const [other] = await app.app.dataSource.query<[{ position: number; mark: string }]>(
      `SELECT position, mark FROM log_entry WHERE position < $1 AND NOT (${THINGS[name]!.entries}) ORDER BY position DESC LIMIT 1`,
      [all[5]!.node.position],
    );
    const elsewhere = Buffer.from(`m${other.mark}:${other.position}`).toString('base64url');
    const rest = await historyOf(name, { first: 200, after: elsewhere });
    expect(said(rest)).toEqual(expected.slice(5));
    expect(rest.edges[0]!.previousCursor).toBe(other.position === all[4]!.node.position ? all[4]!.cursor : elsewhere);
  });

  test('has pages of none', async () => {
    const none = { startCursor: null, endCursor: null };
    const first = await historyOf(name, { first: 0 }, `totalCount ${PAGE}`);
    expect(first).toMatchObject({ edges: [], totalCount: expected.length });
    expect(first.pageInfo).toEqual({ ...none, hasNextPage: true, hasPreviousPage: false });
    const last = await historyOf(name, { last: 0 });
    expect(last).toMatchObject({ edges: [], pageInfo: { ...none, hasNextPage: false, hasPreviousPage: true } });
  });

  test.each([
    [{ first: -1 }, 'BAD_USER_INPUT', 'first'],
    [{ first: 201 }, 'BAD_USER_INPUT', 'first'],
    [{ last: -1 }, 'BAD_USER_INPUT', 'last'],
    [{ last: 201 }, 'BAD_USER_INPUT', 'last'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT', 'last'],
    [{ after: 'soon' }, 'BAD_USER_INPUT', 'after'],
    [{ before: Buffer.from('m0123456789ab:3').toString('base64url') }, 'RESYNC', 'before'],
  ])('refuses %j', async (variables, code, argument) => {
    const page = 'history(first: $first, after: $after, last: $last, before: $before) { position }';
    const text = `query ($first: Int, $after: Cursor, $last: Int, $before: Cursor) { ${THINGS[name]!.query(page)} }`;
    const { errors } = await app.send(text, variables, of02);
    expect(new Set(errors?.map(({ extensions }) => extensions?.['code']))).toEqual(new Set([code]));
    expectRefused({ errors: errors!.slice(0, 1) }, code, argument);
  });
});

test('histories of a whole list take as many statements as those of one thing', async () => {
  const statementsOf = async (first: number): Promise<number> => {
    const spy = spyStatements();
    const query = `{ indicatorValues(first: ${first}) { edges { node { history(last: 2) { totalCount edges { previousCursor node { by } } } } } } }`;
    await app.ask(query);
    spy.stop();
    return spy.statements.length;
  };
  await statementsOf(1);
  const [one, many] = [await statementsOf(1), await statementsOf(60)];
  expect(one).toBeGreaterThan(1);
  expect(Math.abs(many - one)).toBeLessThan(3);
});
