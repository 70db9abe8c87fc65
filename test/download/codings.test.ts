/** Briefings as files, each in several codings: every coding has a tag of its own (RFC 9110, §8.8.3.3), and who has any of them has the file. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { get as request, type IncomingMessage } from 'node:http';
import { Role } from '../../src/access/viewer';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => app.close());

async function ask(name: string, given: Record<string, string> = {}, method = 'GET') {
  const headers = { authorization: `Bearer ${token}`, ...given };
  const [response] = (await once(request(`${app.url}/briefings/${name}`, { method, headers }), 'response')) as [
    IncomingMessage,
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) };
}

test('a page is the same in each coding, and each has a tag of its own', async () => {
  const plain = await ask('2020-03.html');
  const br = await ask('2020-03.html', { 'accept-encoding': 'gzip, br' });
  const gzip = await ask('2020-03.html', { 'accept-encoding': 'gzip' });
  expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
  expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
  const name = plain.headers.etag?.slice(1, -1);
  expect([br, gzip].map(({ headers }) => [headers['content-encoding'], headers.etag])).toEqual([
    ['br', `"${name}-br"`],
    ['gzip', `"${name}-gz"`],
  ]);
  for (const { headers } of [plain, br, gzip]) expect(headers.vary).toBe('authorization, origin, accept-encoding');
});

test('a Word document is compressed already', async () => {
  const { headers } = await ask('2020-03.docx', { 'accept-encoding': 'gzip, br' });
  expect(headers).not.toHaveProperty('content-encoding');
  expect(headers.vary).toBe('authorization, origin');
  expect(headers.etag).toMatch(/^"[\w-]{43}"$/);
});

test('304 for who has it in any coding that they accept, under the tag that they have', async () => {
  const tag = async (coding: string) =>
    (await ask('2020-03.md', { 'accept-encoding': coding }, 'HEAD')).headers.etag ?? '';
  const [plain, gzip, br] = [await tag('identity'), await tag('gzip'), await tag('br')];
  const answer = async (accepted: string, given: Record<string, string>) => {
    const { status, headers } = await ask('2020-03.md', { 'accept-encoding': accepted, ...given });
    return [status, headers.etag];
  };
  expect(await answer('br, gzip', { 'if-none-match': br })).toEqual([304, br]);
  expect(await answer('br, gzip', { 'if-none-match': gzip })).toEqual([304, gzip]);
  expect(await answer('br, gzip', { 'if-none-match': `"x", W/${plain}` })).toEqual([304, plain]);
  expect(await answer('br, gzip', { 'if-none-match': '*' })).toEqual([304, br]);
  // What they have is in a coding that they do not accept any more.
  expect(await answer('identity', { 'if-none-match': br })).toEqual([200, plain]);
  expect(await answer('br', { 'if-match': gzip })).toEqual([412, undefined]);
  expect(await answer('br, gzip', { 'if-match': gzip })).toEqual([200, gzip]);
  expect(await answer('br, gzip', { 'if-match': gzip, 'if-none-match': `${gzip}, ${br}` })).toEqual([304, gzip]);
});

test('parts are not given, and dates decide nothing: the whole file comes', async () => {
  const { headers, bytes } = await ask('2020-03.md', { 'accept-encoding': 'gzip' });
  const date = 'Fri, 01 Jan 2100 00:00:00 GMT';
  const given = {
    range: 'bytes=0-9',
    'if-range': headers.etag ?? '',
    'if-modified-since': date,
    'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
  };
  const again = await ask('2020-03.md', { 'accept-encoding': 'gzip', ...given });
  expect([again.status, again.headers['accept-ranges'], again.bytes.length]).toEqual([200, 'none', bytes.length]);
});

test('HEAD after GET knows how long the file is in its coding', async () => {
  const coded = { 'accept-encoding': 'br' };
  const { bytes } = await ask('2020-03.md?language=en', coded);
  const { headers } = await ask('2020-03.md?language=en', coded, 'HEAD');
  expect(headers).toMatchObject({ 'content-encoding': 'br', 'content-length': `${bytes.length}` });
});
