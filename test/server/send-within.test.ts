/** P9: a socket that stops reading costs bounded memory. Real sockets, one of which does not read. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { sendWithin } from '../../src/server/send-within';

const MEBIBYTE = 'x'.repeat(1_048_576);
/** More than the system takes for a connection on its own. */
const MESSAGES = 48;

let server: WebSocketServer;

beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

async function openPair(): Promise<{ here: WebSocket; there: WebSocket }> {
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const { port } = server.address() as AddressInfo;
  const there = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  const [[here]] = await Promise.all([accepted, once(there, 'open')]);
  return { here, there };
}

test('one that takes nothing is not read from, and is cut off; what was sent to it is let go', async () => {
  const { here, there } = await openPair();
  there.pause();
  const closed = once(here, 'close');
  const send = sendWithin(here, 200);
  const sends = Array.from({ length: MESSAGES }, () => send(MEBIBYTE));
  expect(here.isPaused).toBe(true);
  await closed;
  await Promise.all(sends);
  expect(here.readyState).toBe(here.CLOSED);
  there.terminate();
});

test('one that reads again gets everything, and is read from again', async () => {
  const { here, there } = await openPair();
  there.pause();
  const send = sendWithin(here);
  const sends = Array.from({ length: MESSAGES }, () => send(MEBIBYTE));
  expect(here.isPaused).toBe(true);
  let received = 0;
  const all = new Promise<void>((resolve) => {
    there.on('message', () => {
      received += 1;
      if (received === MESSAGES) resolve();
    });
  });
  there.resume();
  await Promise.all([...sends, all]);
  expect(here.isPaused).toBe(false);
  const asked = once(here, 'message');
  there.send('more');
  expect(String((await asked)[0])).toBe('more');
  there.terminate();
});
