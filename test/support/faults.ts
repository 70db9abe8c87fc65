/** What clients get wrong, each with the one answer that every transport gives to it. */
import type { ProblemCode } from '../../src/problem';
import type { AnyRequest } from './each-transport';

export interface Fault {
  name: string;
  request: AnyRequest;
  /** None when nothing is wrong. */
  code?: ProblemCode;
  argument?: string;
  message?: RegExp;
  /** What is answered beside the error; a refusal has no data. */
  data?: unknown;
  /** Over HTTP; 400 for a refusal and 200 for an answer, unless it is another. */
  status?: number;
}

const VIEWER = '{ viewer { role } }';
const ROLE = { viewer: { role: 'VIEWER' } };
const PAGE = 'query ($n: Int) { organizations(first: $n) { pageInfo { hasNextPage } } }';
const SHARES = 'query ($s: [PublishedShareInput!]!) { checkShares(total: 100, shares: $s) { verdict } }';
const CONGRESS = 'query ($id: ID!) { congress(id: $id) { status } }';
const TWO = 'query One { viewer { role } } query Two { viewer { subject } }';

/** JSON.parse makes properties of all names, also of those by which objects of JavaScript inherit something. */
const json = (text: string): unknown => JSON.parse(text);
const nested = (levels: number): unknown => json('['.repeat(levels) + ']'.repeat(levels));

const wrong = (name: string, request: AnyRequest, argument: string, message: RegExp, data?: unknown): Fault => ({
  name,
  request,
  code: 'BAD_USER_INPUT',
  argument,
  message,
  ...(data === undefined ? {} : { data }),
});
const refused = (name: string, request: AnyRequest, code: ProblemCode, message: RegExp): Fault => ({
  name,
  request,
  code,
  message,
});
const fine = (name: string, request: AnyRequest, data: unknown = ROLE): Fault => ({ name, request, data });

/** A variable may be null where the schema or the document has a default, until its field is reached. */
export const NULLS: readonly Fault[] = [
  wrong(
    'null where the schema has a default',
    {
      query: 'query ($f: TextFormat) { viewer { role } briefing(month: "2020-02") { month text(format: $f) } }',
      variables: { f: null },
    },
    'format',
    /^format is null: give it a value\.$/,
    { ...ROLE, briefing: null },
  ),
  wrong(
    'null where the document has a default',
    {
      query: 'query ($m: Month = "2020-02") { viewer { role } briefing(month: $m) { month } }',
      variables: { m: null },
    },
    'month',
    /^month is null: give it a value\.$/,
    { ...ROLE, briefing: null },
  ),
  wrong(
    'null within an object, where the document has a default',
    {
      query:
        'query ($p: Percentage = "10") { viewer { role } checkShares(total: 100, shares: [{ percent: "1" }, { percent: $p }]) { verdict } }',
      variables: { p: null },
    },
    'shares.1.percent',
    /^shares\.1\.percent is null: give it a value\.$/,
    { ...ROLE, checkShares: null },
  ),
  wrong(
    'null for a directive',
    {
      query: 'query ($b: Boolean = true) { viewer { role } again: viewer { role @include(if: $b) } }',
      variables: { b: null },
    },
    'if',
    /^if is null: give it a value\.$/,
    { ...ROLE, again: null },
  ),
  wrong(
    'null for a directive at the root, where no field can be told from the others',
    {
      query: 'query ($b: Boolean = false) { viewer { role } again: viewer @skip(if: $b) { role } }',
      variables: { b: null },
    },
    'if',
    /^if is null: give it a value\.$/,
    null,
  ),
  wrong(
    'null for a variable that may not be',
    { query: CONGRESS, variables: { id: null } },
    'id',
    /^id is null: give it a value\.$/,
  ),
];

export const NAMES: readonly Fault[] = [
  fine('an empty operation name is none', { query: VIEWER, operationName: '' }),
  refused(
    'an unknown operation name beside an operation without a name',
    { query: VIEWER, operationName: 'One' },
    'OPERATION_RESOLUTION_FAILURE',
    /^The document has no operation with the name "One"\. Check operationName\.$/,
  ),
  refused(
    'an unknown operation name',
    { query: TWO, operationName: 'constructor' },
    'OPERATION_RESOLUTION_FAILURE',
    /^The document has no operation with the name "constructor"\./,
  ),
  refused(
    'several operations, and an empty name',
    { query: TWO, operationName: '' },
    'OPERATION_RESOLUTION_FAILURE',
    /^The document has several operations: say in operationName which is meant\.$/,
  ),
  fine('one of several operations', { query: TWO, operationName: 'One' }),
  fine('variables that the document does not know', {
    query: VIEWER,
    variables: json('{ "x": 1, "__proto__": { "role": 1 }, "constructor": { "prototype": 1 } }'),
  }),
  fine(
    'an alias that objects inherit something by',
    { query: '{ __proto__: viewer { __proto__: role constructor: role } }' },
    json('{ "__proto__": { "__proto__": "VIEWER", "constructor": "VIEWER" } }'),
  ),
  fine('a variable that objects inherit something by, without a value', {
    query:
      'query ($constructor: String, $toString: Boolean = true) { viewer @include(if: $toString) { role } progress(within: $constructor) @skip(if: true) { planned } }',
  }),
  wrong(
    'a variable that objects inherit something by, with a wrong value',
    {
      query: 'query ($__proto__: Level) { progress(level: $__proto__) { planned } }',
      variables: json('{ "__proto__": 1 }'),
    },
    'level',
    /^Enum "Level" cannot represent non-string value: 1\.$/,
  ),
  fine(
    'a variable that objects inherit something by, with a value',
    { query: SHARES.replaceAll('$s', '$__proto__'), variables: json('{ "__proto__": [{ "percent": "1" }] }') },
    { checkShares: { verdict: 'ONE' } },
  ),
  ...['__proto__', 'constructor', 'toString'].map((name) =>
    wrong(
      `a field ${name} of an input`,
      { query: SHARES, variables: json(`{ "s": [{ "percent": "1", "${name}": 1 }] }`) },
      'shares.0',
      new RegExp(`^Field "${name}" is not defined by type "PublishedShareInput"`),
    ),
  ),
  wrong(
    'an argument __proto__',
    { query: '{ viewer(__proto__: 1) { role } }' },
    '__proto__',
    /^Unknown argument "__proto__"/,
  ),
  refused(
    'a field __proto__',
    { query: '{ __proto__ }' },
    'GRAPHQL_VALIDATION_FAILED',
    /^Cannot query field "__proto__"/,
  ),
];

const DEEP = /^The JSON of the request nests \d+ levels deep, the limit is 64/;

export const VALUES: readonly Fault[] = [
  wrong('an Int of 1e100', { query: PAGE, variables: { n: 1e100 } }, 'first', /^Int cannot represent non 32-bit/),
  wrong('an Int of 2^53', { query: PAGE, variables: { n: 2 ** 53 } }, 'first', /^Int cannot represent non 32-bit/),
  wrong('a fraction for an Int', { query: PAGE, variables: { n: 1.5 } }, 'first', /^Int cannot represent non-integer/),
  wrong('a text for an Int', { query: PAGE, variables: { n: '1' } }, 'first', /^Int cannot represent non-integer/),
  wrong(
    'a literal of 1e100 for an Int',
    { query: '{ organizations(first: 1e100) { totalCount } }' },
    'first',
    /^Int cannot represent non-integer value: 1e100$/,
  ),
  wrong(
    '"true" for a Boolean',
    { query: 'query ($b: Boolean!) { viewer @include(if: $b) { role } }', variables: { b: 'true' } },
    'if',
    /^Boolean cannot represent a non boolean value: "true"$/,
  ),
  wrong('an object for an ID', { query: CONGRESS, variables: { id: {} } }, 'id', /^ID cannot represent value: \{\}$/),
  wrong('a list for a single ID', { query: CONGRESS, variables: { id: ['a'] } }, 'id', /^ID cannot represent value/),
  {
    ...refused('a number for an ID, which is one', { query: CONGRESS, variables: { id: 5 } }, 'NOT_FOUND', /"5"/),
    argument: 'id',
    data: { congress: null },
  },
  fine(
    'a single value for a list, which is a list of one',
    { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: 'a' } },
    { nodes: [null] },
  ),
  wrong(
    'null in a list',
    { query: SHARES, variables: { s: [{ percent: '1' }, null] } },
    'shares.1',
    /^shares\.1 is null/,
  ),
  wrong(
    'an input without what it needs',
    { query: SHARES, variables: { s: [{}] } },
    'shares.0',
    /"percent" of required type/,
  ),
  wrong(
    'a wrong value far down',
    { query: SHARES, variables: { s: [{ percent: '1' }, { percent: [] }] } },
    'shares.1.percent',
    /^That value is not a percentage/,
  ),
  wrong(
    'a number for an enum',
    { query: 'query ($l: Level) { progress(level: $l) { planned } }', variables: { l: 1 } },
    'level',
    /^Enum/,
  ),
  wrong('no value for a variable', { query: CONGRESS, variables: {} }, 'id', /^The variable "\$id" is missing/),
  refused('a value of many levels', { query: CONGRESS, variables: { id: nested(1_500) } }, 'LIMIT', DEEP),
  refused('many levels in what nobody reads', { query: VIEWER, extensions: { x: nested(1_500) } }, 'LIMIT', DEEP),
  wrong(
    'a value of some levels',
    { query: CONGRESS, variables: { id: nested(60) } },
    'id',
    /^ID cannot represent value/,
  ),
  wrong(
    'a value of some levels in a list',
    { query: SHARES, variables: { s: nested(60) } },
    'shares.0',
    /to be an object/,
  ),
  fine('some levels in what nobody reads', {
    query: VIEWER,
    variables: { x: nested(60) },
    extensions: { x: nested(60) },
  }),
];

export const DOCUMENTS: readonly Fault[] = [
  refused('an empty document', { query: '' }, 'BAD_REQUEST', /^There is no "query"/),
  refused('white space', { query: ' \n' }, 'GRAPHQL_PARSE_FAILED', /^Syntax Error: Unexpected <EOF>\.$/),
  refused(
    'an unfinished document',
    { query: '{' },
    'GRAPHQL_PARSE_FAILED',
    /^Syntax Error: Expected Name, found <EOF>\.$/,
  ),
  refused(
    'an unknown field',
    { query: '{ nope }' },
    'GRAPHQL_VALIDATION_FAILED',
    /^Cannot query field "nope" on type "Query"/,
  ),
  refused(
    'a type in place of an operation',
    { query: 'type Query { a: Int }' },
    'GRAPHQL_VALIDATION_FAILED',
    /definition is not executable/,
  ),
  refused(
    'lists in lists',
    { query: `{ viewer(a: ${'['.repeat(2_000)}` },
    'LIMIT',
    /^The document nests more than 200 levels deep/,
  ),
  refused(
    'selections in selections',
    { query: '{a'.repeat(2_000) },
    'LIMIT',
    /^The document nests more than 200 levels deep/,
  ),
  refused(
    'objects in objects',
    { query: `{ viewer(a: ${'{a:'.repeat(2_000)}` },
    'LIMIT',
    /^The document nests more than 200/,
  ),
  refused('types in types', { query: `query ($x: ${'['.repeat(2_000)}` }, 'LIMIT', /^The document nests more than 200/),
  refused(
    'selections that are only a little too deep',
    { query: `{ organization(code: "01") ${'{parent'.repeat(30)}{code}${'}'.repeat(30)} }` },
    'LIMIT',
    /^The operation nests too deep: its depth is 32, the limit is 20\./,
  ),
  refused(
    'too many tokens',
    { query: `{ ${'a '.repeat(5_000)}}` },
    'LIMIT',
    /^The document has more than 5000 tokens\./,
  ),
  {
    ...refused(
      'what does not exist: the other fields are answered',
      { query: '{ congress(id: "x") { status } viewer { role } }' },
      'NOT_FOUND',
      /^There is no congress with the id "x"\./,
    ),
    argument: 'id',
    data: { congress: null, ...ROLE },
  },
];

const persisted = (hash: unknown, version = 1) => ({ persistedQuery: { version, sha256Hash: hash } });

export const HASHES: readonly Fault[] = [
  {
    ...refused(
      'a hash that nobody knows',
      { query: '', extensions: persisted('0'.repeat(64)) },
      'PERSISTED_QUERY_NOT_FOUND',
      /^PersistedQueryNotFound$/,
    ),
    status: 200,
  },
  refused(
    'a hash of another document',
    { query: VIEWER, extensions: persisted('0'.repeat(64)) },
    'BAD_REQUEST',
    /is not the SHA-256 of the document/,
  ),
  refused(
    'another version',
    { query: VIEWER, extensions: persisted('0'.repeat(64), 2) },
    'BAD_REQUEST',
    /"extensions\.persistedQuery" is not understood/,
  ),
  refused(
    'a hash that is a number',
    { query: VIEWER, extensions: persisted(5) },
    'BAD_REQUEST',
    /"extensions\.persistedQuery" is not understood/,
  ),
  refused(
    'a hash that is not in an object',
    { query: VIEWER, extensions: { persistedQuery: 'x' } },
    'BAD_REQUEST',
    /"extensions\.persistedQuery" is not understood/,
  ),
  fine('null in place of a hash', { query: VIEWER, extensions: { persistedQuery: null } }),
];

/** What is no request at all: over WebSocket it is no message of the protocol, and closes the socket with 4400. */
export const REQUESTS: readonly Fault[] = [
  refused('no document', {}, 'BAD_REQUEST', /^There is no "query"/),
  refused('a list of variables', { query: VIEWER, variables: [] }, 'BAD_REQUEST', /^"variables" is not an object\.$/),
  refused('variables that are a text', { query: VIEWER, variables: 'x' }, 'BAD_REQUEST', /^"variables" is not/),
  refused(
    'a list of extensions',
    { query: VIEWER, extensions: [] },
    'BAD_REQUEST',
    /^"extensions" is not an object\.$/,
  ),
  refused('extensions that are a text', { query: VIEWER, extensions: 'x' }, 'BAD_REQUEST', /^"extensions" is not/),
];
