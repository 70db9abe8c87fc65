/** Briefings as files, over HTTP and by the command line: for those who may read them in the API (P7). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Role } from '../../src/access/viewer';
import { runGiaoban } from '../support/run-giaoban';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'giaoban-briefing-'));
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function get(name: string, { token = '', ...headers }: Record<string, string> = {}): Promise<Response> {
  const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${app.url}/briefings/${name}`, { headers: { ...headers, ...authorization } });
}

describe('GET /briefings/…', () => {
  it.each([
    ['2020-03.md', 'text/markdown; charset=utf-8', 'attachment; filename="giao-ban-2020-03.md"'],
    ['2020-03.html', 'text/html; charset=utf-8', 'inline; filename="giao-ban-2020-03.html"'],
    [
      '2020-03.docx?language=EN',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'attachment; filename="giao-ban-2020-03.docx"',
    ],
  ])('%s', async (name, type, disposition) => {
    const token = await tokenFor(Role.VIEWER);
    const response = await get(name, { token });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(disposition);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const bytes = Buffer.from(await response.arrayBuffer());
    if (name.includes('docx')) expect(bytes.subarray(0, 2).toString()).toBe('PK');
    else expect(bytes.toString()).toContain('1.174');
    const again = await get(name, { token, 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('names the file of an organization whose code is not plain', async () => {
    const { dataSource } = app.app;
    await dataSource.query("UPDATE organization SET code = 'Đ/63' WHERE code = '96'");
    const response = await get('2020-03.md?organization=%C4%90/63', { token: await tokenFor(Role.VIEWER) });
    await dataSource.query("UPDATE organization SET code = '96' WHERE code = 'Đ/63'");
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="giao-ban-2020-03-_-63.md"; filename*=UTF-8\'\'giao-ban-2020-03-%C4%90-63.md',
    );
  });

  it('gives a page that may load nothing from anywhere, and run nothing', async () => {
    const response = await get('2020-03.html', { token: await tokenFor(Role.VIEWER) });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).not.toMatch(/<script|<link|\bsrc="(?!data:)|url\((?!["']?data:)/);
  });

  it.each([
    ['2020-03.pdf', 404, 'NOT_FOUND', undefined],
    ['2020-3.docx', 400, 'BAD_USER_INPUT', 'month'],
    ['2021-12.docx', 404, 'NOT_FOUND', 'month'],
    ['2020-03.md?language=fr', 400, 'BAD_USER_INPUT', 'language'],
    ['2020-03.md?lang=en', 400, 'BAD_USER_INPUT', 'lang'],
    ['2020-03.md?organization=77.9', 404, 'NOT_FOUND', 'organization'],
    ['2020-03.md?organization=%00', 400, 'BAD_USER_INPUT', 'organization'],
    ['2020-03.md?organization=01&organization=02', 400, 'BAD_USER_INPUT', 'organization'],
  ])('refuses %s', async (name, status, code, argument) => {
    const response = await get(name, { token: await tokenFor(Role.VIEWER) });
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions['code']).toBe(code);
    expect(errors[0]?.extensions['argument']).toBe(argument);
  });

  it('is for those who may read: not without a token here, and not of another province', async () => {
    expect((await get('2020-03.md')).status).toBe(401);
    expect((await get('2020-03.md', { token: 'nonsense' })).status).toBe(401);
    const of02 = await tokenFor(Role.ADMIN, '02');
    expect((await get('2020-03.md?organization=01', { token: of02 })).status).toBe(404);
    expect((await get('2020-03.md?organization=VN', { token: of02 })).status).toBe(404);
    const own = await get('2020-03.md', { token: of02 });
    expect(own.headers.get('content-disposition')).toContain('giao-ban-2020-03-02.md');
  });
});

describe('giaoban briefing', () => {
  const run = (...words: string[]) =>
    runGiaoban(['briefing', ...words], { folder, settings: { DATABASE_URL: app.databaseUrl } });

  it('writes the very bytes that the server gives', async () => {
    const file = join(folder, 'tháng 3.docx');
    expect(await run('2020-03', '--output', file, '--language', 'en')).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining(`Wrote ${file}.`),
    });
    const served = await get('2020-03.docx?language=en', { token: await tokenFor(Role.VIEWER) });
    expect(Buffer.from(await served.arrayBuffer()).equals(await readFile(file))).toBe(true);
  });

  it('prints Markdown when nothing else is asked for', async () => {
    const { code, out } = await run('2020-03', '--organization', '01');
    expect(code).toBe(0);
    expect(out).toContain('Hà Nội');
  });

  it.each([
    [['2020-3'], 'Write it as 2020-03.'],
    [['2020-09'], 'There is no data for the briefing of 2020-09'],
    [['2020-03', '--output', 'x.pdf'], '--output ends in .pdf, which is not one of .md, .html, .docx'],
    [['2020-03', '--organization', '77.9'], 'There is no organization with the code "77.9".'],
    [['2020-03', '--format', 'pdf'], 'Allowed choices are md, html, docx.'],
    [['2020-03', '--output', join('nowhere', 'x.md')], 'cannot be written: the folder is not there.'],
  ])('%j', async (words, message) => {
    const { code, err } = await run(...words);
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(message);
  });
});
