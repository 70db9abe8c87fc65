/** The secret is changed without cutting anybody off: for a while both hold, then the old one goes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { openCleanUp } from '../support/clean-up';
import { connect, openRawSocket } from '../support/raw-socket';
import { post, SECRET, startOn, startTestApp } from '../support/start-test-app';

const NEW = 'the next secret, which is long enough, too';
const QUERY = '{ viewer { subject } }';

const cleanUp = openCleanUp();
let databaseUrl: string;
let before: App;
let between: App;
let after: App;
let old: string;

beforeAll(async () => {
  const app = await startTestApp();
  cleanUp.add(app.close);
  before = app.app;
  databaseUrl = app.databaseUrl;
  between = await startOn(databaseUrl, { AUTH_JWT_SECRET: `${NEW}\n${SECRET}` });
  cleanUp.add(between.close);
  after = await startOn(databaseUrl, { AUTH_JWT_SECRET: NEW });
  cleanUp.add(after.close);
  old = await tokenOf(before);
});
afterAll(() => cleanUp.closeAll());

function tokenOf({ tokenSecret }: App): Promise<string> {
  return signToken({ subject: 'somebody', role: Role.VIEWER, organization: 'VN' }, tokenSecret);
}

/** Over HTTP and as a socket: the two must agree. */
async function isTaken({ url }: App, token: string): Promise<boolean> {
  const { data, errors } = await post<{ viewer: { subject: string } }, object>(url, QUERY, {}, token);
  if (data == null) {
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const raw = openRawSocket(url);
    await raw.opened;
    raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await raw.closed).toMatchObject({ code: 4403 });
    return false;
  }
  expect(data.viewer.subject).toBe('somebody');
  (await connect(url, token)).socket.terminate();
  return true;
}

test('with both, tokens of the old one are taken, and new ones are signed with the first', async () => {
  expect(await isTaken(between, old)).toBe(true);
  const made = await tokenOf(between);
  expect([await isTaken(between, made), await isTaken(after, made), await isTaken(before, made)]).toEqual([
    true,
    true,
    false,
  ]);
});

test('where the old one is gone, its tokens are', async () => {
  expect(await isTaken(after, old)).toBe(false);
});

test('what neither has signed is refused, and an expired token of the old one is said to have expired', async () => {
  const claims = { subject: 'somebody', role: Role.VIEWER, organization: 'VN' };
  const foreign = await signToken(claims, new TextEncoder().encode('a third secret that is long enough'));
  expect(await isTaken(between, foreign)).toBe(false);
  const expiresAt = Math.floor(Date.now() / 1_000) - 60;
  const expired = await signToken({ ...claims, expiresAt }, new TextEncoder().encode(SECRET));
  const { errors } = await post(between.url, QUERY, {}, expired);
  expect(errors?.[0]?.message).toMatch(/^The token has expired\./);
});

test('a secret in several lines, from before there were lists, goes on to be accepted', async () => {
  const lines = 'the first line of a secret that was wrapped\nthe second line of a secret that was wrapped';
  const server = await startOn(databaseUrl, { AUTH_JWT_SECRET: lines });
  cleanUp.add(server.close);
  const claims = { subject: 'somebody', role: Role.VIEWER, organization: 'VN' };
  expect(await isTaken(server, await signToken(claims, new TextEncoder().encode(lines)))).toBe(true);
});
