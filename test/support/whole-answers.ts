/** Answers with their bytes and headers, as they are remembered and as Apollo Server itself gives them. */
import { jest } from '@jest/globals';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { Queries } from '../../src/server/answer-queries';
import { FastLane } from '../../src/server/fast-lane';

export interface WholeAnswer {
  status: number | undefined;
  headers: Record<string, string>;
  body: string;
}

export interface AskedWhole {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

interface Way {
  method?: 'POST' | 'GET' | 'HEAD';
  headers?: Record<string, string>;
}

/** What differs from one request to the next, whatever is asked. */
const OF_THE_REQUEST = ['date', 'ratelimit', 'ratelimit-policy', 'x-request-id', 'connection', 'keep-alive'];

/** With the bytes as they came, also where they are compressed. */
export async function askBytes(
  url: string,
  token: string,
  asked: AskedWhole,
  { method = 'POST', headers = {} }: Way = {},
): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; bytes: Buffer }> {
  const address = new URL('/graphql', url);
  if (method !== 'POST') {
    for (const [name, value] of Object.entries(asked)) {
      if (value !== undefined)
        address.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  const given = {
    authorization: `Bearer ${token}`,
    accept: 'application/graphql-response+json',
    ...(method === 'POST' ? { 'content-type': 'application/json' } : { 'apollo-require-preflight': 'yes' }),
    ...headers,
  };
  const sent = request(address, { method, headers: given });
  sent.end(method === 'POST' ? JSON.stringify(asked) : undefined);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) };
}

/** To be compared: without what is of the request alone, and with `vary` as the set that it is. */
export async function askWhole(url: string, token: string, asked: AskedWhole, way: Way = {}): Promise<WholeAnswer> {
  const { status, headers, bytes } = await askBytes(url, token, asked, way);
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_REQUEST.includes(name));
  const { vary = '', ...others } = Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
  return { status, headers: { ...others, vary: vary.split(/, */).sort().join(', ') }, body: bytes.toString() };
}

/** While it is done, nothing is answered by the place of the log: Apollo answers over HTTP, and what is asked otherwise is executed by itself. */
export async function byApollo<T>(work: () => Promise<T>): Promise<T> {
  const find = jest.spyOn(Queries.prototype, 'find').mockReturnValue({});
  // It knows questions by heart.
  const admit = jest.spyOn(FastLane.prototype as unknown as { admit: () => undefined }, 'admit');
  admit.mockReturnValue(undefined);
  try {
    return await work();
  } finally {
    expectCalled(find.mock.calls.length);
    find.mockRestore();
    admit.mockRestore();
  }
}

function expectCalled(times: number): void {
  if (times === 0) throw new Error('Nothing went to Apollo: queries are found in another way.');
}
