/** Answers what is not HTTP, or too much of it: Node has refused it before it became a request. */
import type { Socket } from 'node:net';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Problem, type ProblemCode } from '../problem';
import { formatError, type ErrorLog } from './format-error';
import { say, type Message } from '../words/message';

interface ClientError extends Error {
  code?: string | undefined;
  rawPacket?: unknown;
}

interface MalformedAnswer {
  status: number;
  code: ProblemCode;
  said: Message;
}

const METHOD = /^[!#$%&'*+.^`|~\w-]+ \//;
/** Half of what a whole head may have. */
const LONG_TARGET = 8_192;

function explain({ code, rawPacket }: ClientError): MalformedAnswer {
  const packet = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  if (code === 'HPE_HEADER_OVERFLOW') {
    const isLong = METHOD.test(packet) && packet.split('\r\n', 1).join().length > LONG_TARGET;
    return isLong
      ? { status: 414, code: 'LIMIT', said: say`The address is too long. Send the operation by POST.` }
      : { status: 431, code: 'LIMIT', said: say`The headers are too large: 16 KiB at most, with the address.` };
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return { status: 413, code: 'LIMIT', said: say`The extensions of a chunk are too large.` };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, code: 'BAD_REQUEST', said: say`The request did not arrive in time. Send it again.` };
  }
  if (code === 'HPE_INVALID_METHOD' && METHOD.test(packet)) {
    return { status: 501, code: 'BAD_REQUEST', said: say`HTTP has no such method.` };
  }
  return { status: 400, code: 'BAD_REQUEST', said: say`This is not a request of HTTP/1.1.` };
}

export function malformedAnswerer(log: ErrorLog): (this: FastifyInstance, error: ClientError, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
      socket.destroy();
      return;
    }
    const { status, code, said } = explain(error);
    const body = JSON.stringify({ errors: [formatError(new Problem(code, said), log)] });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'content-type: application/json; charset=utf-8',
      'x-content-type-options: nosniff',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}

/** Whether another answer is on its way: this one would end up within it. Node keeps it there, and looks there itself. */
function isAnswering(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent ?? false;
}
