/** What is asked for costs what it works: more where more has to be gone through, and no more often than needed however often it is asked for. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { LIMIT_SETTINGS } from '../../src/config/read-limits';
import { weigh } from '../../src/server/limits';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, type TestApp } from '../support/start-test-app';

const schema = buildApiSchema();

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  return weigh(schema, parse(query), null, variables, { depth: 100, cost: 0 }).cost;
}

const aliases = (count: number, field: string): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')} }`;

describe('checkShares', () => {
  const QUERY = 'query ($shares: [PublishedShareInput!]!) { checkShares(total: 100000, shares: $shares) { verdict } }';
  const shares = (count: number) => ({ shares: Array.from({ length: count }, () => ({ percent: '1' })) });

  test('costs more with each percentage, though they come in variables', () => {
    const costs = [1, 4, 7, 10].map((count) => costOf(QUERY, shares(count)));
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(costs.at(-1)).toBeGreaterThan(8 * costs[0]!);
    // What is refused works nothing.
    expect(costOf(QUERY, shares(1_000))).toBe(costs.at(-1));
  });
});

describe('a document', () => {
  test('costs what its fields cost, of the type that costs most', () => {
    expect(costOf('{ viewer { role subject } }')).toBe(3);
    expect(costOf('{ node(id: "x") { ... on Congress { status level } ... on Organization { code } } }')).toBe(3);
    expect(costOf('{ node(id: "x") { ...C id } } fragment C on Congress { status level }')).toBe(4);
  });

  test('is measured as quickly as it is read, however often its fragments are spread', () => {
    const doubling = Array.from(
      { length: 45 },
      (_, index) => `fragment F${index} on Viewer { ...F${index + 1} ... { ...F${index + 1} } }`,
    );
    expect(costOf(`{ viewer { ...F0 } } ${doubling.join(' ')} fragment F45 on Viewer { role }`)).toBe(1 + 2 ** 45);
    const lists = `${'children(first: 200) { edges { node { '.repeat(30)}code${' } } }'.repeat(30)}`;
    expect(costOf(`{ organization(code: "01") { ${lists} } }`)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('costs nothing where it is skipped, and 1 for a field whose arguments cannot be taken', () => {
    const query =
      'query ($b: Boolean = true, $n: Month = "2020-02") { viewer @skip(if: $b) { role } briefing(month: $n) { month } }';
    const briefing = costOf('{ briefing(month: "2020-02") { month } }');
    expect(costOf(query)).toBe(briefing);
    expect(costOf(query, { b: false })).toBe(briefing + 2);
    expect(costOf(query, { n: null })).toBe(1);
    // Nobody knows whether it is skipped: it is refused when it is executed.
    expect(costOf(query, { b: null })).toBe(briefing + 2);
  });
});

describe('a page of the whole country', () => {
  const PAGES = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) =>
    args.some(({ name }) => name === 'first'),
  );

  test('costs the walk through it, however short it is: a document has few of them', () => {
    expect(PAGES.length).toBeGreaterThan(4);
    const most = LIMIT_SETTINGS['LIMIT_COST']!.otherwise;
    for (const { name } of PAGES) {
      expect(costOf(aliases(40, `${name}(first: 1) { totalCount }`))).toBeLessThan(most);
      expect(costOf(aliases(60, `${name}(first: 1) { totalCount }`))).toBeGreaterThan(most);
    }
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
    const [once, often] = [await statementsOf(aliases(1, field)), await statementsOf(aliases(50, field))];
    expect(once).toBeGreaterThan(10);
    // The row is looked up anew each time, twice for a comparison; nothing else is, but what the server does meanwhile.
    expect(often - once).toBeLessThan(3 * 50);
  });

  test('and restatements within one briefing, too', async () => {
    const within = (count: number): string =>
      `{ briefing(month: "2020-03") ${aliases(count, 'restatements { before }')} }`;
    const [once, often] = [await statementsOf(within(1)), await statementsOf(within(50))];
    expect(often - once).toBeLessThan(50);
  });
});
