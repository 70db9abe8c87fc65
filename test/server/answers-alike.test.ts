/** P8, P20: a remembered answer, one that was just worked out, that of a server which remembers nothing, and Apollo Server's own are the same, byte for byte. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { toGlobalId } from '../../src/api/node';
import type { App } from '../../src/app';
import { BAD_QUERIES } from '../support/bad-queries';
import { QUERIES, writeColumns } from '../support/dear-shapes';
import { openEachTransport, type EachTransport, type Transport } from '../support/each-transport';
import { findKnown, type Known } from '../support/known-congresses';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { askWhole, byApollo, type AskedWhole, type WholeAnswer } from '../support/whole-answers';

const RICH = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };
const schema = buildApiSchema();

let app: TestApp;
/** On the same database, and remembers nothing. */
let slow: App;
let token: string;
let known: Known;

beforeAll(async () => {
  app = await startTestApp(RICH);
  slow = await startOn(app.databaseUrl, { ...RICH, LIMIT_ANSWER_BYTES: '0' });
  token = await tokenFor(Role.VIEWER);
  known = await findKnown(app);
});
afterAll(async () => {
  await slow.close();
  await app.close();
});

const SHAPES: AskedWhole[] = QUERIES.map((selection) => ({ query: `{ ${writeColumns(schema, selection)} }` }));

const BAD_VALUES: AskedWhole[] = [
  { query: 'query ($first: Int) { organizations(first: $first) { totalCount } }', variables: { first: 'ten' } },
  { query: 'query ($first: Int!) { organizations(first: $first) { totalCount } }' },
  { query: 'query ($level: Level) { progress(level: $level) { planned } }', variables: { level: null, more: [1] } },
  { query: 'query ($year: Year!) { qualityRating(year: $year) { finished } }', variables: { year: 'x' } },
];

const SEVERAL = 'query A { campaign { today } } query B($c: String!) { organization(code: $c) { name } } query C { x }';

const OTHERS: AskedWhole[] = [
  { query: '{ a: __typename b: __typename }' },
  { query: '{ __schema { queryType { name } } }' },
  {
    query:
      '{ progress { planned } missing: organization(code: "no") { name } again: organization(code: "01") { name } }',
  },
  { query: 'query A { campaign { today } } query B { __typename }', operationName: 'A' },
  { query: 'query A { campaign { today } } query B { __typename }', operationName: 'B' },
  { query: 'query A { campaign { today } } query B { __typename }', operationName: 'C' },
  { query: 'query A { campaign { today } } query B { __typename }' },
  { query: SEVERAL, operationName: 'B', variables: { c: '01' } },
  { query: 'query ($is: Boolean!) { campaign { today @skip(if: $is) name } }', variables: { is: true } },
  { query: 'query ($is: Boolean!) { campaign { today @skip(if: $is) name } }', variables: { is: false } },
  {
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: [toGlobalId('Organization', 2), 'x'] },
  },
  { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: [] } },
];

/** Written so, it is known by heart to nobody, and looked at by Fastify. */
const AROUND = { 'content-type': 'application/json; charset="utf-8"' };

async function expectAlike(asked: AskedWhole, headers: Record<string, string>): Promise<WholeAnswer> {
  const reference = await byApollo(() => askWhole(slow.url, token, asked, { headers: { ...headers, ...AROUND } }));
  const answers = {
    first: await askWhole(app.url, token, asked, { headers }),
    second: await askWhole(app.url, token, asked, { headers }),
    slow: await askWhole(slow.url, token, asked, { headers }),
  };
  expect(answers).toEqual({ first: reference, second: reference, slow: reference });
  return reference;
}

test('what is asked with the dearest shapes', async () => {
  const answered: number[] = [];
  for (const asked of SHAPES) {
    const { body } = await expectAlike(asked, { 'accept-language': 'vi' });
    if (!body.includes('"errors"')) answered.push(body.length);
  }
  // None of them is alike only in that it is refused.
  expect(answered.length).toBeGreaterThan(SHAPES.length - 10);
});

test.each(['en', 'vi'])('what is refused, in %s', async (language) => {
  const bad = BAD_QUERIES.map(({ query, variables }) => ({ query, variables: variables?.(known) }));
  const headers = { 'accept-language': language };
  for (const asked of [...bad, ...BAD_VALUES.slice(0, 2), BAD_VALUES[3]!]) {
    const { headers: got, body } = await expectAlike(asked, headers);
    expect(body).toContain('"errors"');
    expect(got['content-language']).toBe(language);
  }
});

test.each(['application/json', 'application/graphql-response+json', '*/*'])(
  'whatever else there is, for who accepts %s',
  async (accept) => {
    for (const asked of [...OTHERS, ...BAD_VALUES]) await expectAlike(asked, { accept, 'accept-language': 'vi' });
  },
);

test('one that fails in part is no other for somebody who asks in another language', async () => {
  const asked = { query: '{ campaign { today } organization(code: "no") { name } }' };
  const bodies = await Promise.all(
    ['en', 'vi', 'en', 'vi'].map((language) => expectOne(asked, { 'accept-language': language })),
  );
  expect(bodies[0]).toEqual(bodies[2]);
  expect(bodies[1]).toEqual(bodies[3]);
  expect(bodies[0]).not.toEqual(bodies[1]);
});

const expectOne = (asked: AskedWhole, headers: Record<string, string>) => askWhole(app.url, token, asked, { headers });

test('P20: over every transport the same', async () => {
  const doors: EachTransport[] = [openEachTransport(app.url, token), openEachTransport(slow.url, token)];
  const everything = [...SHAPES.filter((_, index) => index % 8 === 0), ...OTHERS, ...BAD_VALUES];
  for (const asked of everything) {
    for (const transport of ['WebSocket', 'event stream', 'event stream by GET', 'GET'] as Transport[]) {
      const [fast, reference] = doors as [EachTransport, EachTransport];
      const expected = await byApollo(() => reference.ask(transport, asked));
      for (const door of [fast, fast, reference]) {
        expect(JSON.stringify(await door.ask(transport, asked))).toBe(JSON.stringify(expected));
      }
    }
  }
  for (const door of doors) door.close();
});
