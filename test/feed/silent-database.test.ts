/** Lines to the database that die without a word under the whole server: nobody misses an event (P5), nobody waits long. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { CongressCompletedDocument, ProgressDocument, ReportCongressCompletedDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { codesOf, expectUnbroken, readHeadOf, toSeen } from '../support/check-events';
import { follow } from '../support/follow';
import { cloneTemplate } from '../support/templates';
import { post, startOn, tokenFor, type Answer } from '../support/start-test-app';
import { findPlanned } from '../support/stream-reports';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const closers = openCleanUp();
let proxy: TcpProxy;
let app: App;
let reporter: string;

beforeAll(async () => {
  const database = await cloneTemplate('small');
  closers.add(() => database.drop());
  const url = new URL(database.url);
  proxy = await openTcpProxy(`http://${url.host}`);
  closers.add(() => proxy.close());
  url.host = new URL(proxy.url).host;
  app = await startOn(url.href);
  closers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
afterAll(() => closers.closeAll());

const codesIn = ({ errors }: Answer<unknown>): unknown[] =>
  (errors ?? []).map(({ extensions }) => extensions?.['code']);

function report(code: string) {
  const input = { organization: code, heldOn: '2020-02-28', idempotencyKey: code };
  return post(app.url, ReportCongressCompletedDocument, { input }, reporter);
}

/** Sends it until it is recorded, as clients do. What they are told meanwhile is that they may send it again. */
async function reportPatiently(code: string): Promise<void> {
  for (;;) {
    const answer = await report(code);
    if (answer.errors === undefined) return;
    expect(codesIn(answer)).toEqual(['UNAVAILABLE']);
  }
}

interface Readiness {
  code: number;
  because?: string;
}

async function askReady(): Promise<Readiness> {
  const response = await fetch(`${app.url}/readyz`);
  const { because } = (await response.json()) as { because?: string };
  return { code: response.status, ...(because === undefined ? {} : { because }) };
}

/** What `/readyz` has said until it said that all is well. */
async function untilReady(): Promise<Readiness[]> {
  const said: Readiness[] = [];
  do said.push(await askReady());
  while (said.at(-1)?.code !== 200);
  return said;
}

const OBSTACLE =
  /^(the database does not answer|the log has not been read for \d+ seconds|delivery is \d+ seconds behind)$/;

test('P5: existing lines freeze: queries are answered, and every report that is answered is delivered', async () => {
  const codes = await findPlanned(app.url, reporter, 10);
  const start = await readHeadOf(app.url, reporter);
  const follower = follow(app.url, CongressCompletedDocument, { after: start.cursor }, reporter);
  closers.add(follower.stop);
  await reportPatiently(codes[0]!);
  await follower.waitFor(1);
  proxy.freeze();
  const query = post(app.url, ProgressDocument, {}, reporter);
  for (const code of codes.slice(1)) await reportPatiently(code);
  const events = (await follower.waitFor(10)).map(({ congressCompleted }) => toSeen(congressCompleted));
  expectUnbroken(events, start.cursor);
  expect(codesOf(events)).toEqual(codes);
  expect(codesIn(await query)).toEqual([]);
  for (const { code, because } of (await untilReady()).slice(0, -1)) {
    expect(code).toBe(503);
    expect(because).toMatch(OBSTACLE);
  }
  // Frozen lines were let go of, not waited for: the server lives on those that were opened since.
  expect(codesIn(await post(app.url, ProgressDocument, {}, reporter))).toEqual([]);
});

test('P5: a black hole: everybody is told, and all is well again when it is over', async () => {
  const codes = await findPlanned(app.url, reporter, 3);
  const start = await readHeadOf(app.url, reporter);
  const follower = follow(app.url, CongressCompletedDocument, { after: start.cursor }, reporter);
  closers.add(follower.stop);
  await reportPatiently(codes[0]!);
  await follower.waitFor(1);
  proxy.stall();
  const asked = await Promise.all([
    post(app.url, ProgressDocument, {}, reporter),
    report(codes[1]!),
    askReady(),
    fetch(`${app.url}/healthz`),
  ]);
  const [query, mutation, ready, alive] = asked;
  expect([codesIn(query), codesIn(mutation)]).toEqual([['UNAVAILABLE'], ['UNAVAILABLE']]);
  expect(ready).toEqual({ code: 503, because: 'the database does not answer' });
  expect(alive.status).toBe(200);
  proxy.flow();
  await untilReady();
  for (const code of codes.slice(1)) await reportPatiently(code);
  const events = (await follower.waitFor(3)).map(({ congressCompleted }) => toSeen(congressCompleted));
  expectUnbroken(events, start.cursor);
  expect(codesOf(events)).toEqual(codes);
  expect(follower.errors).toEqual([]);
});
