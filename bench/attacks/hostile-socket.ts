/** A WebSocket that sends frames as bytes, whatever they are, and looks at next to nothing that comes. */
import { connect, type Socket } from 'node:net';
import type { Target } from './attack';

export const TEXT = 1;
export const PING = 9;

/** What it says first: nothing, an init without a token, or one with. */
export type Introduction = 'silence' | 'no token' | 'token';

const FINAL = 128;
const MASKED = 128;

/** Masked with zeros, which changes nothing and is allowed. */
export function frame(opcode: number, payload: Buffer, isFinal = true): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(6 + extra);
  head[0] = (isFinal ? FINAL : 0) | opcode;
  head[1] = MASKED | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) head.writeUInt16BE(length, 2);
  if (extra === 8) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

export function textFrame(message: object): Buffer {
  return frame(TEXT, Buffer.from(JSON.stringify(message)));
}

export function upgradeHead({ hostname, port }: Target): string {
  return (
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n' +
    'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n'
  );
}

/** A connection that ends with the attack; how it ended otherwise is counted. */
export function openLine(target: Target): Socket {
  const { hostname, port, localAddress, signal, tally } = target;
  tally('connections');
  const line = connect({ host: hostname, port, localAddress, noDelay: true });
  const leave = (): void => {
    line.destroy();
  };
  signal.addEventListener('abort', leave);
  line.on('error', () => undefined);
  line.once('close', () => {
    signal.removeEventListener('abort', leave);
    if (!signal.aborted) tally('closed by the server');
  });
  return line;
}

export class HostileSocket {
  readonly line: Socket;
  /** Aborted when the socket is gone, or the attack is over. */
  readonly signal: AbortSignal;
  private watchers: { text: string; resolve: () => void }[] = [];

  constructor(
    private readonly target: Target,
    introduction: Introduction,
  ) {
    this.line = openLine(target);
    const gone = new AbortController();
    this.signal = gone.signal;
    this.line.on('data', (chunk: Buffer) => {
      this.look(chunk);
    });
    this.line.once('close', () => {
      gone.abort();
      for (const { resolve } of this.watchers.splice(0)) resolve();
    });
    this.line.write(upgradeHead(target));
    const payload = introduction === 'token' ? { authorization: `Bearer ${target.token}` } : {};
    if (introduction !== 'silence') this.send({ type: 'connection_init', payload });
  }

  get isOpen(): boolean {
    return !this.line.destroyed && this.line.writable;
  }

  send(message: object): void {
    this.write(textFrame(message));
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  write(bytes: Buffer): void {
    if (!this.isOpen) return;
    this.target.tally('sent');
    this.line.write(bytes);
  }

  /** Resolves when the text has come, or nothing can come any more. */
  hear(text: string): Promise<void> {
    if (this.line.destroyed) return Promise.resolve();
    return new Promise((resolve) => this.watchers.push({ text, resolve }));
  }

  private look(chunk: Buffer): void {
    for (const watcher of [...this.watchers]) {
      if (!chunk.includes(watcher.text)) continue;
      this.watchers.splice(this.watchers.indexOf(watcher), 1);
      watcher.resolve();
    }
  }
}

/** Opens one again whenever it was closed, and begins anew with it, ten times a second at most. */
export async function keepSocket(
  target: Target,
  introduction: Introduction,
  begin: (socket: HostileSocket) => void | Promise<void>,
): Promise<void> {
  while (!target.signal.aborted) {
    const socket = new HostileSocket(target, introduction);
    const gone = new Promise((resolve) => socket.line.once('close', resolve));
    if (introduction === 'token') await socket.hear('connection_ack');
    await begin(socket);
    await gone;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
