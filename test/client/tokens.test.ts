/** Tokens that end: the client asks for another one, and gives up only when it gets the same again. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { signToken } from '../../src/access/token';
import { GiaoBanError, type ClientOptions } from '../../client/src/client.ts';
import { openCleanUp } from '../support/clean-up';
import { SECRET, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, streamReports } from '../support/stream-reports';
import { disposerOf, openImpatientClient, openScreen, STATE, type Screen } from './screen';

const servers = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp();
  servers.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
afterEach(() => closers.closeAll());
afterAll(() => servers.closeAll());

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });

function open(options: Partial<ClientOptions>): Screen {
  const screen = openScreen(openImpatientClient(app.url, null, options));
  closers.add(screen.close);
  return screen;
}

describe.each(['websocket', 'sse'] as const)('P5: over %s', (transport) => {
  test('a token that ends is replaced by the next one, and nothing is missed', async () => {
    const expiresAt = Math.floor(Date.now() / 1_000) + 3;
    const claims = { subject: 'somebody', role: Role.VIEWER, organization: 'VN', expiresAt };
    let token = await signToken(claims, new TextEncoder().encode(SECRET));
    const asked: boolean[] = [];
    const identify: ClientOptions['identify'] = ({ isRefused }) => {
      asked.push(isRefused);
      if (isRefused) token = reporter;
      return bearer(token);
    };
    const screen = open({ transport, identify });
    await screen.until(() => screen.client.status.state === 'live' && screen.states.length > 0);
    await screen.until(() => asked.includes(true));
    await streamReports(app.url, reporter, await findPlanned(app.url, reporter, 2)).done;
    await screen.until(() => screen.events.length === 2);
    expect(screen.states).toHaveLength(1);
  });

  test('the same token again is the end, which says why', async () => {
    const client = openImpatientClient(app.url, 'not a token', { transport });
    closers.add(disposerOf(client));
    const payload = { query: 'subscription { progress { completed } }' };
    const error = await new Promise((resolve, reject) => {
      const next = (): void => {
        reject(new Error('It was answered.'));
      };
      client.subscribe(payload, { next, error: resolve, complete: next });
    });
    expect(error).toMatchObject([
      { message: expect.stringMatching(/token/) as unknown, extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(client.status).toMatchObject({ state: 'refused', reason: expect.stringMatching(/token/) as unknown });
  });

  test('what issues tokens may be away for a while', async () => {
    let failures = 0;
    const identify = (): Promise<{ authorization: string }> => {
      failures += 1;
      return failures <= 3 ? Promise.reject(new Error('Nobody is here.')) : Promise.resolve(bearer(reporter));
    };
    const screen = open({ transport, identify });
    await screen.until(() => screen.client.status.state === 'live' && screen.states.length > 0);
    expect(failures).toBeGreaterThan(3);
  });
});

test('a query is refused as itself when there is no other token', async () => {
  const client = openImpatientClient(app.url, 'not a token');
  closers.add(disposerOf(client));
  const refusal: unknown = await client.query(STATE).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(GiaoBanError);
  expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringMatching(/token/) as unknown });
});
