/** The page where reading takes a token: it asks for one, and says nothing else (P7). */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/start-test-app';
import { sendRaw } from '../support/raw-http';
import { openAsBrowser } from './open-demo';

const BEGUN = 'tracing:giaoban.server.operation:start';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const open = (path: string): Promise<Response> => openAsBrowser(`${app.url}${path}`);

describe('without a token', () => {
  test('nothing is asked of the database on behalf of who opens it', async () => {
    const operations: unknown[] = [];
    const note = (operation: unknown): void => void operations.push(operation);
    subscribe(BEGUN, note);
    try {
      for (const path of ['/', '/o/01', '/o/01/late', '/o/nowhere']) await (await open(path)).text();
      expect(operations).toEqual([]);
      await app.ask('{ campaign { today } }');
      expect(operations).toHaveLength(1);
    } finally {
      unsubscribe(BEGUN, note);
    }
  });

  test('no figure is there, nor a name of the campaign or of an organization', async () => {
    const { campaign, organization } = await app.ask<{ campaign: { name: string }; organization: { name: string } }>(
      '{ campaign { name } organization(code: "01") { name } }',
    );
    for (const path of ['/', '/o/01']) {
      const html = await (await open(path)).text();
      for (const secret of ['295', '1.174', '1174', campaign.name, organization.name])
        expect(html).not.toContain(secret);
    }
  });

  test('what exists and what does not are alike, byte for byte but for the address', async () => {
    const pages = ['01', 'zz'].map(async (code) => {
      const answer = await open(`/o/${code}`);
      const head = ['content-security-policy', 'vary', 'cache-control'].map((name) => answer.headers.get(name));
      return [answer.status, head, (await answer.text()).replaceAll(`/o/${code}`, '/o/CODE')];
    });
    const [known, unknown] = await Promise.all(pages);
    expect(known).toEqual(unknown);
    expect(known?.[0]).toBe(200);
  });
});

describe('the host in the policy', () => {
  const policyFor = async (host: string): Promise<string> => {
    const answer = await sendRaw(app.url, ['GET / HTTP/1.1', `host: ${host}`, 'accept: text/html']);
    return answer.headers['content-security-policy'] ?? '';
  };

  test.each(['giaoban.example', 'giaoban.example:8443', '10.0.0.5:4000'])('is named for sockets: %s', async (host) => {
    expect(await policyFor(host)).toContain(`; connect-src 'self' ws://${host} wss://${host}; `);
  });

  test.each(["x; script-src 'unsafe-inline'", 'x, y', "x 'unsafe-eval'", '*', '[::1]:4000', ''])(
    'is left out where it is anything else: "%s"',
    async (host) => {
      const policy = await policyFor(host);
      // A host that HTTP does not take is refused before.
      expect(policy === '' || policy.includes("; connect-src 'self'; ")).toBe(true);
      expect(policy).not.toContain('unsafe');
      expect(policy.match(/script-src/g)?.length ?? 1).toBe(1);
    },
  );
});
