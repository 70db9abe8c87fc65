/** Every list of the API goes both ways, page by page, by one set of rules. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrate } from '../../src/database/migrate';
import { openTestDatabase } from '../support/open-database';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, type TestApp } from '../support/start-test-app';

interface Page {
  edges: { cursor: string }[];
  pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> & Record<'startCursor' | 'endCursor', string | null>;
  totalCount: number;
}

interface Asked {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ LIMIT_ANSWER_BYTES: '0' });
  const edit = 'mutation ($input: ChangeBriefingInput!) { changeBriefing(input: $input) { position } }';
  await app.ask(edit, { input: { month: '2020-02', title: { vi: 'Giao ban tháng 2' } } });
});
afterAll(() => app.close());

const PAGE = 'edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const WAYS = 'first: $first, after: $after, last: $last, before: $before';
/** How to ask for a page of each list; `…` is where the arguments of the page go. */
const LISTS: Record<string, string> = {
  'organizations by code': 'organizations(level: CENTRALLY_RUN, …)',
  'organizations by name': 'organizations(level: CENTRALLY_RUN, orderBy: NAME, …)',
  'children of an organization': 'organization(code: "VN") { children(…) }',
  'children of an organization by name': 'organization(code: "VN") { children(orderBy: NAME, …) }',
  'congresses by code': 'congresses(within: "01", level: UPPER_GRASSROOTS, …)',
  'congresses by name': 'congresses(within: "01", level: UPPER_GRASSROOTS, orderBy: NAME, …)',
  'congresses by the day they are due': 'congresses(within: "01", level: UPPER_GRASSROOTS, orderBy: DUE_ASC, …)',
  'congresses by the day they were held': 'congresses(within: "01", pilot: true, orderBy: HELD_DESC, …)',
  indicators: 'indicators(…)',
  'values of indicators': 'indicatorValues(month: "2020-01", …)',
  'children of an indicator': 'indicator(code: "personnel.cases") { figures(month: "2020-02") { children(…) } }',
  'rated bodies': 'qualityRating(year: 2019) { bodies(…) }',
  reconciliation: 'reconciliation(…)',
  documents: 'documents(…)',
  briefings: 'briefings(…)',
  'items of a work program': 'workProgram(year: 2020) { items(…) }',
  ...Object.fromEntries(
    ['CODE', 'NAME', 'RATE_DESC', 'RATE_ASC', 'COMPLETED_DESC', 'OVERDUE_DESC'].map((order) => [
      `children of progress by ${order}`,
      `progress { children(orderBy: ${order}, …) }`,
    ]),
  ),
};

/** All of it is read anyway. */
const IN_MEMORY = /progress|^indicators|an indicator|work program/;

/** The list with the selection in its page, within whatever leads to it. */
const select = (list: string, selection: string): string =>
  LISTS[list]!.replace('…', WAYS).replace(/\)((?: \})*)$/, `) { ${selection} }$1`);

async function ask(list: string, asked: Asked, selection = PAGE): Promise<Page> {
  const field = select(list, selection);
  const variables = '$first: Int, $after: Cursor, $last: Int, $before: Cursor';
  const data = await app.ask<Record<string, unknown>>(`query (${variables}) { ${field} }`, asked);
  return findPage(data);
}

function findPage(value: unknown): Page {
  if (typeof value === 'object' && value !== null && 'edges' in value) return value as Page;
  return findPage(Object.values(value as object)[0]);
}

const cursorsOf = ({ edges }: Page): string[] => edges.map(({ cursor }) => cursor);

describe.each(Object.keys(LISTS))('%s', (list) => {
  let all: string[];

  beforeAll(async () => {
    const page = await ask(list, { first: 200 }, `${PAGE} totalCount`);
    all = cursorsOf(page);
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all).size).toBe(all.length);
    expect(page.totalCount).toBe(all.length);
    expect(page.pageInfo).toEqual({
      ...{ hasNextPage: false, hasPreviousPage: false },
      ...{ startCursor: all[0], endCursor: all.at(-1) },
    });
  });

  test('forwards and backwards every entry comes once, in one order', async () => {
    const size = Math.ceil(all.length / 3);
    const [forwards, backwards]: [string[], string[]] = [[], []];
    for (let page = await ask(list, { first: size }); ;) {
      forwards.push(...cursorsOf(page));
      if (!page.pageInfo.hasNextPage) break;
      page = await ask(list, { first: size, after: page.pageInfo.endCursor });
      expect(page.pageInfo.hasPreviousPage).toBe(true);
    }
    for (let page = await ask(list, { last: size }); ;) {
      backwards.unshift(...cursorsOf(page));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await ask(list, { last: size, before: page.pageInfo.startCursor });
      expect(page.pageInfo.hasNextPage).toBe(true);
    }
    expect(forwards).toEqual(all);
    expect(backwards).toEqual(all);
  });

  test('between two cursors, from either end', async () => {
    const [from, to] = [all[0]!, all.at(-1)!];
    const between = all.slice(1, -1);
    expect(cursorsOf(await ask(list, { first: 200, after: from, before: to }))).toEqual(between);
    expect(cursorsOf(await ask(list, { last: 1, after: from, before: to }))).toEqual(between.slice(-1));
    const start = await ask(list, { first: 200, before: to });
    expect(start.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const nearest = await ask(list, { before: to });
    expect(cursorsOf(nearest)).toEqual(all.slice(0, -1).slice(-50));
  });

  test('an empty page says whether there is more', async () => {
    const empty = await ask(list, { first: 0 }, `${PAGE} totalCount`);
    expect(empty).toEqual({
      ...{ edges: [], totalCount: all.length },
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    expect((await ask(list, { last: 0 })).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const end = await ask(list, { first: 0, after: all.at(-1)! });
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('the count of all takes a statement only when it is asked for', async () => {
    const spy = spyStatements();
    const once = async (selection: string): Promise<number> => {
      const before = spy.statements.length;
      await ask(list, { first: 1 }, selection);
      return spy.statements.slice(before).filter((sql) => /^\s*SELECT/i.test(sql)).length;
    };
    // The server reads for itself now and then: the least of several is what the answer took.
    const statementsFor = async (selection: string): Promise<number> =>
      Math.min(await once(selection), await once(selection), await once(selection));
    try {
      const without = await statementsFor('edges { cursor }');
      expect(await statementsFor('edges { cursor } totalCount')).toBe(without + (IN_MEMORY.test(list) ? 0 : 1));
    } finally {
      spy.stop();
    }
  });

  test.each<[Asked, string, RegExp]>([
    [{ first: -1 }, 'first', /^first is -1; ask for 0 to 200 at a time\.$/],
    [{ last: 201 }, 'last', /^last is 201; ask for 0 to 200 at a time\.$/],
    [{ first: 50, last: 2 }, 'last', /^Give first or last, not both/],
    [{ after: '' }, 'after', /^That is not a cursor/],
    [{ before: '' }, 'before', /^That is not a cursor/],
    [{ after: 'eyJ4Ijox' }, 'after', /^The cursor is not from this list in this order\./],
  ])('%j is refused', async (asked, argument, message) => {
    const field = select(list, PAGE);
    const query = `query ($first: Int, $after: Cursor, $last: Int, $before: Cursor) { ${field} }`;
    const { errors } = await app.send<unknown, Asked>(query, asked);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', argument }),
      }),
    ]);
  });
});

describe('the default of first', () => {
  test.each([
    ['nothing', '{ organizations(level: CENTRALLY_RUN) { edges { cursor } } }', {}, 50],
    ['null', '{ organizations(level: CENTRALLY_RUN, first: null) { edges { cursor } } }', {}, 50],
    ['last alone', '{ organizations(level: CENTRALLY_RUN, last: 3) { edges { cursor } } }', {}, 3],
    ['last beside null', '{ organizations(level: CENTRALLY_RUN, first: null, last: 3) { edges { cursor } } }', {}, 3],
    [
      'last beside a variable without a value',
      'query ($first: Int, $last: Int) { organizations(level: CENTRALLY_RUN, first: $first, last: $last) { edges { cursor } } }',
      { last: 3 },
      3,
    ],
  ])('%s', async (_what, query, variables, expected) => {
    const page = findPage(await app.ask<unknown>(query, variables));
    expect(page.edges).toHaveLength(expected);
  });
});

test('a cursor of another list, of another order or of the log is refused; one of a list is none of the log', async () => {
  const { startCursor } = (await ask('organizations by code', { first: 1 })).pageInfo;
  const { progress } = await app.ask<{ progress: { cursor: string } }>('{ progress { cursor } }');
  for (const [list, after] of [
    ['organizations by name', startCursor],
    ['rated bodies', startCursor],
    ['organizations by code', progress.cursor],
  ] as const) {
    await expect(ask(list, { after })).rejects.toThrow(/not from this list in this order/);
  }
  const { errors } = await app.send<unknown, object>('query ($after: Cursor) { events(after: $after) { position } }', {
    after: startCursor,
  });
  expect(errors?.[0]).toMatchObject({
    message: expect.stringMatching(/^That is not a cursor of the log\./),
    extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
  });
});

describe('by name', () => {
  test('Vietnamese letters stand where a dictionary has them, in the database and in rows of progress', async () => {
    const asked = { first: 200 };
    const node = 'edges { cursor node { name } }';
    const listed = (await ask('organizations by name', asked, node)) as unknown as Named;
    const names = listed.edges.map((edge) => edge.node.name);
    expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare));
    expect(names).not.toEqual([...names].sort());
    const row = 'edges { cursor node { organization { name } } }';
    const rows = (await ask('children of progress by NAME', asked, row)) as unknown as NamedRows;
    expect(rows.edges.map((edge) => edge.node.organization.name)).toEqual(names);
  });

  test('the index is used', async () => {
    const { dataSource } = app.app;
    const plan = await dataSource.query<Record<string, string>[]>(
      'EXPLAIN SELECT * FROM organization o ORDER BY o.name COLLATE "vi-x-icu", o.code LIMIT 51',
    );
    expect(JSON.stringify(plan)).toContain('organization_name_idx');
  });
});

interface Named {
  edges: { node: { name: string } }[];
}
interface NamedRows {
  edges: { node: { organization: { name: string } } }[];
}

test('a server without the collation is told what to do, and nothing is migrated', async () => {
  const database = await openTestDatabase('empty');
  try {
    await database.dataSource.query("UPDATE pg_collation SET collname = 'gone' WHERE collname = 'vi-x-icu'");
    await expect(migrate(database.dataSource, database.url)).rejects.toThrow(/lacks the collation vi-x-icu.*pg_import/);
  } finally {
    await database.close();
  }
});
