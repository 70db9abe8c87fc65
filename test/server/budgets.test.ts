/** One who asks for too much in a short time is told when to come back, over each transport; nobody else notices (P23). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { askSocket, connect } from '../support/raw-socket';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const DEAR = '{ congresses(first: 200) { edges { node { id status plannedOn heldOn organization { code name } } } } }';
const CHEAP = '{ progress { planned } }';
const OVERDRAWN = {
  code: 'LIMIT',
  limit: 100,
  // By how much one operation may overdraw the budget, at that rate.
  retryAfter: expect.any(Number),
};

let app: TestApp;

/** Hardly anything comes back while the test runs. */
beforeAll(async () => {
  app = await startTestApp({ LIMIT_COST_PER_SECOND: '100', LIMIT_COST_AT_ONCE: '2000' });
});
afterAll(() => app.close());

interface Sent {
  status: number;
  headers: Headers;
  errors: { message: string; extensions: Record<string, unknown> }[] | undefined;
}

async function send(query: string, token: string, path = '/graphql'): Promise<Sent> {
  const { status, headers, body } = await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      accept: path === '/graphql' ? 'application/json' : 'text/event-stream',
    },
    body: JSON.stringify({ query }),
  }).then(async (response) => ({ status: response.status, headers: response.headers, body: await response.text() }));
  const errors = body.startsWith('{') ? (JSON.parse(body) as Sent).errors : undefined;
  return { status, headers, errors };
}

/** A client whose budget is overdrawn, of which this is the first operation that was refused. */
async function overdraw(token: string): Promise<Sent> {
  for (let times = 0; ; times += 1) {
    // What was asked before costs next to nothing: it would not be overdrawn by much.
    const sent = await send(`${DEAR} # ${times}`, token);
    if (sent.status !== 200) return sent;
  }
}

test('over HTTP the answer says what is left, and the one too many has the status 429, the code and when to come back', async () => {
  const token = await tokenFor(Role.VIEWER, 'VN', 'eager');
  const first = await send(CHEAP, token);
  expect(first.status).toBe(200);
  expect(first.headers.get('ratelimit-policy')).toBe('"cost";q=2000;w=20');
  const [, left] = /^"cost";r=(\d+);t=\d+$/.exec(first.headers.get('ratelimit') ?? '') ?? [];
  expect(Number(left)).toBeLessThan(2_000);
  const refused = await overdraw(token);
  expect(refused.status).toBe(429);
  expect(refused.errors).toEqual([
    { message: expect.stringMatching(/Try again in \d+ seconds/), extensions: OVERDRAWN },
  ]);
  expect(Number(refused.headers.get('retry-after'))).toBe(refused.errors?.[0]?.extensions['retryAfter']);
  expect(refused.headers.get('ratelimit')).toMatch(/^"cost";r=0;t=\d+$/);
});

describe('one whose budget is overdrawn', () => {
  let token: string;
  beforeAll(async () => {
    token = await tokenFor(Role.VIEWER, 'VN', 'overdrawn');
    await overdraw(token);
  });

  test('is refused over WebSocket, operation by operation: the socket stays', async () => {
    const raw = await connect(app.url, token);
    for (let times = 0; times < 2; times += 1) {
      const { errors } = await askSocket(raw, CHEAP);
      expect(errors?.map(({ extensions }) => extensions)).toEqual([OVERDRAWN]);
    }
    raw.socket.terminate();
  });

  test('is refused as an event stream, before it begins', async () => {
    const { status, headers, errors } = await send(CHEAP, token, '/graphql/stream');
    expect([status, errors?.map(({ extensions }) => extensions)]).toEqual([429, [OVERDRAWN]]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('is refused whatever else is wrong with the operation: nothing of it is read any more', async () => {
    const { status, errors } = await send('{ thisIsNotAField', token);
    expect([status, errors?.[0]?.extensions]).toEqual([429, OVERDRAWN]);
  });

  test('takes nothing from another subject, nor from another of the same address', async () => {
    const other = await send(CHEAP, await tokenFor(Role.VIEWER, 'VN', 'someone else'));
    expect(other.status).toBe(200);
  });
});

test('what is refused for what it says costs what reading it cost', async () => {
  const token = await tokenFor(Role.VIEWER, 'VN', 'careless');
  const leftAfter = async (query: string): Promise<number> => {
    const { headers } = await send(query, token);
    return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
  };
  const before = await leftAfter(CHEAP);
  const after = await leftAfter(`{ ${'nothing '.repeat(1_000)} }`);
  expect(before - after).toBeGreaterThan(200);
});
