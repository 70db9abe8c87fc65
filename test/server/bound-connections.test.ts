/** P23: connections over TCP, requests over one of them, and answers that nobody takes: each has its bound. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { requireTaking } from '../../src/server/answers-taken';
import { Backlog } from '../../src/server/backlog';
import { boundConnections } from '../../src/server/bound-connections';
import { openCleanUp } from '../support/clean-up';

const LIMITS = { connections: 100, connectionsPerAddress: 1, newcomers: 1, newcomersPerAddress: 1 };
/** Twice the subscribers, and the newcomers. */
const OF_ADDRESS = 3;
const REQUEST = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';
const SLOW = 'GET /slow HTTP/1.1\r\nhost: x\r\n\r\n';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.add(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function call(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  closers.add(() => {
    socket.destroy();
    return Promise.resolve();
  });
  await once(socket, 'connect');
  return socket;
}

const closed = (socket: Socket): Promise<unknown> => once(socket.resume(), 'close');

async function ask(socket: Socket, request = REQUEST): Promise<string> {
  const came = once(socket, 'data');
  socket.write(request);
  const [data] = (await came) as [Buffer];
  return data.toString();
}

describe('connections of one address', () => {
  /** Answers those to /slow when told to. */
  async function open(isTrusted = false) {
    const held: (() => void)[] = [];
    let handled = 0;
    const server = createServer(((request, response) => {
      handled += 1;
      if (request.url === '/slow') held.push(() => response.end('late'));
      else response.end('here');
    }) as RequestListener);
    boundConnections(server, LIMITS, () => isTrusted);
    return { port: await listen(server), held, handled: () => handled };
  }

  test('the one that has been idle for longest makes room', async () => {
    const { port } = await open();
    const sockets: Socket[] = [];
    for (let count = 0; count < OF_ADDRESS; count += 1) {
      sockets.push(await call(port));
      expect(await ask(sockets[count]!)).toContain('here');
    }
    // Now the second is.
    expect(await ask(sockets[0]!)).toContain('here');
    const gone = closed(sockets[1]!);
    expect(await ask(await call(port))).toContain('here');
    await gone;
    expect(await ask(sockets[0]!)).toContain('here');
  });

  test('one over which a request is under way does not: where all are, the new one goes', async () => {
    const { port, held } = await open();
    const sockets: Socket[] = [];
    for (let count = 0; count < OF_ADDRESS; count += 1) {
      sockets.push(await call(port));
      sockets[count]!.write(SLOW);
    }
    while (held.length < OF_ADDRESS) await new Promise(setImmediate);
    await closed(await call(port));
    const answers = sockets.map((socket) => once(socket, 'data'));
    for (const answer of held) answer();
    for (const answer of answers) expect(String((await answer)[0])).toContain('late');
  });

  test('of a trusted proxy are not counted so', async () => {
    const { port } = await open(true);
    const sockets: Socket[] = [];
    for (let count = 0; count < 3 * OF_ADDRESS; count += 1) sockets.push(await call(port));
    for (const socket of sockets) expect(await ask(socket)).toContain('here');
  });

  test('over one of them so many requests are under way: who sends more is cut off, and the rest is not looked at', async () => {
    const { port, handled, held } = await open();
    const socket = await call(port);
    socket.write(SLOW.repeat(32));
    while (held.length < 32) await new Promise(setImmediate);
    const gone = closed(socket);
    socket.write(REQUEST.repeat(1_000));
    await gone;
    expect(handled()).toBe(32);
  });
});

describe('an answer that is not taken', () => {
  const LARGE = Buffer.alloc(32 * 1_048_576);

  async function open(backlogBytes = 1_024 * 1_048_576, stallSeconds = 0.5) {
    const backlog = new Backlog({ backlogBytes });
    const held: (() => void)[] = [];
    const server = createServer((request, response) => {
      if (request.url === '/slow') held.push(() => response.end('late'));
      else response.end(LARGE);
    });
    requireTaking(server, backlog, stallSeconds);
    const ended = new Promise<Socket>((resolve) => {
      server.on('request', (request, response) => {
        if (request.url !== '/slow')
          response.once('close', () => {
            resolve(request.socket);
          });
      });
    });
    return { port: await listen(server), backlog, held, ended };
  }

  test('is counted, and given up after STALL_SECONDS; an operation that takes longer is not', async () => {
    const { port, backlog, held, ended } = await open();
    const slow = await call(port);
    slow.write(SLOW);
    const stalled = await call(port);
    stalled.pause().write(REQUEST);
    while (backlog.bytes === 0) await new Promise(setImmediate);
    await ended;
    expect(backlog.bytes).toBe(0);
    const answered = once(slow, 'data');
    held[0]?.();
    expect(String((await answered)[0])).toContain('late');
  });

  test('and is followed by one that takes long: only the first would be given up', async () => {
    const { port, held } = await open();
    const socket = await call(port);
    let came = 0;
    const enough = new Promise<void>((resolve) => {
      socket.on('data', ({ length }) => {
        came += length;
        if (came >= LARGE.length + 100) resolve();
      });
    });
    socket.write(`${REQUEST}${SLOW}`);
    while (held.length === 0 || came < LARGE.length) await new Promise(setImmediate);
    // Others stall meanwhile, and are given up: so much time has passed.
    const other = await open();
    (await call(other.port)).pause().write(REQUEST);
    await other.ended;
    held[0]?.();
    await enough;
  });

  test('is given up at once when too much waits in all', async () => {
    const { port, ended, backlog } = await open(1_048_576, 600);
    (await call(port)).pause().write(REQUEST);
    await ended;
    expect(backlog.bytes).toBe(0);
  });
});
