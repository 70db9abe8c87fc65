/** P12: no page of a list reads or sorts the whole country, whichever order and filter are asked for: by the plans of the statements that are sent. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { explain, type Work } from '../support/explain-statements';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let of96: string;

beforeAll(async () => {
  // One client asks for every list in every order, for searches above all: no budget is for that.
  app = await startTestApp({ LIMIT_COST_AT_ONCE: '1000000000' }, { country: 'whole' });
  of96 = await tokenFor(Role.VIEWER, '96');
  // As autovacuum leaves a database that is a while in use.
  await app.app.dataSource.query('VACUUM ANALYZE');
});
afterAll(() => app.close());

/** The country has 53,482 organizations, as many congresses, and more entries in its log; its largest province 2,594. */
const MOST_ROWS = 8_000;
/** Of a small place PostgreSQL walks through the log until the page is full, when it thinks that to be quicker than to sort what lies there. */
const MOST_ENTRIES = 20_000;
/** What is not counted by counters is counted up to here. */
const MOST_COUNTED = 10_001;
const SMALL_TABLES = [
  'campaign',
  'deadline',
  'log_head',
  'search_word',
  'document',
  'indicator',
  'indicator_value',
  'declaration',
  'rating',
  'briefing',
  'closure',
  'work_item',
  'organization_count',
];

async function plansOf(query: string, token?: string): Promise<{ text: string; work: Work }[]> {
  const spy = spyStatements();
  const { errors } = await app.send(query, {}, token);
  spy.stop();
  expect(errors).toBeUndefined();
  const selects = spy.sent.filter(({ text }) => /^\s*(SELECT|WITH)\b/.test(text) && !/pg_|LISTEN/.test(text));
  expect(selects.length).toBeGreaterThan(0);
  return Promise.all(selects.map(async (sent) => ({ text: sent.text, work: await explain(app.app.dataSource, sent) })));
}

/** What is too much in the plans, with the statement; nothing when all is well. */
async function excessOf(query: string, token?: string): Promise<object[]> {
  const plans = await plansOf(query, token);
  return plans.flatMap(({ text, work }) => {
    const isCount = text.includes('count(*)');
    const most = isCount ? 3 * MOST_COUNTED : text.includes('FROM log_entry') ? MOST_ENTRIES : MOST_ROWS;
    const whole = Object.keys(work.wholeTables).filter((table) => !SMALL_TABLES.includes(table));
    const tooMuch = {
      ...(work.rows > most ? { rows: work.rows } : {}),
      ...(work.sorted > (isCount ? 3 * MOST_COUNTED : MOST_ROWS) ? { sorted: work.sorted } : {}),
      ...(whole.length > 0 && !isCount ? { whole } : {}),
    };
    return Object.keys(tooMuch).length > 0 ? [{ ...tooMuch, text }] : [];
  });
}

const PAGES = ['first: 50', 'last: 50'];
const PLACES = ['', 'within: "01"', 'within: "96"', 'within: "KDN"', 'within: "01.002"'];

function combinations(orders: readonly string[], filters: readonly string[]): string[] {
  return PLACES.flatMap((place) =>
    orders.flatMap((order) =>
      filters.flatMap((filter) =>
        PAGES.map((page) => [place, filter, `orderBy: ${order}`, page].filter((each) => each !== '').join(', ')),
      ),
    ),
  );
}

async function expectFlat(queries: readonly string[], token?: string): Promise<void> {
  const excess: object[] = [];
  for (const query of queries) {
    for (const each of await excessOf(query, token)) excess.push({ query, ...each });
  }
  expect(excess).toEqual([]);
}

const ORDERS = ['CODE', 'NAME', 'DUE_ASC', 'HELD_DESC', 'LATE_DESC'];
const FILTERS = [
  '',
  'level: GRASSROOTS',
  'level: UPPER_GRASSROOTS',
  'level: CENTRALLY_RUN',
  'pilot: true',
  'pilot: false',
  'status: PLANNED',
  'status: POSTPONED',
  'status: COMPLETED',
  'status: CANCELLED',
  'overdue: true',
  'overdue: false',
  'daysLateFrom: 10',
  'heldFrom: "2020-02-10"',
  'heldTo: "2020-02-10", level: GRASSROOTS',
  'parent: "01"',
  'status: COMPLETED, pilot: true',
  'status: PLANNED, overdue: false',
  'overdue: true, level: GRASSROOTS, pilot: true',
];
const CONGRESSES = (args: string): string =>
  `{ congresses(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id } } } }`;
const ORGANIZATIONS = (args: string): string =>
  `{ organizations(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id } } } }`;

describe('congresses', () => {
  test.each(ORDERS)('by %s, with each filter, in each place', async (order) => {
    await expectFlat(combinations([order], FILTERS).map(CONGRESSES));
  });

  test.each(['BEST_MATCH', ...ORDERS])('searched for, by %s', async (order) => {
    const searches = ['search: "thai binh"', 'search: "ha nio"', 'search: "01.002"', 'search: "zzz"'];
    await expectFlat(combinations([order], searches).map(CONGRESSES));
  });
});

describe('organizations', () => {
  test.each(['CODE', 'NAME'])('by %s, of each level, in each place', async (order) => {
    await expectFlat(
      combinations(
        [order],
        FILTERS.filter((each) => each === '' || each.startsWith('level')),
      ).map(ORGANIZATIONS),
    );
  });

  test('searched for, by each order', async () => {
    const searches = [
      'search: "thai binh"',
      'search: "ha nio"',
      'search: "01.002"',
      'search: "zzz"',
      'search: "so 18"',
    ];
    await expectFlat(combinations(['BEST_MATCH', 'CODE', 'NAME'], searches).map(ORGANIZATIONS));
  });

  test('searched for by words that nearly all of them have', async () => {
    const common = ['search: "to chuc"', 'search: "h"', 'search: "so 1"'].map((search) => `${search}, first: 50`);
    await expectFlat(common.map(ORGANIZATIONS));
  });
});

describe('events', () => {
  const FIELDS = '{ totalCount totalCountIsExact edges { previousCursor node { position } } }';
  const EVENTS = (args: string): string => `{ events(${args}) ${FIELDS} }`;
  const KINDS = [
    '',
    'kinds: [CONGRESS_COMPLETED]',
    'kinds: [RATING_RECORDED]',
    'kinds: [CONGRESS_PLANNED, DAY_TURNED]',
  ];
  const BY = [
    '',
    'by: "demo"',
    'by: "nobody"',
    'on: "2020-01-15"',
    'on: "2020-02-29"',
    'on: "2021-01-01"',
    'by: "demo", on: "2020-02-10"',
  ];

  test('of each kind, by and on, in each place, from both ends', async () => {
    const queries = PLACES.flatMap((place) =>
      KINDS.flatMap((kinds) =>
        BY.flatMap((by) =>
          PAGES.map((page) => EVENTS([place, kinds, by, page].filter((each) => each !== '').join(', '))),
        ),
      ),
    );
    await expectFlat(queries);
  });
});

describe('every other list', () => {
  test.each([
    'indicatorValues(first: 50) { totalCount edges { node { month } } }',
    'indicatorValues(within: "96", month: "2020-01", last: 50) { totalCount edges { node { month } } }',
    'documents(first: 50) { totalCount edges { node { number } } }',
    'indicators(first: 50) { totalCount edges { node { code } } }',
    'briefings(first: 50) { totalCount edges { node { month } } }',
    'reconciliation(first: 50) { totalCount edges { node { gap } } }',
    'qualityRating(year: 2019) { bodies(first: 50) { totalCount edges { node { finished } } } }',
    'workProgram(year: 2020) { items(first: 50) { totalCount edges { node { id history { totalCount edges { node { position } } } } } } }',
    'organization(code: "01.002") { children(orderBy: NAME) { totalCount edges { node { code } } } }',
    'progress { children(first: 50) { totalCount edges { node { rate } } } }',
    'reconciliation(first: 50) { edges { node { declaration { history { totalCount edges { node { position } } } } } } }',
  ])('%s', async (field) => {
    await expectFlat([`{ ${field} }`]);
  });

  test('nodes by their ids', async () => {
    const { congresses } = await app.ask<{ congresses: { edges: { node: { id: string } }[] } }>(
      CONGRESSES('first: 50'),
    );
    const ids = congresses.edges.map(({ node }) => JSON.stringify(node.id)).join(', ');
    await expectFlat([`{ nodes(ids: [${ids}]) { id } }`]);
  });

  test('the same to whom sees one province', async () => {
    await expectFlat(
      [
        ...ORDERS.map((order) => CONGRESSES(`orderBy: ${order}`)),
        ORGANIZATIONS('search: "so 1"'),
        '{ events(last: 50) { totalCount edges { node { position } } } }',
      ],
      of96,
    );
  });
});
