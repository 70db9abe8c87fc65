/** P19, P20: answers over GET have tags: a client that has one is told that nothing has changed, and only then. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { SetCongressPilotDocument } from '../generated/operations';
import { findPlanned } from '../support/stream-reports';
import { post, requireData, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { askBytes, type AskedWhole } from '../support/whole-answers';

const RICH = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000' };
const LONG: AskedWhole = { query: '{ organizations(first: 60) { edges { node { id code name level } } } }' };
const SHORT: AskedWhole = { query: '{ progress { planned completed } }' };
const SPOKEN: AskedWhole = { query: '{ progress { planned } organization(code: "no") { name } }' };

let app: TestApp;
/** Another process on the same database. */
let other: App;
let admin: string;
let viewer: string;
let codes: string[];
let isPilot = false;

beforeAll(async () => {
  app = await startTestApp(RICH);
  other = await startOn(app.databaseUrl, RICH);
  admin = await tokenFor(Role.ADMIN);
  viewer = await tokenFor(Role.VIEWER);
  codes = await findPlanned(app.url, admin, 1, { within: '01' });
});
afterAll(async () => {
  await other.close();
  await app.close();
});

async function change(): Promise<void> {
  isPilot = !isPilot;
  const input = { organization: codes[0]!, pilot: isPilot };
  requireData(await post(other.url, SetCongressPilotDocument, { input }, admin));
}

type Method = 'GET' | 'HEAD' | 'POST';

async function ask(asked: AskedWhole, headers: Record<string, string> = {}, token = viewer, method: Method = 'GET') {
  const answer = await askBytes(app.url, token, asked, { method, headers });
  return { ...answer, tag: answer.headers.etag };
}

const tagOf = async (...args: Parameters<typeof ask>): Promise<string> => {
  const { tag, status } = await ask(...args);
  expect(status).toBe(200);
  expect(tag).toMatch(/^"[\w-]{32}(-br|-gzip)?"$/);
  return tag!;
};

describe('the tag', () => {
  test('stays as long as nothing changes, whoever asks and whichever process is asked', async () => {
    const tag = await tagOf(SHORT);
    expect(await tagOf(SHORT)).toBe(tag);
    expect(await tagOf(SHORT, {}, await tokenFor(Role.REPORTER, 'VN', 'somebody'))).toBe(tag);
    const { headers } = await askBytes(other.url, viewer, SHORT, { method: 'GET' });
    expect(headers.etag).toBe(tag);
  });

  test.each<[string, () => Promise<string>]>([
    ['another question', () => tagOf({ query: '{ progress { planned } }' })],
    ['other rights', async () => tagOf(SHORT, {}, await tokenFor(Role.VIEWER, '01'))],
    ['another language', () => tagOf(SHORT, { 'accept-language': 'vi' })],
    ['another coding', () => tagOf(SHORT, { 'accept-encoding': 'br, identity;q=0' })],
  ])('is another one for %s', async (_what, tagged) => {
    expect(await tagged()).not.toBe(await tagOf(SHORT));
  });

  test('is another one for another operation of the document, and for other variables', async () => {
    const query = 'query A($c: String) { progress(within: $c) { planned } } query B { campaign { today } }';
    const asked = [
      { query, operationName: 'A' },
      { query, operationName: 'B' },
      { query, operationName: 'A', variables: { c: '01' } },
    ];
    expect(new Set(await Promise.all(asked.map((each) => tagOf(each)))).size).toBe(asked.length);
  });

  test('P19: is another one after a change, which is then not taken for the same', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tag = await tagOf(LONG);
      expect((await ask(LONG, { 'if-none-match': tag })).status).toBe(304);
      await change();
      const { status, tag: next, bytes } = await ask(LONG, { 'if-none-match': tag });
      expect(status).toBe(200);
      expect(next).not.toBe(tag);
      expect(bytes.length).toBeGreaterThan(1_000);
    }
  });
});

describe('a client that has an answer', () => {
  test('is told by 304, without a body, with its tag and what decides about it', async () => {
    const { headers, tag } = await ask(LONG, { 'accept-encoding': 'gzip' });
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toMatch(/accept-encoding/);
    expect(headers.vary).toMatch(/authorization/);
    const same = await ask(LONG, { 'accept-encoding': 'gzip', 'if-none-match': `"x", ${tag!}` });
    expect([same.status, same.bytes.length, same.tag]).toEqual([304, 0, tag]);
    expect(same.headers['cache-control']).toBe('private, no-cache');
    expect(same.headers.vary).toBe(headers.vary);
    expect(same.headers).not.toHaveProperty('content-encoding');
  });

  test('by another coding than it likes best is told so too', async () => {
    const gzip = await tagOf(LONG, { 'accept-encoding': 'gzip' });
    const { status, tag } = await ask(LONG, { 'accept-encoding': 'br, gzip', 'if-none-match': gzip });
    expect([status, tag]).toEqual([304, gzip]);
  });

  test('of somebody else is sent its own', async () => {
    const tag = await tagOf(SHORT);
    const { status, bytes } = await ask(SHORT, { 'if-none-match': tag }, await tokenFor(Role.VIEWER, '01'));
    expect(status).toBe(200);
    expect(bytes.equals((await ask(SHORT)).bytes)).toBe(false);
  });

  test('and asks for just this one is refused with 412 after a change, and told what to do', async () => {
    const tag = await tagOf(SHORT);
    expect((await ask(SHORT, { 'if-match': tag })).status).toBe(200);
    await change();
    const { status, bytes, headers } = await ask(SHORT, { 'if-match': tag });
    expect(status).toBe(412);
    expect(JSON.parse(bytes.toString())).toMatchObject({ errors: [{ message: expect.anything() as unknown }] });
    expect(headers['cache-control']).toBe('no-store');
  });
});

test.each([SHORT, LONG, SPOKEN])('HEAD says of $query what GET would', async (asked) => {
  for (const coding of ['identity', 'br']) {
    const get = await ask(asked, { 'accept-encoding': coding });
    const head = await ask(asked, { 'accept-encoding': coding }, viewer, 'HEAD');
    expect(head.bytes).toHaveLength(0);
    expect(head.status).toBe(200);
    for (const name of [
      'etag',
      'content-type',
      'content-encoding',
      'content-language',
      'cache-control',
      'vary',
      'content-length',
    ]) {
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
    }
  }
});

test('an answer to a POST is not to be kept by anybody, and has no tag', async () => {
  const { headers, bytes } = await ask(SHORT, {}, viewer, 'POST');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers).not.toHaveProperty('etag');
  expect(bytes.equals((await ask(SHORT)).bytes)).toBe(true);
});

test('what has words says in which language, and that another one would have others', async () => {
  const spoken = await ask(SPOKEN, { 'accept-language': 'vi' });
  expect(spoken.headers['content-language']).toBe('vi');
  expect(spoken.headers.vary).toMatch(/accept-language/);
  const english = await ask(SPOKEN, { 'accept-language': 'en', 'if-none-match': spoken.tag! });
  expect([english.status, english.headers['content-language']]).toEqual([200, 'en']);
  expect((await ask(SHORT, { 'accept-language': 'vi' })).headers).not.toHaveProperty('content-language');
});

describe.each<Method>(['GET', 'POST'])('compressed, by %s', (method) => {
  test('it says the same, first and again, and also after a change', async () => {
    for (let round = 0; round < 3; round += 1) {
      const plain = await ask(LONG, { 'accept-encoding': 'identity' }, viewer, method);
      for (const [coding, decode] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const first = await ask(LONG, { 'accept-encoding': coding }, viewer, method);
        const second = await ask(LONG, { 'accept-encoding': coding }, viewer, method);
        expect(first.headers['content-encoding']).toBe(coding);
        expect(first.headers['content-length']).toBe(`${first.bytes.length}`);
        expect(decode(first.bytes).equals(plain.bytes)).toBe(true);
        expect(second.bytes.equals(first.bytes)).toBe(true);
      }
      await change();
    }
  });
});
