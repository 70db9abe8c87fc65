/** P20, P23: many who come at once, with tokens of a few organizations, cost as many statements as one of them does. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { connect, type RawSocket } from '../support/raw-socket';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const SOCKETS = 300;
const PLACES = ['VN', '01', '79'];
const STATE = 'subscription { progress { planned completed organization { code } } }';
const EVENTS = 'subscription { congressChanged { node { position } } }';

let app: TestApp;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  for (const { socket } of sockets) socket.terminate();
  await app.close();
});

/** One after another follows both; the state comes at once. */
async function comeBack(index: number): Promise<string> {
  const place = PLACES[index % PLACES.length]!;
  const raw = await connect(app.url, await tokenFor(Role.VIEWER, place, `viewer ${index}`));
  sockets.push(raw);
  raw.send({ type: 'subscribe', id: 'events', payload: { query: EVENTS } });
  raw.send({ type: 'subscribe', id: 'state', payload: { query: STATE } });
  const { id, payload } = await raw.next();
  expect(id).toBe('state');
  return JSON.stringify(payload);
}

test(`${SOCKETS} sockets that come back take 50 statements at most beside looks at the end of the log, and each is told what is so`, async () => {
  const { statements, stop } = spyStatements();
  const told = new Set<string>();
  try {
    const waves = Array.from({ length: 6 }, (_, wave) => wave);
    for (const wave of waves) {
      const those = Array.from({ length: SOCKETS / waves.length }, (_, index) => wave + index * waves.length);
      for (const each of await Promise.all(those.map(comeBack))) told.add(each);
    }
  } finally {
    stop();
  }
  expect(told.size).toBe(PLACES.length);
  // Those who come at different moments look where the log ends, each once at most; the log is followed meanwhile.
  const looked = statements.filter((text) => /FROM log_(?:head|entry)/.test(text)).length;
  expect(statements.length - looked).toBeLessThanOrEqual(50);
  expect(looked).toBeLessThan(2 * SOCKETS);
});
