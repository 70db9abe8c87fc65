/** Briefings as files, asked for on a condition: answered by what they say, without writing anything (RFC 9110, §13). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { get as request, type IncomingMessage } from 'node:http';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { holdThreads } from '../support/hold-threads';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const cleanUp = openCleanUp();
let app: TestApp;
let letGo: () => Promise<void>;
let token: string;

/** Its threads write nothing until they are let go. */
beforeAll(async () => {
  const held = await holdThreads();
  cleanUp.add(held.close);
  app = await startTestApp({}, held);
  cleanUp.add(app.close);
  letGo = held.letGo;
  cleanUp.add(letGo);
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => cleanUp.closeAll());

/** A header may be given in several lines. */
type Lines = Record<string, string | string[]>;

async function ask(name: string, given: Lines = {}, method = 'GET', by = token): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${by}`, ...given };
  const [response] = (await once(request(`${app.url}/briefings/${name}`, { method, headers }), 'response')) as [
    IncomingMessage,
  ];
  response.resume();
  return response;
}

async function tagOf(name: string): Promise<string> {
  const { statusCode, headers } = await ask(name, {}, 'HEAD');
  expect(statusCode).toBe(200);
  return headers.etag ?? '';
}

test('HEAD tells all of a file but its length, and writes nothing', async () => {
  const { statusCode, headers } = await ask('2020-03.docx', {}, 'HEAD');
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': 'attachment; filename="giao-ban-2020-03.docx"',
    'cache-control': 'private, no-cache',
    'accept-ranges': 'none',
    etag: expect.stringMatching(/^"[\w-]{43}"$/),
  });
  expect(headers).not.toHaveProperty('content-length');
});

test('each file has a tag of its own', async () => {
  const names = ['2020-03.md', '2020-03.html', '2020-03.docx', '2020-03.md?language=en', '2020-03.md?organization=01'];
  const tags = await Promise.all([...names, '2020-02.md'].map(tagOf));
  expect(new Set(tags).size).toBe(6);
});

test('304 for who has it, by GET and HEAD, with what a cache has to know and nothing else', async () => {
  const etag = await tagOf('2020-03.docx');
  const lists = [etag, `W/${etag}`, `"x", ${etag}`, ['"x"', etag], '*'];
  for (const given of lists) {
    for (const method of ['GET', 'HEAD']) {
      const headers = { 'if-none-match': given, 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' };
      const response = await ask('2020-03.docx', headers, method);
      expect(response.statusCode).toBe(304);
      expect(response.headers).toMatchObject({ etag, 'cache-control': 'private, no-cache' });
      expect(response.headers.vary).toBe('authorization, origin');
      expect(response.headers).not.toHaveProperty('content-type');
    }
  }
});

test('412 where If-Match names something else, 200 or 304 where it does not', async () => {
  const etag = await tagOf('2020-03.docx');
  const status = async (given: Lines): Promise<unknown> => (await ask('2020-03.docx', given, 'HEAD')).statusCode;
  expect(await status({ 'if-match': '"x"' })).toBe(412);
  expect(await status({ 'if-match': `W/${etag}` })).toBe(412);
  expect(await status({ 'if-match': ['"x"', etag] })).toBe(200);
  expect(await status({ 'if-match': '*', 'if-none-match': '*' })).toBe(304);
  expect((await ask('2020-03.docx', { 'if-match': '"x"' })).statusCode).toBe(412);
});

test('P7: conditions open nothing: what may not be seen is answered like what is not there', async () => {
  const of02 = await tokenFor(Role.ADMIN, '02');
  const etag = await tagOf('2020-03.md?organization=01');
  for (const given of [etag, '*']) {
    expect((await ask('2020-03.md?organization=01', { 'if-none-match': given }, 'GET', of02)).statusCode).toBe(404);
    expect((await ask('2020-03.md?organization=77.9', { 'if-none-match': given }, 'GET', of02)).statusCode).toBe(404);
    expect((await ask('2020-03.md?organization=01', { 'if-none-match': given }, 'GET', 'nonsense')).statusCode).toBe(
      401,
    );
  }
});

test('a draft has another tag once it says something else, and the same one after what it does not tell of', async () => {
  const [country, other] = [await tagOf('2020-03.md'), await tagOf('2020-03.md?organization=02')];
  const report = `mutation { reportCongressCompleted(input: { organization: "01.002.0018", heldOn: "2020-02-28" }) { position } }`;
  expect((await app.send(report)).errors).toBeUndefined();
  expect(await tagOf('2020-03.md')).not.toBe(country);
  expect(await tagOf('2020-03.md?organization=02')).toBe(other);
});

test('the tag that was told before is that of the bytes', async () => {
  const etag = await tagOf('2020-03.html?organization=02');
  await letGo();
  const { statusCode, headers } = await ask('2020-03.html?organization=02', { range: 'bytes=0-9' });
  expect(statusCode).toBe(200);
  expect(headers.etag).toBe(etag);
  expect(Number(headers['content-length'])).toBeGreaterThan(100_000);
});
