/** P23: no operation works much more than it costs. Work is counted, not timed: fields, bytes, statements, and the rows and blocks of their plans. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { buildApiSchema } from '../../src/api-schema';
import { weigh } from '../../src/server/limits';
import { workOfAnswer, workOfStatements } from '../support/count-work';
import { findMissing, QUERIES, SUBSCRIPTIONS, writeColumns } from '../support/dear-shapes';
import { EACH_MUTATION, mutation } from '../support/each-mutation';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, type TestApp } from '../support/start-test-app';

const schema = buildApiSchema();
const queries = QUERIES.map((each) => `{ ${writeColumns(schema, each)} }`);
const subscriptions = SUBSCRIPTIONS.map((each) => `subscription { ${writeColumns(schema, each)} }`);

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  return weigh(schema, parse(query), null, variables, { depth: 100, cost: 0 }).cost;
}

/** So much more than it costs an operation may work: nobody knows before how frequent words are. */
const MOST = 3;

/** The dearest shapes of all are asked for one after another: nobody does that, and no budget is for it. */
const BOUNDLESS = {
  LIMIT_COST: '100000000',
  LIMIT_COST_AT_ONCE: '1000000000',
  LIMIT_COST_PER_SECOND: '1000000000',
};

describe('the shapes that are tried', () => {
  test('are of every root field, and of every field with arguments', () => {
    const documents = [...queries, ...subscriptions, ...EACH_MUTATION.map(([name]) => mutation(name))];
    expect(findMissing(schema, documents)).toEqual([]);
  });
});

describe('in the whole country', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(BOUNDLESS, { country: 'whole' });
    await app.ask('mutation { publishBriefing(input: { month: "2020-03" }) { position } }');
    // As autovacuum leaves a database that is a while in use.
    await app.app.dataSource.query('VACUUM ANALYZE');
  });
  afterAll(() => app.close());

  async function workOf(query: string, variables: object = {}): Promise<number> {
    const spy = spyStatements();
    const { data, errors } = await app.send(query, variables);
    spy.stop();
    expect(errors).toBeUndefined();
    return workOfAnswer(data) + (await workOfStatements(app.app.dataSource, spy.sent));
  }

  test.each(QUERIES.map((each, at) => [each.slice(0, 200), queries[at] ?? '']))('%s', async (_shape, query) => {
    expect(await workOf(query)).toBeLessThan(MOST * costOf(query));
  });

  test.each([1, 50, 500])('a batch of %d reports', async (count) => {
    const { congresses } = await app.ask<{ congresses: { edges: { node: { organization: { code: string } } }[] } }>(
      '{ congresses(status: PLANNED, level: GRASSROOTS, last: 200) { edges { node { organization { code } } } } }',
    );
    const codes = congresses.edges.map(({ node }) => node.organization.code);
    // A dry run goes the same way. Refused are those that are given twice, which works no less.
    const reports = Array.from({ length: count }, (_, at) => ({
      organization: codes[at % codes.length],
      heldOn: '2020-02-20',
    }));
    const variables = { input: { reports, dryRun: true, skipBad: true } };
    const query =
      'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { accepted refused { index message } } }';
    expect(await workOf(query, variables)).toBeLessThan(MOST * costOf(query, variables));
  });
});
