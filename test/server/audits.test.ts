/** The audits of "GraphQL over HTTP" that the package graphql-http has: all of them are met by a client that nobody could have forged. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { Role } from '../../src/access/viewer';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startTestApp();
  token = await tokenFor(Role.VIEWER);
});
afterAll(() => app.close());

const AUDITS = serverAudits({ url: 'http://audited/graphql' });

/** Carries out the one of that id against the server of this test; with the status of the answer. */
async function audit(id: string, headers: Record<string, string>): Promise<{ result: string; status: number }> {
  let status = 0;
  const fetchFn = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(address, { ...init, headers: { ...(init.headers as object), ...headers } });
    ({ status } = response);
    return response;
  };
  const result = await serverAudits({ url: `${app.url}/graphql`, fetchFn })
    .find((each) => each.id === id)
    ?.fn();
  return { result: result?.status === 'ok' ? 'ok' : `${result?.name}: ${result?.reason}`, status };
}

describe('a client with a token', () => {
  test('is asked all of them', () => {
    expect(AUDITS.length).toBeGreaterThanOrEqual(61);
    expect(new Set(AUDITS.map(({ id }) => id)).size).toBe(AUDITS.length);
  });

  test.each(AUDITS.map(({ id, name }) => ({ id, name })))('$id $name', async ({ id }) => {
    const { result } = await audit(id, { authorization: `Bearer ${token}` });
    expect(result).toBe('ok');
  });
});

/** Each asks for a GET that any page could have had a browser send. All three say MAY. */
const REFUSED = ['5A70', 'D6D5', '6A70'];

test('a GET that a strange page may have sent is refused: the three audits that send one are not met by a client without a proof', async () => {
  for (const id of REFUSED) {
    expect(AUDITS.find((each) => each.id === id)?.name).toMatch(/^MAY /);
    // With a proof only the token is missing.
    expect((await audit(id, {})).status).toBe(400);
    expect((await audit(id, { 'apollo-require-preflight': 'yes' })).status).toBe(401);
  }
});
