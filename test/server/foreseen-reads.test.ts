/** P13, P20: a question that was worked out before takes fewer trips, as its statements are foreseen; its answer is the same, byte for byte, also where it takes more than that. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { buildApiSchema } from '../../src/api-schema';
import { writeColumns, QUERIES } from '../support/dear-shapes';
import { spyStatements, type SentStatement } from '../support/spy-statements';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { askWhole, type AskedWhole } from '../support/whole-answers';
import type { App } from '../../src/app';

/** Everything is worked out. */
const FORGETFUL = { LIMIT_COST_PER_SECOND: '1000000000', LIMIT_COST_AT_ONCE: '1000000000', LIMIT_ANSWER_BYTES: '0' };
const schema = buildApiSchema();
const READS = /^\s*(?:BEGIN|SELECT(?!.*\blog_entry\b)|COMMIT)/s;

let app: TestApp;
/** Foresees nothing: each question is asked of it once. */
let fresh: App;

beforeAll(async () => {
  app = await startTestApp(FORGETFUL);
  fresh = await startOn(app.databaseUrl, FORGETFUL);
});
afterAll(async () => {
  await fresh.close();
  await app.close();
});

/** What is sent for it over the connections that read totals; a server does other things meanwhile. */
async function sentFor(
  asked: AskedWhole,
  token: string,
  url = app.url,
): Promise<{ body: string; sent: SentStatement[] }> {
  const { sent, stop } = spyStatements();
  try {
    const { body } = await askWhole(url, token, asked);
    const clients = new Set(sent.filter(({ text }) => text.includes('progress_current')).map(({ client }) => client));
    const own = sent.filter(({ client, text }) => clients.has(client) && READS.test(text));
    return { body, sent: own };
  } finally {
    stop();
  }
}

const wordsOf = (sent: readonly SentStatement[]): string[] => sent.map(({ text }) => /\w+/.exec(text)?.[0] ?? '');

test('a single statement is read without a transaction', async () => {
  const token = await tokenFor(Role.VIEWER);
  const asked = { query: '{ progress { planned completed position } }' };
  const first = await sentFor(asked, token);
  expect(wordsOf(first.sent)).toContain('BEGIN');
  const second = await sentFor(asked, token);
  expect(wordsOf(second.sent)).toEqual(['SELECT']);
  expect(second.body).toBe(first.body);
});

test('of several the last one takes the end of the transaction along', async () => {
  const token = await tokenFor(Role.VIEWER);
  const asked = { query: '{ progress { planned children(first: 100) { edges { node { completed } } } } }' };
  const first = await sentFor(asked, token);
  const second = await sentFor(asked, token);
  expect(wordsOf(second.sent)).toEqual(['BEGIN', 'SELECT', 'SELECT', 'SELECT', 'COMMIT']);
  expect(second.sent.map(({ isAlone }) => isAlone)).toEqual([true, false, true, true, false]);
  expect(second.body).toBe(first.body);
});

test('where more has to be read, all is read anew in a transaction of its own, and foreseen from then on', async () => {
  const organization = 'children(first: 100) { edges { node { planned organization { name parent { code } } } } }';
  const asked = { query: `{ progress { planned position ${organization} } }` };
  const codes = await app.ask<{ organizations: { edges: { node: { code: string } }[] } }>(
    '{ organizations(level: GRASSROOTS, first: 1) { edges { node { code } } } }',
  );
  const leaf = await tokenFor(Role.VIEWER, codes.organizations.edges[0]!.node.code);
  const whole = await tokenFor(Role.VIEWER);
  for (let time = 0; time < 2; time += 1) await sentFor(asked, leaf);
  const right = (await sentFor(asked, whole, fresh.url)).body;
  const short = await sentFor(asked, whole);
  expect(short.body).toBe(right);
  expect(wordsOf(short.sent).filter((word) => word === 'BEGIN')).toHaveLength(2);
  const foreseen = await sentFor(asked, whole);
  expect(foreseen.body).toBe(right);
  expect(wordsOf(foreseen.sent).filter((word) => word === 'BEGIN')).toHaveLength(1);
  expect(foreseen.sent.at(-1)?.isAlone).toBe(false);
});

test('every question is answered the same, however often it was worked out', async () => {
  const token = await tokenFor(Role.VIEWER, '01');
  for (const selection of QUERIES) {
    const asked = { query: `{ ${writeColumns(schema, selection)} }` };
    const right = await askWhole(fresh.url, token, asked);
    for (let time = 0; time < 2; time += 1) expect(await askWhole(app.url, token, asked)).toEqual(right);
  }
});
