/** Documents are written beside the event loop: while one takes as long as it wants, everything else is answered. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { holdThreads, type HeldThreads } from '../support/hold-threads';
import { METRICS_TOKEN, readMetrics, waitForMetrics } from '../support/read-metrics';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const cleanUp = openCleanUp();
let token: string;

beforeAll(async () => {
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => cleanUp.closeAll());

const WRITING = 'giaoban_documents_under_way{state="writing"}';
const WAITING = 'giaoban_documents_under_way{state="waiting"}';

interface Stage {
  app: TestApp;
  held: HeldThreads;
  /** The Word document of an organization. */
  ask: (within: string, more?: RequestInit) => Promise<Response>;
  until: (name: string, value: number) => Promise<unknown>;
}

async function open(environment: Record<string, string> = {}): Promise<Stage> {
  const held = await holdThreads();
  cleanUp.add(held.close);
  const app = await startTestApp({ METRICS_TOKEN, ...environment }, held);
  cleanUp.add(app.close);
  // A server that stops finishes what it is writing.
  cleanUp.add(held.letGo);
  return {
    app,
    held,
    ask: (within, { headers, ...more } = {}) =>
      fetch(`${app.url}/briefings/2020-03.docx?organization=${within}`, {
        headers: { authorization: `Bearer ${token}`, ...(headers as Record<string, string> | undefined) },
        ...more,
      }),
    until: (name, value) => waitForMetrics(app.url, (figures) => figures.get(name) === value),
  };
}

async function codeOf(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
  return errors[0]?.extensions['code'];
}

test('so many at once, so many in line; the others are told to come back, and who leaves makes room', async () => {
  const { app, held, ask, until } = await open({ LIMIT_DOCUMENTS: '1', LIMIT_DOCUMENTS_WAITING: '1' });
  const before = await readMetrics(app.url);
  let isAnswered = false;
  const first = ask('01').finally(() => (isAnswered = true));
  await until(WRITING, 1);
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  expect((await app.send('{ progress(within: "01") { planned } }')).errors).toBeUndefined();

  const leaving = new AbortController();
  const second = ask('02', { signal: leaving.signal });
  await until(WAITING, 1);
  const third = await ask('04');
  expect([third.status, third.headers.get('retry-after'), await codeOf(third)]).toEqual([503, '5', 'UNAVAILABLE']);
  // The head is that of the error, and of nothing that would have been sent.
  const told = ['etag', 'content-encoding', 'content-disposition'].map((name) => third.headers.get(name));
  expect([...told, third.headers.get('cache-control')]).toEqual([null, null, null, 'no-store']);
  leaving.abort();
  await expect(second).rejects.toThrow('aborted');
  await until(WAITING, 0);

  // Known before anything is written: the tag, by a HEAD that writes nothing, and that the client has it already.
  const head = await ask('04', { method: 'HEAD' });
  expect(head.status).toBe(200);
  const etag = head.headers.get('etag') ?? '';
  expect((await ask('04', { headers: { 'if-none-match': etag } })).status).toBe(304);

  const fourth = ask('04');
  await until(WAITING, 1);
  expect(isAnswered).toBe(false);
  await held.letGo();
  expect((await first).status).toBe(200);
  const { status, headers } = await fourth;
  expect([status, headers.get('etag')]).toEqual([200, etag]);
  const after = await readMetrics(app.url);
  const grown = (outcome: string): number => {
    const name = `giaoban_documents_total{format="docx",outcome="${outcome}"}`;
    return (after.get(name) ?? 0) - (before.get(name) ?? 0);
  };
  expect(['written', 'given_up', 'refused', 'failed'].map(grown)).toEqual([2, 1, 1, 0]);
});

test('a text in the API is written there, too, and does not wait behind Word documents', async () => {
  const { app, held, ask, until } = await open();
  const document = ask('01');
  const text = app.send<{ briefing: { text: string } }, undefined>('{ briefing(month: "2020-03") { text } }');
  await until(WRITING, 2);
  expect((await app.send('{ progress { planned } }')).errors).toBeUndefined();
  await held.letGo();
  expect((await text).data?.briefing.text).toContain('1.174');
  expect((await document).status).toBe(200);
});

test('a server that stops finishes what is being written, and sends the others away at once', async () => {
  const { app, held, ask, until } = await open();
  const first = ask('01');
  await until(WRITING, 1);
  const second = ask('02');
  await until(WAITING, 1);
  const closed = app.app.close();
  const { status } = await second;
  expect(status).toBe(503);
  await held.letGo();
  expect((await first).status).toBe(200);
  await closed;
});
