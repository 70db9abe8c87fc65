/** A kept-open HTTP/1.1 connection that does next to nothing for a request, so that the figures are the server's. */
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: Buffer;
}

const END_OF_HEAD = '\r\n\r\n';
const NONE = Buffer.alloc(0);

/** All of its bytes; they are the same each time. */
export function writeRequest(url: string, document: string, token?: string): Buffer {
  const { host, pathname } = new URL(url);
  const body = JSON.stringify({ query: document });
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'accept: application/json',
    'content-type: application/json',
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}${END_OF_HEAD}${body}`);
}

export class AnswerLine {
  private received: Buffer = NONE;
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  private readonly socket: Socket;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (chunk) => {
      this.take(chunk);
    });
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => {
      this.waiting?.reject(new Error(`${url} has closed the connection.`));
    });
  }

  /** Servers close what was idle for some seconds. */
  get isClosed(): boolean {
    return this.socket.destroyed || this.socket.readableEnded;
  }

  /** One after another: the next when the one before is answered. */
  ask(request: Uint8Array): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = readAnswer(this.received);
    if (answer === undefined) return;
    const { waiting } = this;
    [this.received, this.waiting] = [NONE, undefined];
    waiting?.resolve(answer);
  }
}

/** Undefined while something is missing. */
function readAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const from = end + END_OF_HEAD.length;
  const [, length] = /^content-length: *(\d+)/im.exec(head) ?? [];
  if (length === undefined) return readChunks(received.subarray(from), status);
  const to = from + Number(length);
  return received.length < to ? undefined : { status, body: received.subarray(from, to) };
}

function readChunks(received: Buffer, status: number): Answer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = received.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = parseInt(received.toString('latin1', at, end), 16);
    const [from, to] = [end + 2, end + 2 + size];
    if (received.length < to + 2) return undefined;
    if (size === 0) return { status, body: Buffer.concat(chunks) };
    chunks.push(received.subarray(from, to));
    at = to + 2;
  }
}
