/** P19, P20: what a file of a briefing says is worked out once for all who may read it, and anew when the log has moved on. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { ReportCongressCompletedDocument } from '../generated/operations';
import { spyStatements } from '../support/spy-statements';
import { findPlanned, HELD_ON } from '../support/stream-reports';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function read(token: string): Promise<{ tag: string | null; text: string; status: number }> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${app.url}/briefings/2020-03.md`, { headers });
  return { tag: response.headers.get('etag'), text: await response.text(), status: response.status };
}

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { statements, stop } = spyStatements();
  try {
    await work();
  } finally {
    stop();
  }
  return statements.filter((text) => !/FROM log_(?:head|entry)/.test(text)).length;
}

test('the same file again takes no more than a look, for whoever has the same rights, and is another one after a change', async () => {
  const [one, other, province] = await Promise.all([
    tokenFor(Role.VIEWER, 'VN', 'one'),
    tokenFor(Role.ADMIN, 'VN', 'other'),
    tokenFor(Role.VIEWER, '01', 'of a province'),
  ]);
  const first = await read(one);
  expect(first.status).toBe(200);
  expect((await read(other)).status).toBe(200);
  expect(
    await statementsOf(async () => {
      expect(await read(one)).toEqual(first);
      expect(await read(other)).toEqual(first);
    }),
  ).toBe(0);
  const own = await read(province);
  expect(own.tag).not.toBe(first.tag);
  const reporter = await tokenFor(Role.REPORTER);
  const [organization] = await findPlanned(app.url, reporter, 1, { within: '01' });
  await app.ask(ReportCongressCompletedDocument, { input: { organization: organization!, heldOn: HELD_ON } }, reporter);
  const changed = await read(one);
  expect(changed.tag).not.toBe(first.tag);
  expect(changed.text).not.toBe(first.text);
});
