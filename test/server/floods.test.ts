/** P23: frames without end cost the server a bounded part of its time, counted in frames, and honest clients are not held up. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { Backlog } from '../../src/server/backlog';
import { Turns } from '../../src/process/turns';
import { messageTaker } from '../../src/server/message-taker';
import { listenToSocket } from '../../src/server/listen-to-socket';
import { openFrames } from '../../src/server/open-frames';
import { ReadingBudgets } from '../../src/server/reading-pace';
import { SocketConnection } from '../../src/server/socket-connection';
import type { Session } from '../../src/server/session';
import { openCleanUp } from '../support/clean-up';

const AT_ONCE = 4_000;
/** What has been read before reading stops is worked off: two pieces of what comes over the line, in frames of 6 bytes at least. */
const READ_ALREADY = (2 * 65_536) / 6;
const LIMITS = { stallSeconds: 600, pingSeconds: 600, messageBytes: 65_536, values: 25_000 };

const closers = openCleanUp();
afterEach(() => closers.closeAll());

/** A clock that stands still until it is moved. */
class StandingClock {
  private time = 0;
  private due: { at: number; run: () => void }[] = [];
  readonly now = (): number => this.time;
  readonly after = (milliseconds: number, run: () => void): (() => void) => {
    const entry = { at: this.time + milliseconds, run };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((each) => each !== entry);
    };
  };

  get isAwaited(): boolean {
    return this.due.length > 0;
  }

  moveToNext(): void {
    const next = this.due.sort((a, b) => a.at - b.at).shift();
    this.time = next?.at ?? this.time;
    next?.run();
  }
}

interface Served {
  client: WebSocket;
  connection: SocketConnection;
  messages: string[];
  /** Frames that the server has taken notice of. */
  frames: () => number;
}

async function open(clock: StandingClock, isLetIn = true): Promise<Served> {
  const sockets = openFrames(LIMITS);
  const server = createServer();
  const reading = new ReadingBudgets(clock);
  const backlog = new Backlog({ backlogBytes: 64 * 1_048_576 });
  const messages: string[] = [];
  const opened = new Promise<SocketConnection>((resolve) => {
    server.on('upgrade', (request, duplex: Duplex, head) => {
      sockets.handleUpgrade(request, duplex, head, (socket) => {
        const origin = { transport: 'websocket' as const, address: '9.0.0.1', requestId: 'flood' };
        const surroundings = { limits: LIMITS, language: 'en' as const, origin, backlog, reading };
        const connection = new SocketConnection(socket, duplex, surroundings);
        if (isLetIn) connection.letIn({} as Session, () => undefined);
        socket.on('error', () => undefined);
        const handle = (message: string): Promise<void> => {
          messages.push(message);
          return Promise.resolve();
        };
        const most = { limits: LIMITS, log: { error: () => undefined }, turns: new Turns() };
        listenToSocket(socket, connection, messageTaker(connection, handle, most));
        resolve(connection);
      });
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, 'graphql-transport-ws');
  client.on('error', () => undefined);
  const connection = await opened;
  if (client.readyState !== client.OPEN) await once(client, 'open');
  let frames = 0;
  for (const event of ['ping', 'message'] as const) connection.socket.on(event, () => (frames += 1));
  closers.add(async () => {
    client.terminate();
    connection.forget();
    await new Promise((resolve) => server.close(resolve));
  });
  return { client, connection, messages, frames: () => frames };
}

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Until the server does not read any more, and has worked off what it had read. */
async function untilHeld(clock: StandingClock, frames: () => number): Promise<void> {
  while (!clock.isAwaited) await nextTurn();
  for (let before = -1; before < frames();) {
    before = frames();
    // Each turn takes one frame that was read: none in so many turns means that there is none.
    for (let turns = 0; turns < 20; turns += 1) await nextTurn();
  }
}

describe('a flood', () => {
  test.each<[string, (client: WebSocket) => void]>([
    [
      'pings',
      (client) => {
        client.ping();
      },
    ],
    [
      'messages',
      (client) => {
        client.send('{"type":"ping"}');
      },
    ],
  ])('of %s is read no further than paid for, and goes on later', async (_what, send) => {
    const clock = new StandingClock();
    const { client, frames } = await open(clock);
    const sent = 60_000;
    for (let count = 0; count < sent; count += 1) send(client);
    await untilHeld(clock, frames);
    const first = frames();
    expect(first).toBeGreaterThanOrEqual(AT_ONCE);
    expect(first).toBeLessThan(AT_ONCE + READ_ALREADY);
    while (frames() < sent) {
      if (clock.isAwaited) clock.moveToNext();
      await nextTurn();
    }
    // The debt has a bound, which is four seconds: so much for what is read in one go.
    expect(clock.now()).toBeGreaterThan(((sent - AT_ONCE - READ_ALREADY) / READ_ALREADY) * 0.9 * AT_ONCE);
  });

  test('of one-byte fragments, or empty ones, closes the socket with 1008', async () => {
    for (const piece of ['x', '']) {
      const { client } = await open(new StandingClock());
      const closed = once(client, 'close');
      for (let count = 0; count < 200; count += 1) client.send(count === 0 ? 'x' : piece, { fin: false });
      expect((await closed)[0]).toBe(1008);
    }
  });

  test('of pings before anybody is let in closes the socket, and no message of it is worked on', async () => {
    const { client, messages, frames } = await open(new StandingClock(), false);
    const closed = once(client, 'close');
    for (let count = 0; count < 100; count += 1) client.ping();
    client.send('{"type":"connection_init"}');
    expect((await closed)[0]).toBe(4401);
    expect(messages).toEqual([]);
    expect(frames()).toBeGreaterThan(16);
  });
});

test('whoever asks for signs of life and takes none makes nothing pile up; the newest is answered', async () => {
  const clock = new StandingClock();
  const { client, connection, frames } = await open(clock);
  client.pause();
  const asked = 100_000;
  for (let count = 1; count <= asked; count += 1) client.ping(`${count}`.padEnd(125));
  let most = 0;
  while (frames() < asked) {
    if (clock.isAwaited) clock.moveToNext();
    most = Math.max(most, connection.backlog);
    await nextTurn();
  }
  expect(most).toBeLessThan(65_536);
  let newest = '';
  client.on('pong', (data: Buffer) => (newest = data.toString().trim()));
  client.resume();
  while (newest !== `${asked}`) await nextTurn();
});

describe('an honest client', () => {
  test('with a hundred and twenty-eight subscriptions, or three thousand changes at once, is not held up', async () => {
    const clock = new StandingClock();
    const { client, messages } = await open(clock);
    for (let count = 0; count < 128 + 3_000; count += 1) client.send(`{"type":"subscribe","id":"${count}"}`);
    while (messages.length < 3_128) {
      expect(clock.isAwaited).toBe(false);
      await nextTurn();
    }
  });

  test('that is slow and sends much is read when both are over', async () => {
    const clock = new StandingClock();
    const { client, connection, frames } = await open(clock);
    client.pause();
    for (let count = 0; count < 3_000; count += 1) connection.send([Buffer.alloc(4_096, 'x')]);
    expect(connection.socket.isPaused).toBe(true);
    for (let count = 0; count < AT_ONCE + 10; count += 1) connection.pace.charge(1);
    expect(clock.isAwaited).toBe(true);
    clock.moveToNext();
    expect(connection.socket.isPaused).toBe(true);
    client.resume();
    client.ping();
    while (frames() === 0) await nextTurn();
    expect(connection.socket.isPaused).toBe(false);
  });
});

test('a socket gives its place back as soon as it is told to go, however long its client takes', async () => {
  const { client, connection } = await open(new StandingClock(), false);
  const left: string[] = [];
  connection.leavePlace = () => left.push('newcomer');
  connection.letIn({} as Session, () => left.push('place'));
  expect(left).toEqual(['newcomer']);
  client.pause();
  connection.close(1013, 'Come later.');
  expect(left).toEqual(['newcomer', 'place']);
});
