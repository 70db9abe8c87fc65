/** A WebSocket that is spoken to message by message, for what a well-behaved client never does. */
import type { GraphQLFormattedError } from 'graphql';
import WebSocket from 'ws';
import { withoutPosition } from './without-position';

interface Closing {
  code: number;
  reason: string;
}

interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

export interface RawSocket {
  socket: WebSocket;
  /** Resolves when the socket is open; rejects with the HTTP status when it is refused. */
  opened: Promise<void>;
  closed: Promise<Closing>;
  send: (message: Message) => void;
  /** The next message that has not been taken yet; rejects when the socket closes instead. */
  next: () => Promise<Message>;
}

export interface SocketOptions {
  path?: string;
  origin?: string;
  /** None when null. */
  protocol?: string | null;
  /** Of the request that opens it. */
  headers?: Record<string, string>;
}

export function openRawSocket(url: string, options: SocketOptions = {}): RawSocket {
  const { path = '/graphql', origin, protocol = 'graphql-transport-ws', headers = {} } = options;
  const address = `${url.replace(/^http/, 'ws')}${path}`;
  const socket = new WebSocket(address, protocol ?? [], { headers, ...(origin === undefined ? {} : { origin }) });
  const messages: Message[] = [];
  const waiting: { resolve: (message: Message) => void; reject: (error: Error) => void }[] = [];
  let closing: Closing | undefined;
  socket.on('message', (data: Buffer) => {
    const { payload, ...head } = JSON.parse(data.toString()) as Message;
    const message = payload === undefined ? head : { ...head, payload: withoutPosition(payload) };
    const taker = waiting.shift();
    if (taker === undefined) messages.push(message);
    else taker.resolve(message);
  });
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      reject(new Error(`HTTP ${response.statusCode ?? 0}`));
    });
    socket.on('error', reject);
  });
  opened.catch(() => undefined);
  const closed = new Promise<Closing>((resolve) => {
    socket.once('close', (code, reason) => {
      closing = { code, reason: reason.toString() };
      for (const { reject } of waiting.splice(0)) reject(gone(closing));
      resolve(closing);
    });
  });
  const next = (): Promise<Message> => {
    const message = messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (closing !== undefined) return Promise.reject(gone(closing));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const send = (message: Message): void => {
    socket.send(JSON.stringify(message));
  };
  return { socket, opened, closed, send, next };
}

function gone({ code, reason }: Closing): Error {
  return new Error(`The socket was closed: ${code} ${reason}`);
}

/** A socket that has been acknowledged, with what its parameters say beside the token. */
export async function connect(
  url: string,
  token: string | null,
  parameters: Record<string, unknown> = {},
  options: SocketOptions = {},
): Promise<RawSocket> {
  const raw = openRawSocket(url, options);
  await raw.opened;
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  raw.send({ type: 'connection_init', payload: { ...authorization, ...parameters } });
  const { type } = await raw.next();
  if (type !== 'connection_ack') throw new Error(`Expected connection_ack, got ${type}.`);
  return raw;
}

export interface SocketAnswer {
  data?: unknown;
  errors?: GraphQLFormattedError[];
}

/** The answer to one query or mutation, or the refusal of a subscription. Nothing else may run on the socket. */
export async function askSocket(
  raw: RawSocket,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<SocketAnswer> {
  const id = 'only';
  raw.send({ type: 'subscribe', id, payload: { query, variables } });
  const message = await raw.next();
  if (message.type === 'error') return { errors: message.payload as GraphQLFormattedError[] };
  if (message.type !== 'next') throw new Error(`Expected an answer, got ${message.type}.`);
  const { type } = await raw.next();
  if (type !== 'complete') throw new Error(`Expected the end, got ${type}.`);
  return message.payload as SocketAnswer;
}
