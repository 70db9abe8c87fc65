/** Resolvers without what type-graphql does around them: the same answers, refusals and nulls. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, isObjectType, parse, type GraphQLSchema } from 'graphql';
import { Operation } from '../../src/access/operation';
import { Role, type Viewer } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { QUERIES, writeColumns } from '../support/dear-shapes';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const plain = buildApiSchema();
const wrapped = buildApiSchema({ plainly: false });

let database: TestDatabase;
let viewers: Viewer[];
beforeAll(async () => {
  database = await openTestDatabase('small');
  const found = await database.dataSource.query<{ path: number[] }[]>(
    "SELECT path FROM organization WHERE code IN ('VN', '01', '01.003') ORDER BY code",
  );
  viewers = found.map(({ path }) => ({ subject: null, role: Role.VIEWER, path, publicTotals: path.length === 2 }));
});
afterAll(() => database.close());

async function answer(schema: GraphQLSchema, query: string, viewer: Viewer): Promise<string> {
  const operation = new Operation(database.dataSource, viewer);
  const result = await execute({ schema, document: parse(query), contextValue: operation });
  await operation.close();
  return JSON.stringify(result);
}

const OTHERS = [
  '{ progress(within: "96", level: GRASSROOTS, pilot: false, asOf: "2020-01-31") { id cursor planned rate asOf level pilot } }',
  '{ progress(within: "nowhere") { planned } a: progress(level: null) { planned } }',
  '{ progressOf(organizations: ["VN", "01", "nobody"]) { planned } }',
  '{ organization(code: "01.003") { id code name nameEn level kind region parentName parent { code } ancestors { code } } }',
  '{ organizations(search: "ha noi", first: 3) { totalCount totalCountIsExact pageInfo { hasNextPage endCursor } edges { cursor node { code } } } }',
  '{ viewer { role today organization { code } } campaign { name } }',
  'query ($first: Int) { congresses(first: $first, last: 5, status: PLANNED) { edges { node { status deadline organization { name } } } } }',
  '{ node(id: "nothing") { id __typename } briefing(month: "2020-03") { status figures { key value } } }',
];

test.each(
  [...OTHERS, ...QUERIES.map((each) => `{ ${writeColumns(plain, each)} }`)].map((query) => [
    query.slice(0, 200),
    query,
  ]),
)('%s', async (_shape, query) => {
  for (const viewer of viewers)
    expect(await answer(plain, query, viewer)).toEqual(await answer(wrapped, query, viewer));
});

test('most fields are only read, and have no resolver at all', () => {
  const fields = Object.values(plain.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') ? Object.values(type.getFields()) : [],
  );
  const read = fields.filter(({ resolve }) => resolve === undefined);
  expect(read.length).toBeGreaterThan(fields.length / 2);
});
