/** The sockets of one server's subscribers, in a process of their own. */
import { RawSocket, type Operation } from './raw-socket';
import { answerCommands } from './answer-commands';

const AT_ONCE = 100;
const POSITION = '"position":';

export interface Opening extends Operation {
  url: string;
  count: number;
}

const sockets: RawSocket[] = [];
/** Closing codes of sockets that are gone. */
const closed: (number | undefined)[] = [];
let received = 0;
let wanted = Infinity;
let lastAt = 0n;
let arrived: () => void = () => undefined;
let sample = '';
/** Events that came to a socket out of order, twice or not at all; the first of them in words. */
const faults: string[] = [];
let isFollowing = false;

function onMessage(socket: RawSocket, buffer: Buffer, start: number, end: number): void {
  received += 1;
  if (received === 1) sample = buffer.toString('utf8', start, end);
  if (isFollowing) checkPosition(socket, buffer, start, end);
  if (received === wanted) {
    lastAt = process.hrtime.bigint();
    arrived();
  }
}

function checkPosition(socket: RawSocket, buffer: Buffer, start: number, end: number): void {
  const at = buffer.indexOf(POSITION, start, 'latin1');
  const position = at < 0 || at > end ? NaN : parseInt(buffer.toString('latin1', at + POSITION.length, at + 30), 10);
  if (position !== socket.position + 1) {
    faults.push(`after ${socket.position}: ${buffer.toString('utf8', start, Math.min(end, start + 300))}`);
  }
  socket.position = position;
}

const commands = {
  /** Opens so many sockets more, each subscribed. */
  open: async ({ url, count, query, token }: Opening): Promise<void> => {
    let left = count;
    const openSome = async (): Promise<void> => {
      for (; left > 0;) {
        left -= 1;
        const socket = new RawSocket(url, { query, token }, { onMessage, onClose: (code) => closed.push(code) });
        sockets.push(socket);
        await socket.whenSubscribed();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  },
  close: () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    closed.length = 0;
  },
  /** Counts from now on. */
  expect: (count: number) => {
    received = 0;
    sample = '';
    wanted = count;
  },
  /** Resolves when all that are expected are there. */
  arrival: async (): Promise<{ lastAt: bigint; sample: string }> => {
    if (received < wanted) await new Promise<void>((resolve) => (arrived = resolve));
    return { lastAt, sample };
  },
  /** The message that came first since `expect`, and when the last one that is expected came. */
  newest: () => ({ sample, lastAt }),
  /** How many have come, how many sockets are gone and how. */
  count: () => ({ received, closed: [...closed] }),
  /** From now on every event has the position after the one before it, on every socket. */
  follow: (position: number) => {
    isFollowing = true;
    for (const socket of sockets) socket.position = position;
  },
  faults: () => ({ count: faults.length, first: faults[0] }),
  pause: () => {
    for (const socket of sockets) socket.pause();
  },
  resume: () => {
    for (const socket of sockets) socket.resume();
  },
};

export type ClientCommands = typeof commands;

answerCommands(commands);
