/** Where an operation comes from: its transport, the client's address, and the request that brought it. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { addressOf } from './client-address';
import { requestIdOf } from './request-id';

export interface OperationOrigin {
  transport: 'http' | 'websocket' | 'event_stream';
  /** Of the request; undefined over WebSocket, where the headers are those of its beginning. */
  headers?: IncomingHttpHeaders | undefined;
  /** As `addressOf` has it. */
  address: string;
  /** Of the request, or of the one that opened the socket. */
  requestId: string;
}

/** Of a request over HTTP. */
export function originOfRequest(
  transport: OperationOrigin['transport'],
  { raw, headers, id }: FastifyRequest,
): OperationOrigin {
  return { transport, headers, address: addressOf(raw), requestId: id };
}

export function originOfSocket(request: IncomingMessage): OperationOrigin {
  return { transport: 'websocket', address: addressOf(request), requestId: requestIdOf(request) };
}
