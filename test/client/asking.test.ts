/** Queries and mutations of the client while the server is away: they wait, and nothing is recorded twice. */
import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { GiaoBanError, type Client } from '../../client/src/client.ts';
import { readHeadOf } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';
import { ProgressDocument } from '../generated/operations';
import { openHttpProxy, type HttpProxy } from './http-proxy';
import { disposerOf, openImpatientClient } from './screen';

const REPORT = `mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }`;
interface Reported {
  reportCongressCompleted: { position: number };
}

const servers = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;
let proxy: HttpProxy;
let client: Client;

beforeAll(async () => {
  app = await startTestApp();
  servers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
beforeEach(async () => {
  proxy = await openHttpProxy(app.url);
  closers.add(proxy.close);
  client = openImpatientClient(proxy.url, reporter);
  closers.add(disposerOf(client));
});
afterEach(() => closers.closeAll());
afterAll(() => servers.closeAll());

const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  );

const cut = (response: ServerResponse): void => {
  response.destroy();
};

/** Answers so many requests itself, then the server does. */
function answerFirst(count: number, answer: (response: ServerResponse) => void): void {
  let left = count;
  proxy.answerBy((response) => {
    left -= 1;
    if (left === 0) proxy.answerBy(undefined);
    answer(response);
  });
}

async function reportOf(code?: string): Promise<{ organization: string; heldOn: string }> {
  const [organization = ''] = code === undefined ? await findPlanned(app.url, reporter, 1) : [code];
  return { organization, heldOn: HELD_ON };
}

test('a query knows what it brings, and waits while the server is away', async () => {
  const answers = [
    [503, 'Nobody is here.'],
    [502, '<html>Bad gateway</html>'],
    [429, ''],
    [200, '{"data":null,"errors":[{"message":"Away.","extensions":{"code":"UNAVAILABLE","retry":true}}]}'],
  ] as const;
  let sent = 0;
  answerFirst(answers.length, (response) => {
    const [status, body] = answers[sent] ?? answers[0];
    sent += 1;
    response.writeHead(status, { 'retry-after': '0' }).end(body);
  });
  const { progress } = await client.query(ProgressDocument, {});
  expect(sent).toBe(answers.length);
  expect(progress?.position).toBe((await readHeadOf(app.url, reporter)).position);
});

test('a query is asked again when the line is cut or silent', async () => {
  answerFirst(1, cut);
  expect((await client.query(ProgressDocument, {})).progress?.planned).toBeGreaterThan(0);
  // Nothing is answered: it takes three times as long as a socket may be silent until it is asked again.
  answerFirst(1, () => undefined);
  expect((await client.query(ProgressDocument, {})).progress?.planned).toBeGreaterThan(0);
});

test('a query that is called off ends at once, also while it waits', async () => {
  const abort = new AbortController();
  proxy.answerBy((response) => {
    response.writeHead(503).end();
    abort.abort(new Error('Enough.'));
  });
  await expect(client.query(ProgressDocument, {}, abort.signal)).rejects.toThrow('Enough.');
});

test('a refusal is an error with its code, and with what was answered all the same', async () => {
  const asked = client.query<unknown, unknown>('{ progress { completed } organization(code: "no such") { id } }');
  const error = await refusalOf(asked);
  expect(error).toBeInstanceOf(GiaoBanError);
  expect(error).toMatchObject({ code: 'NOT_FOUND', data: { progress: { completed: expect.any(Number) as unknown } } });
});

test('a mutation with an idempotencyKey is sent until it is answered, and recorded once', async () => {
  const { position: before } = await readHeadOf(app.url, reporter);
  const input = { ...(await reportOf()), idempotencyKey: 'asked again' };
  // It is carried out, and its answer is lost.
  const direct = openImpatientClient(app.url, reporter);
  closers.add(disposerOf(direct));
  let carriedOut: Promise<unknown> = Promise.resolve();
  answerFirst(1, (response) => {
    carriedOut = direct.mutate(REPORT, { input });
    void carriedOut.then(() => {
      cut(response);
    });
  });
  const { reportCongressCompleted } = await client.mutate<Reported, unknown>(REPORT, { input });
  await carriedOut;
  expect(reportCongressCompleted.position).toBe(before + 1);
  expect((await readHeadOf(app.url, reporter)).position).toBe(before + 1);
  expect(proxy.asked).toHaveLength(2);
});

test('a mutation without a key is sent again only where nothing was changed', async () => {
  const input = await reportOf();
  answerFirst(1, cut);
  expect(await refusalOf(client.mutate(REPORT, { input }))).toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/may or may not have been recorded.*idempotencyKey/) as unknown,
  });
  expect(proxy.asked).toHaveLength(1);
  answerFirst(1, (response) =>
    response
      .writeHead(503, { 'retry-after': '0' })
      .end('{"errors":[{"message":"Away.","extensions":{"code":"UNAVAILABLE","retry":true}}]}'),
  );
  const { reportCongressCompleted } = await client.mutate<Reported, unknown>(REPORT, { input });
  expect(reportCongressCompleted.position).toBe((await readHeadOf(app.url, reporter)).position);
  expect(proxy.asked).toHaveLength(3);
});
