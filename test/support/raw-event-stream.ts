/** An event stream (GraphQL over SSE) that is read message by message, with everything that stands in it. */
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { withoutPosition } from './without-position';

interface StreamAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
}

export interface StreamMessage {
  event: string;
  id: string | undefined;
  data: StreamAnswer | undefined;
}

export interface RawEventStream {
  status: number;
  headers: IncomingHttpHeaders;
  /** The id that came before any event. */
  begun: () => string | undefined;
  /** The next message that has not been taken yet; rejects when the stream ends instead. */
  next: () => Promise<StreamMessage>;
  /** Resolves when the stream is over, with the messages that nobody has taken. */
  rest: () => Promise<StreamMessage[]>;
  /** All that came, when it is over: the body of a refusal. */
  body: () => Promise<string>;
  /** Reads nothing more, until it does again. */
  pause: () => void;
  resume: () => void;
  /** Goes away without a word. */
  leave: () => void;
}

export interface StreamRequestOptions {
  token?: string | null;
  headers?: Record<string, string>;
  /** Sends the operation in the address instead of the body. */
  get?: boolean;
}

export interface StreamOperation {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/** Resolves when the head of the answer is there. */
export async function openRawEventStream(
  url: string,
  operation: StreamOperation,
  options: StreamRequestOptions = {},
): Promise<RawEventStream> {
  const sent = sendStreamRequest(url, operation, options);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return read(sent, response);
}

export function sendStreamRequest(
  url: string,
  { query, operationName, variables }: StreamOperation,
  { token = null, headers = {}, get = false }: StreamRequestOptions = {},
): ClientRequest {
  const address = new URL('/graphql/stream', url);
  if (get) {
    address.searchParams.set('query', query);
    if (operationName !== undefined) address.searchParams.set('operationName', operationName);
    if (variables !== undefined) address.searchParams.set('variables', JSON.stringify(variables));
  }
  const sent = request(address, {
    method: get ? 'GET' : 'POST',
    agent: false,
    headers: {
      accept: 'text/event-stream',
      ...(get ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  sent.end(get ? undefined : JSON.stringify({ query, operationName, variables }));
  return sent;
}

function read(sent: ClientRequest, response: IncomingMessage): RawEventStream {
  const messages: StreamMessage[] = [];
  const waiting: { resolve: (message: StreamMessage) => void; reject: (error: Error) => void }[] = [];
  const chunks: string[] = [];
  let rest = '';
  let isOver = false;
  let begun: string | undefined;
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      isOver = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('The stream has ended.'));
      resolve();
    });
  });
  // A stream that breaks off is closed all the same.
  response.on('error', () => undefined);
  sent.on('error', () => undefined);
  response.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk);
    const blocks = `${rest}${chunk}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      begun ??= /^id: (.+)$/.exec(block)?.[1];
      const message = /^(:|id: [^\n]*$)/.test(block) ? undefined : toMessage(block);
      if (message === undefined) continue;
      const taker = waiting.shift();
      if (taker === undefined) messages.push(message);
      else taker.resolve(message);
    }
  });
  const next = (): Promise<StreamMessage> => {
    const message = messages.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (isOver) return Promise.reject(new Error('The stream has ended.'));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    begun: () => begun,
    next,
    rest: () => closed.then(() => messages.splice(0)),
    body: () => closed.then(() => chunks.join('')),
    pause: () => response.pause(),
    resume: () => response.resume(),
    leave: () => sent.destroy(),
  };
}

/** None for a comment. */
function toMessage(block: string): StreamMessage | undefined {
  const fields = block
    .split('\n')
    .filter((line) => !line.startsWith(':'))
    .map((line) => /^([a-z]+):? ?(.*)$/.exec(line) ?? [line, line, '']);
  if (fields.length === 0) return undefined;
  const of = (name: string): string | undefined => fields.find(([, field]) => field === name)?.[2];
  const data = of('data') ?? '';
  const answer = data === '' ? undefined : withoutPosition(JSON.parse(data) as StreamAnswer);
  return { event: of('event') ?? '', id: of('id'), data: answer };
}
