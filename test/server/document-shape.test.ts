/** What a document may not have too much of, because reading it would hold up everybody else: each limit on every transport, and what honest clients send within them (P23). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLScalarType, buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { readConfig } from '../../src/config/config';
import { DocumentChecker } from '../../src/server/document-checker';
import { findWrongValue } from '../../src/server/find-wrong-value';
import { hashOf } from '../../src/server/persisted-queries';
import { openEachTransport, TRANSPORTS } from '../support/each-transport';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const schema = buildApiSchema();
const { limits } = readConfig({});
const check = (query: string, variables?: Record<string, unknown>) =>
  new DocumentChecker(schema, limits).check({ query, variables });
const many = (count: number, write: (index: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(between);

/** Each with as much as may be, when `count` is what the setting says. */
const WITHIN: Record<string, { least: number; write: (count: number) => string }> = {
  LIMIT_DEFINITIONS: {
    least: 10,
    write: (count) =>
      `{ ...F0 } ${many(count - 1, (n) => `fragment F${n} on Query { ${n < count - 2 ? `...F${n + 1}` : '__typename'} }`)}`,
  },
  LIMIT_VARIABLES: {
    least: 10,
    write: (count) =>
      `query (${many(count, (n) => `$v${n}: Boolean! = true`)}) { viewer ${many(count, (n) => `{ ... @include(if: $v${n})`)} { role } ${'}'.repeat(count)} }`,
  },
  LIMIT_ALIASES: { least: 10, write: (count) => `{ viewer { ${many(count, (n) => `a${n}: role`)} } }` },
  LIMIT_DIRECTIVES: {
    least: 5,
    write: (count) => `{ viewer { ${many(count, () => '... @skip(if: false) { role }')} } }`,
  },
  LIMIT_ROOT_FIELDS: {
    least: 5,
    write: (count) => `{ ...F } fragment F on Query { ${many(count, (n) => `a${n}: __typename`)} }`,
  },
  LIMIT_BREADTH: {
    least: 50,
    write: (count) => `{ viewer { ...F } } fragment F on Viewer { ${many(count, (n) => `a${n}: role`)} }`,
  },
};

describe('P23: a document with too much of one thing is refused before it is validated, alike on every transport', () => {
  let app: TestApp;
  let token: string;

  beforeAll(async () => {
    const least = Object.entries(WITHIN).map(([name, each]) => [name, `${each.least}`]);
    app = await startTestApp(Object.fromEntries(least) as Record<string, string>);
    token = await tokenFor(Role.VIEWER);
  });
  afterAll(() => app.close());

  test.each(Object.keys(WITHIN))('%s', async (name) => {
    const { least: limit, write } = WITHIN[name]!;
    // Others may be in the way of the same document.
    const own = readConfig({ [name]: `${limit}` }).limits;
    expect(new DocumentChecker(schema, own).check({ query: write(limit) }).errors).toBeUndefined();
    const { errors } = new DocumentChecker(schema, own).check({ query: write(limit + 1) });
    expect(errors).toHaveLength(1);
    const each = openEachTransport(app.url, token);
    // Which of them is told depends on all of them; it is the same everywhere.
    const [first, ...others] = await Promise.all(TRANSPORTS.map((one) => each.ask(one, { query: write(limit + 1) })));
    expect(first!.errors).toMatchObject([{ extensions: { code: 'LIMIT' } }]);
    expect(first!.errors![0]!.extensions!['actual']).toBeGreaterThan(Number(first!.errors![0]!.extensions!['limit']));
    for (const reply of others) expect({ ...reply, status: undefined }).toEqual({ ...first, status: undefined });
    each.close();
  });
});

const codeOf = (query: string): unknown => {
  const [error] = check(query).errors ?? [];
  return (error?.originalError as { code?: unknown } | undefined)?.code ?? error?.message;
};

describe('P23: what would take the library long is counted instead', () => {
  test.each<[string, string]>([
    ['a field again and again', `{ ${many(1_200, () => 'viewer { role }')} }`],
    ['fields below it again and again', `{ ${many(60, () => `viewer { ${many(20, () => 'role')} }`)} }`],
    [
      'fragments side by side',
      `{ ${many(99, (n) => `...F${n}`)} } ${many(99, (n) => `fragment F${n} on Query { viewer { role subject } }`)}`,
    ],
    ['inline fragments side by side', `{ ${many(300, () => '... { viewer { role } }')} }`],
    [
      'in a fragment that nobody spreads',
      `{ __typename } fragment F on Query { ${many(1_000, () => 'viewer { role }')} }`,
    ],
    [
      'in a fragment whose name another takes',
      `{ ...F } fragment F on Query { ${many(1_000, () => 'viewer { role }')} } fragment F on Query { __typename }`,
    ],
    [
      'many operations with the same fragments',
      `${many(49, (n) => `query Q${n} { ...F0 }`)} ${many(50, (n) => `fragment F${n} on Query { viewer { role } ${n < 49 ? `...F${n + 1}` : ''} }`)}`,
    ],
    [
      'fragments that double at every level',
      `{ organization(code: "01") { ...F0 } } ${many(40, (n) => `fragment F${n} on Organization { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`)} fragment F40 on Organization { code }`,
    ],
    ['lines', `{ viewer { role } }${'\n'.repeat(5_000)}`],
    ['characters', `{ viewer { role } } # ${'x'.repeat(65_536)}`],
  ])('%s', (_what, query) => {
    expect(codeOf(query)).toBe('LIMIT');
  });

  test('a circle of fragments is told as one, even beside what would take long', () => {
    const query = `{ ...A } fragment A on Query { ...A ${many(1_000, () => 'viewer { role }')} }`;
    expect(check(query).errors?.map(({ message }) => message)).toEqual(['Cannot spread fragment "A" within itself.']);
  });

  test('of many errors the first are told', () => {
    expect(check(`{ viewer { ${many(190, (n) => `rola${n}`)} } }`).errors).toHaveLength(11);
  });

  test('a document is parsed once, for Apollo Server as well', async () => {
    const checker = new DocumentChecker(schema, limits);
    const query = '{ viewer { role } }';
    const { document } = checker.check({ query });
    expect(document).toBeDefined();
    expect(await checker.store.get(`any prefix:${hashOf(query)}`)).toBe(document);
    expect(checker.check({ query }).document).toBe(document);
  });
});

test('P23: the first wrong value ends the search', () => {
  let taken = 0;
  const Strict = new GraphQLScalarType({
    name: 'Strict',
    parseValue: () => {
      taken += 1;
      throw new Error('No.');
    },
  });
  const own = buildSchema('scalar Strict type Query { f(list: [[Strict!]!]!): Int }');
  Object.assign(own.getType('Strict')!, { parseValue: Strict.parseValue.bind(Strict) });
  const document = parse('query ($list: [[Strict!]!]!) { f(list: $list) }');
  const list = Array.from({ length: 1_000 }, () => Array.from({ length: 10 }, (_, index) => index));
  const wrong = findWrongValue(own, document, undefined, { list });
  expect(wrong?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'list.0.0' });
  expect(taken).toBe(1);
});

describe('P23: honest documents are within all limits', () => {
  const root = join(__dirname, '..', '..');
  const filesIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.graphql') && !name.includes('node_modules'))
      .map((name) => join(root, folder, name));
  const limitOf = (query: string): unknown => {
    const documents = parse(query).definitions.length;
    expect(documents).toBeGreaterThan(0);
    return check(query).errors?.find(
      ({ originalError }) => (originalError as { code?: string } | undefined)?.code === 'LIMIT',
    );
  };

  test('operations of the repository', () => {
    const files = [...filesIn('schema/operations'), ...filesIn('examples')];
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(limitOf(readFileSync(file, 'utf8'))).toBeUndefined();
  });

  test('the query by which explorers and generators of code learn the schema', () => {
    const query = getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect(check(query).errors).toBeUndefined();
  });

  test('a page of forty parts, each with a fragment of its own for the same organization', () => {
    const parts = many(40, (n) => `fragment Part${n} on Organization { id code name level parent { id code name } }`);
    expect(check(`{ organization(code: "01") { ${many(40, (n) => `...Part${n}`)} } } ${parts}`).errors).toBeUndefined();
  });

  test('a year of months, side by side', () => {
    const months = many(
      12,
      (n) => `m${n}: progress(asOf: "2020-0${(n % 9) + 1}-01") { planned completed overdue rate }`,
    );
    expect(check(`{ ${months} }`).errors).toBeUndefined();
  });

  test('introspection in circles is refused', () => {
    const deep = `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)} } } }`;
    expect(check(deep).errors).toBeDefined();
  });
});
