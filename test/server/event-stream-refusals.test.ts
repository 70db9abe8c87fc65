/** Event streams that are refused before they begin, with the words of the other transports (P8); and what web pages may do. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import {
  openRawEventStream,
  type RawEventStream,
  type StreamOperation,
  type StreamRequestOptions,
} from '../support/raw-event-stream';
import { askSocket, connect } from '../support/raw-socket';
import { post, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const ORIGIN = 'https://dashboard.example';
const EVENTS =
  'subscription ($within: String, $after: Cursor) { congressChanged(within: $within, after: $after) { node { position } } }';
const VIEWER = '{ viewer { role } }';

const closers = openCleanUp();
let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp({ ALLOWED_ORIGINS: ORIGIN });
  reporter = await tokenFor(Role.REPORTER);
});
afterEach(() => closers.closeAll());
afterAll(() => app.close());

async function open(operation: StreamOperation, options: StreamRequestOptions = {}): Promise<RawEventStream> {
  const opened = await openRawEventStream(app.url, operation, { token: reporter, ...options });
  closers.add(() => {
    opened.leave();
    return Promise.resolve();
  });
  return opened;
}

async function refusalOf(opened: RawEventStream): Promise<{ status: number; errors: object[] }> {
  const { errors } = JSON.parse(await opened.body()) as { errors: object[] };
  return { status: opened.status, errors };
}

describe('what is no request for a stream is refused before it begins', () => {
  test.each<[string, object, Record<string, string>, RegExp]>([
    ['no query', {}, {}, /^There is no "query"/],
    ['a query that is no text', { query: 1 }, {}, /^"query" is not a string\.$/],
    ['a name that is no text', { query: VIEWER, operationName: 1 }, {}, /^"operationName" is not a string\.$/],
    ['a list of variables', { query: VIEWER, variables: [] }, {}, /^"variables" is not an object\.$/],
    ['variables in JSON within JSON', { query: VIEWER, variables: '{}' }, {}, /^"variables" is not an object\.$/],
    ['no body', null as unknown as object, {}, /^There is no "query"/],
    ['a list', [{ query: VIEWER }], {}, /^This is a list of operations\. Send one at a time\.$/],
  ])('%s: 400', async (_what, body, headers, message) => {
    const response = await fetch(`${app.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${reporter}`,
        ...headers,
      },
      body: JSON.stringify(body),
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 400,
      body: { errors: [{ message: expect.stringMatching(message), extensions: { code: 'BAD_REQUEST' } }] },
    });
  });

  test.each(['application/json', 'text/event-stream;q=0', ''])('another type of answer, "%s": 406', async (accept) => {
    const opened = await open({ query: VIEWER }, { headers: { accept } });
    const message = 'This endpoint answers with an event stream: send "accept: text/event-stream".';
    const errors = [{ message, extensions: { code: 'BAD_REQUEST' } }];
    expect(await refusalOf(opened)).toEqual({ status: 406, errors });
  });

  test('variables in the address that are no JSON: 400', async () => {
    const address = `${app.url}/graphql/stream?query=${encodeURIComponent(VIEWER)}&variables=x`;
    const headers = { accept: '*/*', authorization: `Bearer ${reporter}` };
    expect((await fetch(address, { headers })).status).toBe(400);
  });

  test('a bad token: 401, with the words of the socket that is closed with 4403', async () => {
    for (const token of ['a.b.c', null]) {
      const { errors } = await post(app.url, VIEWER, {}, token);
      expect(await refusalOf(await open({ query: EVENTS }, { token }))).toEqual({ status: 401, errors });
      expect(errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    }
  });

  test.each<[string, StreamOperation]>([
    ['no GraphQL', { query: 'subscription {' }],
    ['an unknown field', { query: 'subscription { congressForgotten { node { position } } }' }],
    ['a wrong value', { query: 'subscription { congressChanged(level: DISTRICT) { node { position } } }' }],
    ['a wrong variable', { query: EVENTS, variables: { within: 1 } }],
    ['a cursor that is none', { query: EVENTS, variables: { after: 5 } }],
  ])('a document with %s: 400, as over WebSocket (P8)', async (_what, operation) => {
    const socket = await connect(app.url, reporter);
    const { errors } = await askSocket(socket, operation.query, operation.variables);
    socket.socket.terminate();
    expect(errors).toHaveLength(1);
    expect(await refusalOf(await open(operation))).toEqual({ status: 400, errors });
  });

  test.each([
    ['there is none of the name', 'Third'],
    ['there are two, and no name is given', undefined],
  ])('an operation of which %s: 400, with the same words as over WebSocket (P8)', async (_what, operationName) => {
    const query =
      'subscription First { congressChanged { node { kind } } } subscription Second { congressChanged { node { position } } }';
    const named = operationName === undefined ? {} : { operationName };
    const socket = await connect(app.url, reporter);
    socket.send({ type: 'subscribe', id: '1', payload: { query, ...named } });
    const { type, payload } = await socket.next();
    socket.socket.terminate();
    expect(type).toBe('error');
    expect(await refusalOf(await open({ query, ...named }))).toEqual({ status: 400, errors: payload });
  });
});

describe('a web page', () => {
  const headersFor = (origin: string) => ({ headers: { origin } });

  test('of an allowed origin may read streams and refusals; of another it may not', async () => {
    const names = ['access-control-allow-origin', 'vary'] as const;
    const seen = async (query: string, origin: string) => {
      const { headers } = await open({ query }, headersFor(origin));
      return names.map((name) => headers[name]);
    };
    for (const query of [EVENTS, 'nonsense']) {
      expect(await seen(query, ORIGIN)).toEqual([ORIGIN, expect.stringMatching(/origin/i)]);
      expect((await seen(query, 'https://evil.example'))[0]).toBeUndefined();
    }
  });

  test('may ask before with all headers that a stream takes', async () => {
    const response = await fetch(`${app.url}/graphql/stream`, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,last-event-id',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-type,last-event-id');
    expect(response.headers.get('access-control-allow-methods')).toMatch(/POST/);
  });

  test('that sends a form without asking gets nothing', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = { 'content-type': type, accept: 'text/event-stream', authorization: `Bearer ${reporter}` };
      const body = JSON.stringify({ query: VIEWER });
      const { status } = await fetch(`${app.url}/graphql/stream`, { method: 'POST', headers, body });
      expect(status).toBe(415);
    }
  });
});
