/** Whatever a client sends, and by whatever transport: it is told what is wrong, the server is never at fault, and goes on serving (P8). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Role } from '../../src/access/viewer';
import { PROBLEM_CODES } from '../../src/problem';
import { openEachTransport, type EachTransport, type Reply } from '../support/each-transport';
import { connect } from '../support/raw-socket';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

/** As many as a developer waits for; a long run takes more. */
const RUNS = { numRuns: Number(process.env['ANY_REQUEST_RUNS'] ?? 150) };
/** Long runs take as long as they take. */
const TIME = 60_000 + RUNS.numRuns * 200;

let app: TestApp;
let token: string;
let each: EachTransport;

beforeAll(async () => {
  // As long as a body may be.
  app = await startTestApp({ LIMIT_MESSAGE_BYTES: '1048576' });
  token = await tokenFor(Role.VIEWER);
  each = openEachTransport(app.url, token);
});
afterAll(async () => {
  each.close();
  await app.close();
});

const VALID = [
  'query Q($f: TextFormat, $m: Month = "2020-02") { briefing(month: $m) { month text(format: $f) } viewer { ...V } } fragment V on Viewer { role subject }',
  'query ($s: [PublishedShareInput!]!) { checkShares(total: 100, shares: $s) { verdict } }',
  'query A($id: ID!, $b: Boolean! = true) { node(id: $id) @include(if: $b) { id ... on Congress { status } } } query B { __typename }',
  'mutation ($i: PublishBriefingInput!) { publishBriefing(input: $i) { position } turnDay(input: {}) { position } }',
  'subscription S($w: String) { progress(within: $w) { planned rate } }',
  '{ organizations(first: 2, search: "a") { totalCount edges { node { name children(first: 1) { totalCount } } } } __schema { types { name } } }',
];
const TOKENS = [
  ...'{ } ( ) [ ] : ! = @ $ & | ... , # " """ \\ query mutation subscription fragment on type null true -1 1e400 0x 1.5'.split(
    ' ',
  ),
  ...'viewer progress node id first role input f m s V [[Int]] {a: ...V __typename __schema __proto__ constructor'.split(
    ' ',
  ),
  ...['\n', '\u202e', '\0', '"\\ud800"', '"\\u0000"', '99999999999999999999', '$f: Level', '... on Query'],
  ...['@include(if: $b)', '@skip(if: null)', '@deprecated'],
];
const NAMES = ['f', 'm', 's', 'id', 'b', 'i', 'w', '__proto__', 'constructor', 'toString', 'percent', 'month', ''];
const SCALARS = fc.constantFrom<unknown>(
  null,
  true,
  'true',
  '',
  'x',
  '2020-02',
  'HTML',
  '\ud800',
  '\0',
  0,
  -1,
  1.5,
  2 ** 53,
  1e100,
);

const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    SCALARS,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...NAMES), tie('value')), { maxLength: 3 }).map(toObject),
    fc.integer({ min: 100, max: 3_000 }).map(nested),
  ),
})).value;
const anyVariables = fc.array(fc.tuple(fc.constantFrom(...NAMES), anyValue), { maxLength: 4 }).map(toObject);

/** With `__proto__` as a property, as JSON.parse makes it. */
function toObject(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

function nested(levels: number): unknown {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}

/** A valid document, also with some of its text replaced, or a handful of tokens, some many times over. */
const anyDocument = fc.oneof(
  fc.constantFrom(...VALID),
  fc
    .tuple(
      fc.constantFrom(...VALID),
      fc.array(fc.tuple(fc.nat(200), fc.nat(8), fc.constantFrom('', ...TOKENS), fc.constantFrom(1, 1, 1, 300, 3_000)), {
        maxLength: 2,
      }),
    )
    .map(([text, changes]) =>
      changes.reduce(
        (now, [from, length, token, times]) =>
          `${now.slice(0, from)} ${token.repeat(times)} ${now.slice(from + length)}`,
        text,
      ),
    ),
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 }).map((tokens) => tokens.join(' ')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const anyOperation = fc.record(
  {
    query: anyDocument,
    variables: fc.oneof(fc.constant(null), anyVariables),
    operationName: fc.constantFrom(null, null, null, '', '', 'Q', 'A', 'B', 'constructor', '__proto__', '\ud800'),
    extensions: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.record({ persistedQuery: anyValue }) },
      { weight: 1, arbitrary: anyVariables },
    ),
  },
  { requiredKeys: ['query'] },
);

const EXPECTED: readonly unknown[] = Object.keys(PROBLEM_CODES).filter((code) => code !== 'INTERNAL_SERVER_ERROR');

function expectNoFault({ errors = [], closed, status }: Reply): void {
  expect(closed).toBeUndefined();
  expect(status ?? 200).toBeLessThan(500);
  for (const { message, extensions } of errors) {
    const code = extensions?.['code'];
    expect(EXPECTED).toContain(code);
    expect(message).toMatch(/\S/);
  }
}

test(
  'an operation: the same errors over every transport, and none of them ours',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyOperation, async (operation) => {
        const replies = await Promise.all(
          (['POST', 'WebSocket', 'event stream'] as const).map((transport) => each.ask(transport, operation)),
        );
        for (const reply of replies) expectNoFault(reply);
        const [overPost, ...others] = replies;
        // A subscription is told where to go instead.
        if (overPost!.errors?.[0]?.message.startsWith('Send subscriptions over WebSocket') === true) return;
        for (const { errors } of others) expect(errors).toEqual(overPost!.errors);
      }),
      RUNS,
    );
    expect(await each.ask('WebSocket', { query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
  },
  TIME,
);

test(
  'a body of any JSON, or of none: refused with less than 500',
  async () => {
    const anyBody = fc.oneof(
      anyValue.map((value) => JSON.stringify(value)),
      fc
        .record(
          { query: anyValue, variables: anyValue, operationName: anyValue, extensions: anyValue },
          { requiredKeys: [] },
        )
        .map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(anyBody, fc.constantFrom('/graphql', '/graphql/stream'), async (body, path) => {
        const headers = {
          'content-type': 'application/json',
          accept: path === '/graphql' ? 'application/json' : 'text/event-stream',
          authorization: `Bearer ${token}`,
        };
        const response = await fetch(`${app.url}${path}`, { method: 'POST', headers, body });
        const text = await response.text();
        expect(response.status).toBeLessThan(500);
        expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|stacktrace|node_modules/);
        expect(text).toContain('"errors":[{"message":');
      }),
      RUNS,
    );
  },
  TIME,
);

test(
  'any message: answered, or the socket is closed by the protocol',
  async () => {
    const anyMessage = fc.oneof(
      fc.string({ unit: 'binary' }),
      anyValue.map((value) => JSON.stringify(value)),
      fc
        .record(
          {
            type: fc.constantFrom(
              'subscribe',
              'complete',
              'ping',
              'pong',
              'next',
              'connection_init',
              'connection_ack',
              'start',
              '__proto__',
            ),
            id: fc.constantFrom<unknown>('1', '', '__proto__', 'constructor', 5, null),
            payload: fc.oneof(anyOperation, anyValue),
          },
          { requiredKeys: ['type'] },
        )
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage, { minLength: 1, maxLength: 4 }), async (messages) => {
        const raw = await connect(app.url, token);
        for (const message of messages) raw.socket.send(message);
        raw.send({ type: 'subscribe', id: 'last', payload: { query: '{ __typename }' } });
        for (;;) {
          const next = await raw.next().catch(() => undefined);
          if (next === undefined) {
            expect([4400, 4409, 4429]).toContain((await raw.closed).code);
            return;
          }
          expect(JSON.stringify(next)).not.toContain('INTERNAL_SERVER_ERROR');
          if (next.id === 'last') break;
        }
        raw.socket.terminate();
      }),
      RUNS,
    );
  },
  TIME,
);
