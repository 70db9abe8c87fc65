/** A WebSocket client that does next to nothing for a message, so that the figures are the server's. */
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface Operation {
  query: string;
  token: string;
}

export interface RawSocketEvents {
  /** A text message of an operation lies in the buffer, from start to end, until the call returns. */
  onMessage: (socket: RawSocket, buffer: Buffer, start: number, end: number) => void;
  /** With the closing code, or undefined when the line broke without one. */
  onClose: (code: number | undefined) => void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const READ_BYTES = 262_144;

/** One for all sockets of the process: what is read is looked at before the next read. */
const shared = Buffer.allocUnsafe(READ_BYTES);

export class RawSocket {
  /** The position of the newest event, where they are followed. */
  position = 0;
  private rest: Buffer | undefined;
  private isUpgraded = false;
  private isAcknowledged = false;
  private closeCode: number | undefined;
  private subscribed: () => void = () => undefined;
  private readonly line: Socket;

  constructor(
    url: string,
    private readonly operation: Operation,
    private readonly events: RawSocketEvents,
  ) {
    const { hostname, port, pathname, host } = new URL(url);
    this.line = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (count) => {
          this.read(count);
          return true;
        },
      },
    });
    this.line.on('error', () => undefined);
    this.line.once('close', () => {
      events.onClose(this.closeCode);
    });
    this.line.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
  }

  /** Resolves when the subscription has been sent. */
  whenSubscribed(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.subscribed = resolve;
      this.line.once('close', () => {
        reject(new Error(`The server closed a socket before it was subscribed (${String(this.closeCode)}).`));
      });
    });
  }

  /** Reads no more: the kernel's buffers fill, then the server's. */
  pause(): void {
    this.line.pause();
  }

  resume(): void {
    this.line.resume();
  }

  destroy(): void {
    this.line.destroy();
  }

  private read(count: number): void {
    let chunk = shared;
    let end = count;
    if (this.rest !== undefined) {
      chunk = Buffer.concat([this.rest, shared.subarray(0, count)]);
      end = chunk.length;
    }
    const at = this.isUpgraded ? 0 : this.upgrade(chunk, end);
    const seen = this.isUpgraded ? this.readFrames(chunk, at, end) : 0;
    this.rest = seen === end ? undefined : Buffer.from(chunk.subarray(seen, end));
  }

  private upgrade(chunk: Buffer, end: number): number {
    const head = chunk.toString('latin1', 0, end);
    const headEnd = head.indexOf('\r\n\r\n');
    if (headEnd < 0) return 0;
    if (!head.startsWith('HTTP/1.1 101')) {
      this.line.destroy();
      return end;
    }
    this.isUpgraded = true;
    this.send(TEXT, {
      type: 'connection_init',
      payload: { authorization: `Bearer ${this.operation.token}` },
    });
    return headEnd + 4;
  }

  /** How far whole frames have been read. */
  private readFrames(chunk: Buffer, from: number, end: number): number {
    let at = from;
    while (end - at >= 2) {
      const [opcode, short] = [chunk.readUInt8(at) & 15, chunk.readUInt8(at + 1)];
      const headBytes = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (end - at < headBytes) break;
      const length = short < 126 ? short : short === 126 ? chunk.readUInt16BE(at + 2) : chunk.readUInt32BE(at + 6);
      const start = at + headBytes;
      if (end - start < length) break;
      this.take(opcode, chunk, start, start + length);
      at = start + length;
    }
    return at;
  }

  private take(opcode: number, chunk: Buffer, start: number, end: number): void {
    if (opcode === PING) this.sendFrame(PONG, chunk.subarray(start, end));
    else if (opcode === CLOSE) this.closeCode = end - start >= 2 ? chunk.readUInt16BE(start) : undefined;
    else if (opcode === TEXT) this.takeText(chunk, start, end);
  }

  private takeText(chunk: Buffer, start: number, end: number): void {
    if (this.isAcknowledged) {
      this.events.onMessage(this, chunk, start, end);
      return;
    }
    this.isAcknowledged = true;
    this.send(TEXT, { id: randomUUID(), type: 'subscribe', payload: { query: this.operation.query } });
    this.subscribed();
  }

  private send(opcode: number, message: object): void {
    this.sendFrame(opcode, Buffer.from(JSON.stringify(message)));
  }

  /** Masked with zeros, which changes nothing and is allowed. */
  private sendFrame(opcode: number, payload: Buffer): void {
    const isShort = payload.length < 126;
    const head = Buffer.alloc(isShort ? 6 : 8);
    head[0] = 128 | opcode;
    head[1] = 128 | (isShort ? payload.length : 126);
    if (!isShort) head.writeUInt16BE(payload.length, 2);
    this.line.write(Buffer.concat([head, payload]));
  }
}
