/** The log as operators read it: one line for each operation and one for each other request, with no word of what was asked (P23). */
import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { Role } from '../../src/access/viewer';
import { startApp } from '../../src/app';
import { readConfig } from '../../src/config/config';
import { openVoice } from '../../src/process/voice';
import { openCleanUp } from '../support/clean-up';
import { openRawEventStream } from '../support/raw-event-stream';
import { sendRaw } from '../support/raw-http';
import { openRawSocket } from '../support/raw-socket';
import { SECRET, THREAD_ARGUMENTS, tokenFor } from '../support/start-test-app';
import { cloneTemplate } from '../support/templates';

type Line = Record<string, unknown> & { msg: string };

const ASKED = 'query Looking($code: String!) { organization(code: $code) { name } }';
const ADDRESS = '127.0.0.1';
const SUBJECT = 'office of 01';
const MOST_COST = 500;

const cleanUp = openCleanUp();
const written = new EventEmitter();
const raw: string[] = [];
let url: string;
let token: string;
let ids = 0;

const newId = (): string => `id.${(ids += 1)}`;
const linesOf = (id: string): Line[] =>
  raw.map((line) => JSON.parse(line) as Line).filter(({ requestId }) => requestId === id);

/** An operation of a stream is settled after its answer has begun. */
async function waitForLine(id: string): Promise<Line> {
  for (;;) {
    const [line] = linesOf(id);
    if (line !== undefined) return line;
    await once(written, 'line');
  }
}

async function ask(body: object, headers: Record<string, string> = {}): Promise<{ id: string; text: string }> {
  const id = newId();
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': id, authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  });
  return { id, text: await answer.text() };
}

beforeAll(async () => {
  const database = await cloneTemplate('small');
  cleanUp.add(() => database.drop());
  const app = await startApp({
    config: readConfig({
      DATABASE_URL: database.url,
      AUTH_JWT_SECRET: SECRET,
      PORT: '0',
      DRAIN_SECONDS: '0',
      LIMIT_COST: String(MOST_COST),
    }),
    log: pino(
      { level: 'info', base: null },
      {
        write: (line: string) => {
          raw.push(line);
          written.emit('line');
        },
      },
    ),
    voice: openVoice({ write: () => undefined }),
    onDatabaseLost: () => undefined,
    threadArguments: THREAD_ARGUMENTS,
  });
  cleanUp.add(() => app.close());
  ({ url } = app);
  token = await tokenFor(Role.VIEWER, '01', SUBJECT);
});
afterAll(() => cleanUp.closeAll());

const line = (id: string, of: object): object => ({
  level: 30,
  time: expect.any(Number),
  requestId: id,
  address: ADDRESS,
  milliseconds: expect.any(Number),
  ...of,
});

describe('an operation (P23)', () => {
  const served = { subject: SUBJECT, type: 'query', name: 'Looking', outcome: 'OK', msg: 'operation' };

  test('over HTTP has one line: whose it was, what it cost, what came of it', async () => {
    const { id, text } = await ask({ query: ASKED, variables: { code: '01' } });
    expect(JSON.parse(text)).toHaveProperty('data.organization.name');
    expect(linesOf(id)).toEqual([line(id, { ...served, transport: 'http', cost: expect.any(Number) })]);
    expect(linesOf(id)[0]?.['cost']).toBeGreaterThan(0);
  });

  test('over WebSocket has one, with the id of the request that opened the socket', async () => {
    const id = newId();
    const socket = openRawSocket(url, { headers: { 'x-request-id': id } });
    await socket.opened;
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect((await socket.next()).type).toBe('connection_ack');
    socket.send({ type: 'subscribe', id: 'a', payload: { query: ASKED, variables: { code: '01' } } });
    expect((await socket.next()).type).toBe('next');
    socket.send({ type: 'subscribe', id: 'b', payload: { query: '{ nothing }' } });
    expect((await socket.next()).type).toBe('complete');
    expect((await socket.next()).type).toBe('error');
    socket.socket.terminate();
    const unread = { subject: SUBJECT, type: 'unknown', outcome: 'GRAPHQL_VALIDATION_FAILED', msg: 'operation' };
    expect(linesOf(id)).toEqual([
      line(id, { ...served, transport: 'websocket', cost: expect.any(Number) }),
      line(id, { ...unread, transport: 'websocket' }),
    ]);
  });

  test('over an event stream has one, when it has begun', async () => {
    const id = newId();
    const query = 'subscription Following { congressChanged { node { position } } }';
    const stream = await openRawEventStream(url, { query }, { token, headers: { 'x-request-id': id } });
    const begun = await waitForLine(id);
    stream.leave();
    expect(begun).toEqual(
      line(id, {
        ...served,
        type: 'subscription',
        name: 'Following',
        transport: 'event_stream',
        cost: expect.any(Number),
      }),
    );
  });

  test('that is refused has its code, whether nobody knows whose it is or it asks for too much', async () => {
    const { id: stranger } = await ask({ query: ASKED, variables: { code: '01' } }, { authorization: 'Bearer a.b.c' });
    expect(linesOf(stranger)).toMatchObject([{ msg: 'operation', outcome: 'UNAUTHENTICATED', address: ADDRESS }]);
    expect(linesOf(stranger)[0]).not.toHaveProperty('subject');
    const dear = '{ congresses(first: 200) { edges { node { organization { name } } } } }';
    const { id } = await ask({ query: dear }, { accept: 'application/json' });
    expect(linesOf(id)).toMatchObject([{ msg: 'operation', outcome: 'LIMIT', subject: SUBJECT }]);
  });

  test('never shows what was asked: neither the document nor its values', async () => {
    const secret = 'nobody else should read this';
    const { id } = await ask({ query: `${ASKED} # ${secret}`, variables: { code: secret } });
    const { id: byGet } = await getWith(secret);
    expect([...linesOf(id), ...linesOf(byGet)].map(({ msg }) => msg)).toEqual(['operation', 'operation']);
    expect(raw.filter((each) => each.includes('nobody'))).toEqual([]);
  });

  async function getWith(secret: string): Promise<{ id: string }> {
    const id = newId();
    const query = `query Looking { __typename } # ${secret}`;
    const headers = { 'x-request-id': id, authorization: `Bearer ${token}` };
    await (await fetch(`${url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers })).text();
    return { id };
  }

  test('cannot forge a line: neither by a name without end nor by a token that we would not sign', async () => {
    const before = raw.length;
    const { id } = await ask({ query: `query ${'N'.repeat(20_000)} { __typename }` });
    const named = linesOf(id);
    expect(named).toMatchObject([{ msg: 'operation', outcome: 'OK' }]);
    expect(String(named[0]?.['name']).length).toBeLessThanOrEqual(101);
    const forged = await new SignJWT({ role: Role.VIEWER, organization: '01' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('a\n{"level":60,"msg":"forged"}\u001b[2J\u2028\u202e')
      .sign(new TextEncoder().encode(SECRET));
    const { id: refused } = await ask({ query: '{ __typename }' }, { authorization: `Bearer ${forged}` });
    expect(linesOf(refused)).toMatchObject([{ outcome: 'UNAUTHENTICATED' }]);
    expect(raw.length - before).toBe(2);
    expect(raw.slice(before).join('')).not.toContain('forged');
  });
});

describe('a request that is no operation', () => {
  const request = { method: 'GET', msg: 'request' };

  test('has one line, without what stands behind the question mark', async () => {
    const id = newId();
    await (await fetch(`${url}/nothing%0Ahere?token=abc`, { headers: { 'x-request-id': id } })).text();
    expect(linesOf(id)).toEqual([line(id, { ...request, path: '/nothing%0Ahere', status: 404 })]);
    expect(raw.filter((each) => each.includes('token=abc'))).toEqual([]);
  });

  test('has one where it was to be an operation and could not be read', async () => {
    const id = newId();
    const head = [
      'POST /graphql HTTP/1.1',
      'host: here',
      'content-type: application/json',
      `x-request-id: ${id}`,
      `authorization: Bearer ${token}`,
    ];
    const { status } = await sendRaw(url, [...head, 'content-length: 1'], '{');
    expect(status).toBe(400);
    const found = await waitForLine(id);
    expect(found).toEqual(line(id, { method: 'POST', path: '/graphql', status: 400, msg: 'request' }));
  });

  test('has none where it asks for health', async () => {
    const before = raw.length;
    for (const path of ['/healthz', '/readyz']) expect((await fetch(url + path)).status).toBe(200);
    // Lines of those before it are written by then.
    const { id } = await ask({ query: '{ __typename }' });
    expect(raw.slice(before).map((each) => (JSON.parse(each) as Line)['requestId'])).toEqual([id]);
  });
});

test('above the level of information nothing is written, and nothing watched', async () => {
  const lines: string[] = [];
  const database = await cloneTemplate('small');
  cleanUp.add(() => database.drop());
  const quiet = await startApp({
    config: readConfig({ DATABASE_URL: database.url, AUTH_JWT_SECRET: SECRET, PORT: '0', DRAIN_SECONDS: '0' }),
    log: pino({ level: 'warn' }, { write: (each: string) => lines.push(each) }),
    voice: openVoice({ write: () => undefined }),
    onDatabaseLost: () => undefined,
    threadArguments: THREAD_ARGUMENTS,
  });
  cleanUp.add(() => quiet.close());
  expect((await fetch(`${quiet.url}/nothing`)).status).toBe(404);
  expect(lines).toEqual([]);
});
