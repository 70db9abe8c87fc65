/** Frames that the server writes by itself are read by a real client just as they were meant. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import WebSocket, { WebSocketServer } from 'ws';
import { textFrame } from '../../src/server/text-frame';
import { openCleanUp } from '../support/clean-up';

const closers = openCleanUp();
let client: WebSocket;
/** The server's end of the line, under the WebSocket. */
let line: Duplex;

beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  const sockets = new WebSocketServer({ noServer: true });
  await once(server, 'listening');
  const upgraded = once(server, 'upgrade') as Promise<[IncomingMessage, Duplex, Buffer]>;
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const opened = once(client, 'open');
  const [request, duplex, head] = await upgraded;
  sockets.handleUpgrade(request, duplex, head, () => undefined);
  await opened;
  line = duplex;
  closers.add(async () => {
    client.terminate();
    duplex.destroy();
    server.close();
    await once(server, 'close');
  });
});
afterAll(() => closers.closeAll());

async function received(): Promise<{ text: string; isBinary: boolean }> {
  const [data, isBinary] = (await once(client, 'message')) as [Buffer, boolean];
  return { text: data.toString(), isBinary };
}

describe('each form of the length, at its ends', () => {
  test.each([
    [0, 2],
    [1, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
    [1_500_000, 10],
  ])('%i bytes: a head of %i', async (length, head) => {
    const text = 'abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length);
    const frame = textFrame([Buffer.from(text)]);
    expect(frame.length).toBe(head + length);
    const message = received();
    line.write(frame);
    const got = await message;
    expect(got.isBinary).toBe(false);
    expect(got.text === text).toBe(true);
  });
});

test('the parts come one after another, and letters of several bytes count as such', async () => {
  const parts = ['{"name":"', 'Đảng bộ thành phố Hà Nội', '', '"}'];
  const frame = textFrame(parts.map((part) => Buffer.from(part)));
  expect(frame.length).toBe(2 + Buffer.byteLength(parts.join('')));
  const message = received();
  line.write(frame);
  expect((await message).text).toBe('{"name":"Đảng bộ thành phố Hà Nội"}');
});

test('frames that arrive as one, and one that arrives in pieces', async () => {
  const texts = ['first', 'second'.repeat(100), 'third'];
  const bytes = Buffer.concat(texts.map((text) => textFrame([Buffer.from(text)])));
  const got: string[] = [];
  const all = new Promise<void>((resolve) => {
    client.on('message', (data: Buffer) => {
      if (got.push(data.toString()) === 2 * texts.length) resolve();
    });
  });
  line.write(bytes);
  for (let start = 0; start < bytes.length; start += 7) line.write(bytes.subarray(start, start + 7));
  await all;
  client.removeAllListeners('message');
  expect(got).toEqual([...texts, ...texts]);
});

test('what is framed is copied: the shared bytes may go into other frames', () => {
  const shared = Buffer.from('shared');
  const frames = ['one', 'two'].map((id) => textFrame([Buffer.from(id), shared]));
  shared.fill(0);
  expect(frames.map((frame) => frame.subarray(2).toString())).toEqual(['oneshared', 'twoshared']);
});
