/** The same request over every transport: what each of them answers. */
import type { GraphQLFormattedError } from 'graphql';
import { connect, type RawSocket } from './raw-socket';
import { withoutPosition } from './without-position';

/** As it is sent, whatever it is: not all of it can be a request. */
export interface AnyRequest {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

export interface Reply {
  /** Undefined over WebSocket. */
  status?: number;
  /** Of a socket that was closed instead. */
  closed?: number;
  data?: unknown;
  errors?: GraphQLFormattedError[];
}

export const TRANSPORTS = ['POST', 'GET', 'WebSocket', 'event stream', 'event stream by GET'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export interface EachTransport {
  ask: (transport: Transport, request: AnyRequest) => Promise<Reply>;
  /** The answers of all, which may not differ but in their status. */
  close: () => void;
}

export function openEachTransport(url: string, token: string): EachTransport {
  const authorization = `Bearer ${token}`;
  let socket: Promise<RawSocket> | undefined;
  let asked = 0;

  const askSocket = async (request: AnyRequest): Promise<Reply> => {
    socket ??= connect(url, token);
    const raw = await socket;
    const id = `${(asked += 1)}`;
    raw.send({ type: 'subscribe', id, payload: request });
    const reply: Reply = {};
    for (;;) {
      const message = await raw.next().catch(() => undefined);
      if (message === undefined) {
        socket = undefined;
        return { closed: (await raw.closed).code };
      }
      if (message.id !== id) continue;
      if (message.type === 'complete') return reply;
      if (message.type === 'error') return { errors: message.payload as GraphQLFormattedError[] };
      Object.assign(reply, message.payload);
      raw.send({ type: 'complete', id });
      return reply;
    }
  };

  const overHttp = async (path: string, accept: string, request: AnyRequest, byGet: boolean): Promise<Reply> => {
    const headers = { accept, authorization, 'content-type': 'application/json', 'apollo-require-preflight': 'yes' };
    const address = new URL(path, url);
    if (byGet) for (const [name, value] of Object.entries(request)) address.searchParams.set(name, asText(value));
    const left = new AbortController();
    const init = byGet ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(request) };
    const response = await fetch(address, { ...init, headers, signal: left.signal });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const { status } = response;
    const answer = isStream ? await firstOf(response) : ((await response.json()) as Reply);
    left.abort();
    return { status, ...withoutPosition(answer) };
  };

  return {
    ask: (transport, request) => {
      if (transport === 'WebSocket') return askSocket(request);
      const isStream = transport.startsWith('event stream');
      const [path, accept] = isStream
        ? ['/graphql/stream', 'text/event-stream']
        : ['/graphql', 'application/graphql-response+json'];
      return overHttp(path, accept, request, transport.endsWith('GET'));
    },
    close: () => {
      void socket?.then((raw) => {
        raw.socket.terminate();
      });
    },
  };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The first answer of a stream. */
async function firstOf(response: Response): Promise<Reply> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const [, data] = /^data: (.+)\n\n/m.exec(text) ?? [];
    if (data !== undefined) return JSON.parse(data) as Reply;
  }
  throw new Error(`The stream ended without an answer: ${text}`);
}
