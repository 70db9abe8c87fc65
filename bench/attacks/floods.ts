/** Attacks by mere number: messages, frames and requests that are small, and many. */
import type { Attack, Target } from './attack';
import { frame, HostileSocket, keepSocket, PING, TEXT, textFrame, type Introduction } from './hostile-socket';
import { atRate } from './pace';
import { operation, sendRequest } from './send-request';

const FRAMES_PER_SECOND = 20_000;
const SLICES_PER_SECOND = 20;
const EVENTS = 'subscription { congressCompleted { node { position } } }';

const repeated = (bytes: Buffer, count: number): Buffer => Buffer.concat(Array<Buffer>(count).fill(bytes));

/** The same bytes over one socket, twenty times a second: as many frames in all as a flood has. */
function flood(introduction: Introduction, frames: Buffer, perSecond = FRAMES_PER_SECOND, inEach = 1) {
  return (target: Target): void => {
    const bytes = repeated(frames, Math.round(perSecond / SLICES_PER_SECOND / inEach));
    let current: HostileSocket | undefined;
    void keepSocket(target, introduction, (socket) => {
      current = socket;
    });
    atRate(target, SLICES_PER_SECOND, () => {
      // What the server has not taken yet is not heaped up: it is the attacker's memory.
      if (current?.isOpen === true && current.line.writableLength < bytes.length) current.write(bytes);
    });
  };
}

function oneByteFrames(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const frames = [...text].map((byte, index) =>
    frame(index === 0 ? TEXT : 0, Buffer.of(byte), index === text.length - 1),
  );
  return Buffer.concat(frames);
}

const PING_MESSAGE = { type: 'ping' };

export const FLOODS: readonly Attack[] = [
  {
    name: 'subscribe and complete',
    what: '4,000 subscriptions a second over one socket, each completed at once',
    begin: flood(
      'token',
      Buffer.concat([
        textFrame({ type: 'subscribe', id: 'a', payload: { query: EVENTS } }),
        textFrame({ type: 'complete', id: 'a' }),
      ]),
      8_000,
      2,
    ),
  },
  {
    name: 'pings',
    what: '20,000 pings of graphql-transport-ws a second over one socket',
    begin: flood('token', textFrame(PING_MESSAGE)),
  },
  {
    name: 'early pings',
    what: 'the same before connection_init, without a token',
    begin: flood('silence', textFrame(PING_MESSAGE)),
  },
  {
    name: 'ping frames',
    what: '20,000 ping frames of WebSocket a second over one socket',
    begin: flood('token', frame(PING, Buffer.from('x'.repeat(100)))),
  },
  {
    name: 'one-byte frames',
    what: '20,000 frames of one byte a second over one socket',
    begin: flood('token', oneByteFrames(PING_MESSAGE), FRAMES_PER_SECOND, JSON.stringify(PING_MESSAGE).length),
  },
  {
    name: 'empty frames',
    what: '20,000 empty frames a second that go on with one message',
    begin: (target) => {
      const empty = repeated(frame(0, Buffer.alloc(0), false), FRAMES_PER_SECOND / SLICES_PER_SECOND);
      let current: HostileSocket | undefined;
      void keepSocket(target, 'token', (socket) => {
        socket.write(frame(TEXT, Buffer.from('{'), false));
        current = socket;
      });
      atRate(target, SLICES_PER_SECOND, () => {
        if (current?.isOpen === true && current.line.writableLength < empty.length) current.write(empty);
      });
    },
  },
  {
    name: 'garbage tokens',
    what: '1,000 requests a second with a token that is none',
    begin: (target) => {
      const headers = { authorization: `Bearer ${'a'.repeat(200)}.${'b'.repeat(200)}.${'c'.repeat(43)}` };
      const body = operation('{ __typename }');
      atRate(target, 1_000, () => void sendRequest(target, { body, headers, token: null }));
    },
  },
  {
    name: 'smallest queries',
    what: '`{ __typename }` over 50 connections, 1,000 a second',
    begin: (target) => {
      const body = operation('{ __typename }');
      let under = 0;
      atRate(target, 1_000, () => {
        if (under >= 50) return;
        under += 1;
        void sendRequest(target, { body }).then(() => (under -= 1));
      });
    },
  },
  {
    name: 'reconnects',
    what: '100 sockets a second, each with a token, a subscription and no good-bye',
    begin: (target) => {
      atRate(target, 100, () => {
        const socket = new HostileSocket(target, 'token');
        socket.subscribe('a', EVENTS);
        void socket.hear('connection_ack').then(() => setTimeout(() => socket.line.destroy(), 20));
      });
    },
  },
];
