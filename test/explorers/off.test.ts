/** Explorers where they are off, as with DATABASE_URL, and where they were turned on there. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { readConfig } from '../../src/config/config';
import { isAllowedHost, isAllowedOrigin, rulesFor } from '../../src/server/origins';
import { openCleanUp } from '../support/clean-up';
import { cloneTemplate, type Clone } from '../support/templates';
import { openRawSocket } from '../support/raw-socket';
import { startOn, tokenFor } from '../support/start-test-app';

const closers = openCleanUp();
let database: Clone;

beforeAll(async () => {
  database = await cloneTemplate('small');
});
afterEach(() => closers.closeAll());
afterAll(() => database.drop());

async function start(environment: Record<string, string> = {}): Promise<App> {
  const app = await startOn(database.url, environment);
  closers.add(app.close);
  return app;
}

const open = (app: App, path: string): Promise<Response> =>
  fetch(`${app.url}${path}`, { headers: { accept: 'text/html,*/*;q=0.8' } });

describe('EXPLORERS', () => {
  test('is on without DATABASE_URL, and off with it', () => {
    const databaseUrl = { DATABASE_URL: 'postgres://somewhere/giaoban' };
    expect(readConfig({}).explorers).toBe(true);
    expect(readConfig({ EXPLORERS: 'off' }).explorers).toBe(false);
    expect(readConfig(databaseUrl).explorers).toBe(false);
    expect(readConfig({ ...databaseUrl, EXPLORERS: 'on' }).explorers).toBe(true);
  });

  test('off: no GraphiQL, and a plain page that says how an operator turns it on', async () => {
    const app = await start();
    expect((await open(app, '/graphiql')).status).toBe(404);
    const plain = await open(app, '/graphql');
    expect(plain.status).toBe(200);
    expect(plain.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    const html = await plain.text();
    expect(html).toContain('EXPLORERS=on');
    expect(html).not.toMatch(/<script|apollo/i);
  });

  test('on: both pages, and the API as closed as before', async () => {
    const app = await start({ EXPLORERS: 'on' });
    const sandbox = await open(app, '/graphql');
    expect(await sandbox.text()).toContain('embeddable-sandbox');
    expect(sandbox.headers.get('content-security-policy')).not.toContain('unsafe');
    const page = await open(app, '/graphiql');
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-eval');
    const [file = ''] = /graphiql\/\w+\/graphiql\.js/.exec(await page.text()) ?? [];
    const script = await open(app, `/${file}`);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect((await script.text()).length).toBeGreaterThan(1_000_000);
    for (const path of [file.replace('.js', '.map'), file.replace(/\w+\/graphiql\.js/, 'old/graphiql.js')]) {
      expect((await open(app, `/${path}`)).status).toBe(404);
    }
    const unread = await fetch(`${app.url}/graphql?query={viewer{role}}`, {
      headers: { authorization: 'Bearer ', 'apollo-require-preflight': 'true' },
    });
    expect(unread.status).toBe(401);
  });
});

describe('origins with DATABASE_URL', () => {
  test('are ALLOWED_ORIGINS and the own one, on HTTP, WebSocket and event streams', async () => {
    const app = await start({ EXPLORERS: 'on', ALLOWED_ORIGINS: 'https://board.example' });
    const authorization = `Bearer ${await tokenFor(Role.VIEWER)}`;
    const lets = { 'https://board.example': true, [app.url]: true, 'https://studio.apollographql.com': false };
    for (const [origin, isLetIn] of Object.entries({ ...lets, 'http://localhost:3000': false })) {
      const expected = isLetIn ? origin : null;
      for (const path of ['/graphql', '/graphql/stream']) {
        const answer = await fetch(`${app.url}${path}`, {
          method: 'POST',
          headers: {
            origin,
            authorization,
            accept: 'text/event-stream, application/json',
            'content-type': 'application/json',
          },
          body: JSON.stringify({ query: '{ viewer { role } }' }),
        });
        expect([path, answer.headers.get('access-control-allow-origin')]).toEqual([path, expected]);
        await answer.text();
      }
      const raw = openRawSocket(app.url, { origin });
      const opened = await raw.opened.then(
        () => 'opened',
        (error: unknown) => (error as Error).message,
      );
      raw.socket.terminate();
      expect([origin, opened]).toEqual([origin, isLetIn ? 'opened' : 'HTTP 403']);
    }
  });
});

describe('names that the demo answers to', () => {
  const local = rulesFor(['https://board.example'], true, '127.0.0.1');

  test.each(['localhost', 'localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'board.example', 'Board.Example'])(
    '%s is its own, or named',
    (host) => {
      expect(isAllowedHost(host, local)).toBe(true);
    },
  );

  test.each(['evil.example:4000', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.1.2:4000', ''])(
    '"%s" is not',
    (host) => {
      expect(isAllowedHost(host, local)).toBe(false);
    },
  );

  test('are all names when it listens to a network, or needs tokens', () => {
    expect(isAllowedHost('evil.example', rulesFor([], true, '0.0.0.0'))).toBe(true);
    expect(isAllowedHost('giaoban.example', rulesFor([], false, '127.0.0.1'))).toBe(true);
  });

  test('Sandbox and pages of this machine come in on the demo only', () => {
    const closed = rulesFor([], false, '127.0.0.1');
    for (const origin of ['https://sandbox.embed.apollographql.com', 'http://localhost:3000', 'http://[::1]:3000']) {
      expect(isAllowedOrigin(origin, '127.0.0.1:4000', local)).toBe(true);
      expect(isAllowedOrigin(origin, '127.0.0.1:4000', closed)).toBe(false);
    }
  });
});
