/** The files of the page: kept by browsers for good, under the version that names them, and nothing else of this machine. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendRaw } from '../support/raw-http';
import { startTestApp, type TestApp } from '../support/start-test-app';
import { openAsBrowser } from './open-demo';

const BUILT = join(__dirname, '..', '..', 'dashboard', 'built');

interface FileList {
  version: string;
  files: Record<string, { type: string }>;
}

let app: TestApp;
let list: FileList;
beforeAll(async () => {
  app = await startTestApp();
  list = JSON.parse(await readFile(join(BUILT, 'files.json'), 'utf8')) as FileList;
});
afterAll(() => app.close());

const address = (name: string, version = list.version): string => `${app.url}/page/${version}/${name}`;

test('each is there as it was built, under its type, for good', async () => {
  const names = Object.entries(list.files);
  expect(names.length).toBeGreaterThan(5);
  for (const [name, { type }] of names) {
    const answer = await fetch(address(name));
    expect([name, answer.status]).toEqual([name, 200]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.equals(await readFile(join(BUILT, 'files', name)))).toBe(true);
    const again = await fetch(address(name), { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
    expect([name, again.status]).toEqual([name, 304]);
  }
});

test('each that the page names is there', async () => {
  const html = await (await openAsBrowser(app.url)).text();
  const named = [...html.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(2);
  for (const path of named) expect([path, (await fetch(`${app.url}${path}`)).status]).toEqual([path, 200]);
});

describe('there is none', () => {
  test.each(['page.txt', 'toString', '__proto__', 'files.json', 'server.cjs'])('that is called %s', async (name) => {
    expect((await fetch(address(name))).status).toBe(404);
  });

  test('of another version', async () => {
    expect((await fetch(address('page.css', 'older'))).status).toBe(404);
    expect((await fetch(address('page.css'))).status).toBe(200);
  });

  test.each([
    '/../server.cjs',
    '/..%2fserver.cjs',
    '/..%5cserver.cjs',
    '/%2e%2e/server.cjs',
    '/..%2f..%2f..%2fpackage.json',
    '//page.css',
    '/page.css%00',
    '/page.css/',
  ])('outside of their folder: %s', async (path) => {
    const answer = await sendRaw(app.url, [`GET /page/${list.version}${path} HTTP/1.1`, 'host: localhost']);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatch(/^\{"errors":/);
  });
});
