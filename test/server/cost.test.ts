/** What is asked for costs what it works: more where more has to be gone through, and no more often than needed however often it is asked for. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, getNamedType, parse } from 'graphql';
import { STATEMENT } from '../../src/api/price';
import { buildApiSchema } from '../../src/api-schema';
import { LIMIT_SETTINGS } from '../../src/config/read-limits';
import { weigh } from '../../src/server/limits';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, type TestApp } from '../support/start-test-app';

const schema = buildApiSchema();

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  return weigh(schema, parse(query), null, variables, { depth: 100, cost: 0 }).cost;
}

const typeOf = (name: string): string => getNamedType(schema.getQueryType()!.getFields()[name]!.type).name;

/** Of any operation, whatever it asks for. */
const BASE = costOf('{ __typename }') - 1;
const MOST = LIMIT_SETTINGS['LIMIT_COST']!.otherwise;

const aliases = (count: number, field: string): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')} }`;

describe('checkShares', () => {
  const QUERY = 'query ($shares: [PublishedShareInput!]!) { checkShares(total: 100000, shares: $shares) { verdict } }';
  const shares = (count: number) => ({ shares: Array.from({ length: count }, () => ({ percent: '1' })) });

  test('costs more with each percentage, though they come in variables', () => {
    const costs = [1, 4, 7, 10].map((count) => costOf(QUERY, shares(count)));
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(costs.at(-1)! - BASE).toBeGreaterThan(8 * (costs[0]! - BASE));
    // What is refused works nothing.
    expect(costOf(QUERY, shares(1_000))).toBe(costs.at(-1));
  });
});

describe('a document', () => {
  test('costs what its fields cost, of the type that costs most', () => {
    expect(costOf('{ viewer { role subject } }')).toBe(BASE + STATEMENT + 2);
    const node = costOf('{ node(id: "x") { id } }');
    expect(costOf('{ node(id: "x") { ... on Congress { status level } ... on Organization { code } } }')).toBe(
      node + 1,
    );
    expect(costOf('{ node(id: "x") { ...C id } } fragment C on Congress { status level }')).toBe(node + 2);
  });

  test('is measured as quickly as it is read, however often its fragments are spread', () => {
    const doubling = Array.from(
      { length: 45 },
      (_, index) => `fragment F${index} on Viewer { ...F${index + 1} ... { ...F${index + 1} } }`,
    );
    expect(costOf(`{ viewer { ...F0 } } ${doubling.join(' ')} fragment F45 on Viewer { role }`)).toBe(
      BASE + STATEMENT + 2 ** 45,
    );
    const lists = `${'children(first: 200) { edges { node { '.repeat(30)}code${' } } }'.repeat(30)}`;
    expect(costOf(`{ organization(code: "01") { ${lists} } }`)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('costs nothing where it is skipped, and 1 for a field whose arguments cannot be taken', () => {
    const query =
      'query ($b: Boolean = true, $n: Month = "2020-02") { viewer @skip(if: $b) { role } briefing(month: $n) { month } }';
    const briefing = costOf('{ briefing(month: "2020-02") { month } }');
    expect(costOf(query)).toBe(briefing);
    expect(costOf(query, { b: false })).toBe(briefing + STATEMENT + 1);
    expect(costOf(query, { n: null })).toBe(BASE + 1);
    // Nobody knows whether it is skipped: it is refused when it is executed.
    expect(costOf(query, { b: null })).toBe(briefing + STATEMENT + 1);
  });
});

describe('a page', () => {
  const PAGES = Object.values(schema.getQueryType()!.getFields())
    .filter(({ args }) => args.some(({ name }) => name === 'first'))
    .map(({ name }) => name);

  test.each(PAGES)('of %s costs its entries, and their number only where it is asked for', (name) => {
    const [one, ten] = [1, 10].map((first) => costOf(`{ ${name}(first: ${first}) { edges { cursor } } }`));
    expect(ten! - one!).toBe(9 * 2);
    const counted = costOf(`{ ${name}(first: 1) { totalCount edges { cursor } } }`);
    expect(counted).toBeGreaterThan(one!);
    // Counted once, and not for every entry.
    expect(costOf(`{ ${name}(first: 1) { totalCount again: totalCount totalCountIsExact edges { cursor } } }`)).toBe(
      counted + 2,
    );
    const long = costOf(`{ ${name}(first: 200) { edges { cursor } } }`);
    expect(costOf(`{ ${name}(first: 200) { totalCount edges { cursor } } }`)).toBe(long + counted - one!);
    expect(costOf(`{ ${name}(first: 200) { ...C } } fragment C on ${typeOf(name)} { edges { cursor } }`)).toBe(long);
  });

  test.each(['organizations', 'congresses'])('of %s costs more where words are searched for, and counted', (name) => {
    const page = (args: string, fields: string): number => costOf(`{ ${name}(${args}) { ${fields} } }`);
    expect(page('first: 1, search: "a"', 'edges { cursor }')).toBeGreaterThan(
      5 * page('first: 1', 'totalCount edges { cursor }'),
    );
    expect(page('first: 1, search: "a"', 'totalCount')).toBeGreaterThan(
      page('first: 1, search: "a"', 'edges { cursor }'),
    );
    expect(page('first: 1, search: " "', 'totalCount')).toBe(page('first: 1', 'totalCount'));
    // Whoever repeats it is soon at the limit (P23).
    expect(costOf(aliases(20, `${name}(search: "x", first: 1) { totalCount }`))).toBeGreaterThan(MOST);
  });
});

describe('what honest clients ask (P23)', () => {
  const PER_SECOND = LIMIT_SETTINGS['LIMIT_COST_PER_SECOND']!.otherwise;
  const AT_ONCE = LIMIT_SETTINGS['LIMIT_COST_AT_ONCE']!.otherwise;

  test('the dashboard of a country is a small part of the budget, also where it is asked for every five seconds', () => {
    const figures = 'planned completed completedOnTime overdue dueByNow remaining rate';
    const cost = costOf(
      `{ campaign { today } progress { ${figures} byLevel { level ${figures} } byRegion { region ${figures} } timeline(interval: DAY) { day due completed }
         children(first: 67) { edges { node { ${figures} organization { code name } } } } } }`,
    );
    expect(cost).toBeLessThan(MOST / 10);
    expect(cost).toBeLessThan((5 * PER_SECOND) / 20);
  });

  test('a thousand reports of one office, one by one or at once', () => {
    const one = costOf(
      'mutation { reportCongressCompleted(input: { organization: "01.002", heldOn: "2020-02-20" }) { position congress { id status heldOn } progress { planned completed } } }',
    );
    expect(1_000 * one).toBeLessThan(AT_ONCE);
    const reports = Array.from({ length: 1_000 }, (_, at) => ({ organization: `01.${at}`, heldOn: '2020-02-20' }));
    const query =
      'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { reported { position congress { id status } } refused { index message } } }';
    expect(costOf(query, { input: { reports } })).toBeLessThan(MOST);
    expect(costOf(query, { input: { reports } })).toBeGreaterThan(30 * costOf(query, { input: { reports: [] } }));
  });

  test('explorers read the schema', () => {
    expect(costOf(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }))).toBeLessThan(MOST);
  });
});

describe('a briefing', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    await app.send('mutation { publishBriefing(input: { month: "2020-03" }) { position } }');
  });
  afterAll(() => app.close());

  async function statementsOf(query: string): Promise<number> {
    const spy = spyStatements();
    const { errors } = await app.send(query);
    spy.stop();
    expect(errors).toBeUndefined();
    return spy.statements.length;
  }

  const SAME: readonly (readonly [what: string, field: string])[] = [
    ['figures', 'briefing(month: "2020-02") { figures { value } }'],
    ['restatements', 'briefing(month: "2020-03") { restatements { before } }'],
    ['comparisons', 'compareBriefings(from: "2020-02", to: "2020-03") { to }'],
  ];

  test.each(SAME)('%s are worked out once, however often one document asks for them', async (_what, field) => {
    const [once, often] = [await statementsOf(aliases(1, field)), await statementsOf(aliases(15, field))];
    expect(once).toBeGreaterThan(10);
    // The row is looked up anew each time, twice for a comparison; nothing else is, but what the server does meanwhile.
    expect(often - once).toBeLessThan(3 * 15);
  });

  test('and restatements within one briefing, too', async () => {
    const within = (count: number): string =>
      `{ briefing(month: "2020-03") ${aliases(count, 'restatements { before }')} }`;
    const [once, often] = [await statementsOf(within(1)), await statementsOf(within(50))];
    expect(often - once).toBeLessThan(50);
  });
});
