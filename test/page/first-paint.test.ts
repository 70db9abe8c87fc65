/** The page as the server writes it, for those who may read without a token: with figures, under a strict policy, and never twice for the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post, requireData } from '../support/start-test-app';
import { openDemo, stateIn, type OpenDemo } from './open-demo';

let demo: OpenDemo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo.close());

const textOf = (html: string): string =>
  html
    .replace(/<script.*?<\/script>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the figures of the day', () => {
  test('are in the HTML, in Vietnamese for who asks for no language', async () => {
    const answer = await demo.open('/');
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toMatch(/^<!doctype html><html lang="vi"/);
    expect(textOf(html)).toContain('295');
    expect(textOf(html)).toContain('1.174');
  });

  test('are those of the organization in the address', async () => {
    const { progress } = requireData(
      await post<{ progress: { planned: number; completed: number } }, unknown>(
        demo.url,
        '{ progress(within: "01", level: GRASSROOTS, pilot: true) { planned completed } }',
        {},
        null,
      ),
    );
    const text = textOf(await (await demo.open('/o/01')).text());
    expect(progress.planned).toBeGreaterThan(0);
    expect(text).toContain('Hà Nội');
    expect(text).toContain(`${progress.completed}/${progress.planned}`);
  });

  test.each([
    ['/', 'en', 'en'],
    ['/', 'en-GB,en;q=0.9,vi;q=0.5', 'en'],
    ['/', 'vi-VN,en;q=0.5', 'vi'],
    ['/', 'fr-FR', 'vi'],
    ['/', '*', 'vi'],
    ['/?lang=en', 'vi', 'en'],
    ['/?lang=vi', 'en', 'vi'],
    ['/?lang=fr', 'en', 'en'],
    ['/o/01?lang=en', 'vi', 'en'],
  ])('%s for a browser that asks for %s is in %s', async (path, acceptLanguage, language) => {
    const answer = await demo.open(path, { 'accept-language': acceptLanguage });
    const html = await answer.text();
    expect(html).toContain(`<html lang="${language}"`);
    expect(textOf(html)).toContain(language === 'en' ? 'Ha Noi' : 'Hà Nội');
    expect(answer.headers.get('vary')).toMatch(/\baccept-language\b/);
  });

  test('move with a report that was answered before (P19)', async () => {
    const before = await demo.open('/');
    const list = `{ congresses(within: "01", level: GRASSROOTS, pilot: true, status: PLANNED, first: 1) { edges { node { organization { code } } } } }`;
    interface List {
      congresses: { edges: { node: { organization: { code: string } } }[] };
    }
    const { congresses } = requireData(await post<List, unknown>(demo.url, list, {}, null));
    const report = `mutation ($organization: String!) { reportCongressCompleted(input: { organization: $organization, heldOn: "2020-02-28" }) { position } }`;
    const organization = congresses.edges[0]?.node.organization.code;
    requireData(await post<object, unknown>(demo.url, report, { organization }, demo.token));
    const after = await demo.open('/', { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(after.status).toBe(200);
    const [was, is] = [textOf(await before.text()), textOf(await after.text())];
    expect([was.includes('295/1.174'), is.includes('296/1.174')]).toEqual([true, true]);
  });
});

describe('what comes with the page', () => {
  const POLICY = (host: string): string =>
    `default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self' ws://${host} wss://${host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

  test('is a policy that lets in nothing but its own files and its own server', async () => {
    const { headers } = await demo.open('/');
    expect(headers.get('content-security-policy')).toBe(POLICY(new URL(demo.url).host));
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'permissions-policy': expect.stringContaining('camera=(), '),
    });
  });

  test.each(['/', '/o/01', '/o/01/late', '/o/nowhere', '/nowhere'])(
    '%s has no script, style or handler in it that the policy would refuse',
    async (path) => {
      const html = await (await demo.open(path)).text();
      const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes = '']) => attributes);
      expect(scripts.length).toBeGreaterThan(1);
      const inline = scripts.filter(
        (each) => !each.includes(' src="/page/') && !each.includes(' type="application/json"'),
      );
      expect(inline).toEqual([]);
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|<base|https?:\/\//i);
    },
  );

  test('is a tag by which it is sent only once, compressed or not', async () => {
    for (const coding of ['gzip', 'br', 'identity']) {
      const first = await demo.open('/', { 'accept-encoding': coding });
      const tag = first.headers.get('etag') ?? '';
      await first.text();
      expect(tag).toMatch(/^"[\w-]+"$/);
      const again = await demo.open('/', { 'accept-encoding': coding, 'if-none-match': `W/${tag}` });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('vary')).toBe(first.headers.get('vary'));
    }
  });

  test('is the same for HEAD, without the page', async () => {
    const [get, head] = [await demo.open('/o/01'), await fetch(`${demo.url}/o/01`, { method: 'HEAD', headers: HTML })];
    const shown = ({ headers, status }: Response) => [
      status,
      ...['etag', 'content-security-policy', 'content-type', 'vary'].map((name) => headers.get(name)),
    ];
    expect(shown(head)).toEqual(shown(get));
    expect(await head.text()).toBe('');
  });

  const HTML = { accept: 'text/html' };

  test.each(['*/*', 'application/json', ''])(
    'is for browsers: a program that accepts "%s" is told in JSON',
    async (accept) => {
      for (const path of ['/', '/o/01', '/nowhere']) {
        const answer = await fetch(`${demo.url}${path}`, { headers: { accept } });
        expect([path, answer.status]).toEqual([path, 404]);
        expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
      }
    },
  );

  test('are the methods that an address has', async () => {
    for (const path of ['/', '/o/01', '/o/01/late/what', '/page/1/page.css']) {
      const answer = await fetch(`${demo.url}${path}`, { method: 'POST', headers: HTML });
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, 'GET, HEAD, OPTIONS']);
    }
    expect((await fetch(`${demo.url}/nowhere`, { method: 'POST', headers: HTML })).status).toBe(404);
  });
});

describe('an address where nothing is', () => {
  test.each(['/o/nowhere', '/o/01/nowhere', '/nowhere', '/o/', '/o/%00', `/o/${'x'.repeat(3_000)}`, '//evil.example/'])(
    '%s is answered by a page that says so',
    async (path) => {
      const answer = await demo.open(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'; ");
      expect(answer.headers.get('etag')).toBeNull();
      expect(await answer.text()).toContain('Không có');
    },
  );
});

test('a database that fails is told in a page, and forgotten when it is well again', async () => {
  const { dataSource } = demo.app;
  await dataSource.query('ALTER TABLE progress_current RENAME TO mislaid');
  const failed = await demo.open('/o/24');
  await dataSource.query('ALTER TABLE mislaid RENAME TO progress_current');
  expect([failed.status, failed.headers.get('retry-after'), failed.headers.get('etag')]).toEqual([503, '5', null]);
  expect(await failed.text()).not.toContain('progress_current');
  expect((await demo.open('/o/24')).status).toBe(200);
});

describe('names that would be code', () => {
  const NAME = `</script><script>alert(1)</script><img src=x onerror=alert(2)>&"'\u2028\u2029`;

  test('are text, in the page and in its state', async () => {
    const { dataSource } = demo.app;
    await dataSource.query('UPDATE organization SET name = $1, name_en = $1 WHERE code = $2', [NAME, '04']);
    const html = await (await demo.open('/o/04')).text();
    expect(html).toContain('&lt;script>alert(1)');
    expect(html).not.toMatch(/<script>|<img/);
    const state = stateIn(html);
    expect(state).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.stringify(JSON.parse(state))).toContain(JSON.stringify(NAME).slice(1, -1));
  });
});
