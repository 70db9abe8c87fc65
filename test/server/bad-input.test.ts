/** Every request that cannot be served gets one clear error that says what to do, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BAD_REQUESTS } from '../support/bad-requests';
import { findKnown, fingerprintOf, type Known } from '../support/known-congresses';
import { startTestApp, type TestApp } from '../support/start-test-app';

let app: TestApp;
let known: Known;
let before: Record<string, unknown>;

beforeAll(async () => {
  app = await startTestApp();
  known = await findKnown(app);
  before = await fingerprintOf(app.databaseUrl);
});
afterAll(() => app.close());

describe('one error, and nothing changed', () => {
  test.each(BAD_REQUESTS)('$name', async ({ query, variables, as = 'admin', code, argument, message }) => {
    const { errors } = await app.send(query, variables?.(known) ?? {}, known.tokens[as]);
    if (process.env['DUMP']) process.stderr.write(JSON.stringify([errors?.map((e)=>[e.message,e.extensions])])+'\n');
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions?.['code']).toBe(code);
    expect(errors?.[0]?.extensions?.['argument']).toBe(argument);
    expect(await fingerprintOf(app.databaseUrl)).toEqual(before);
  });
});
