/** Whatever answers in place of the server, the application gets a GiaoBanError that says so; and what it sends arrives whole. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { GiaoBanError, type Client, type ClientOptions, type ConnectionStatus } from '../../client/src/client.ts';
import { pauseOf } from '../../client/src/http-answer.ts';
import { openCleanUp } from '../support/clean-up';
import { disposerOf, openImpatientClient } from './screen';
import { openScriptedServer, type Script } from './scripted-server';

const closers = openCleanUp();
afterEach(() => closers.closeAll());

function open(url: string, options: Partial<ClientOptions> = {}): Client {
  const client = openImpatientClient(url, null, options);
  closers.add(disposerOf(client));
  return client;
}

async function openWith(script: Script, options: Partial<ClientOptions> = {}): Promise<Client> {
  const server = await openScriptedServer(script);
  closers.add(server.close);
  return open(server.url, options);
}

const failureOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    (answered) => answered,
    (error: unknown) => error,
  );

test.each([
  [200, '<html>Please log in</html>'],
  [403, '<html>Forbidden</html>'],
  [404, '<html>Not found</html>'],
  [204, ''],
  [200, 'null'],
  [200, '{}'],
  [200, '{"errors":"boom"}'],
  [200, '{"errors":[],"data":null}'],
])('%d with %j is no answer of the server', async (status, body) => {
  const client = await openWith({ answer: (_request, response) => response.writeHead(status).end(body) });
  for (const asked of [client.query('{ a }'), client.mutate('mutation { a }')]) {
    const error = await failureOf(asked);
    expect(error).toBeInstanceOf(GiaoBanError);
    expect(error).toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining(`the status ${status}`) as unknown,
    });
  }
});

test('an empty list of errors is none', async () => {
  const client = await openWith({ answer: (_request, response) => response.end('{"errors":[],"data":{"a":1}}') });
  expect(await client.query('{ a }')).toEqual({ a: 1 });
});

test.each(['websocket', 'sse'] as const)(
  'a token that cannot be a header ends what is asked over %s',
  async (transport) => {
    const identify = (): Record<string, string> => ({ authorization: 'Bearer two\nlines' });
    const client = await openWith({}, { transport, identify });
    expect(await failureOf(client.query('{ a }'))).toMatchObject({ name: 'GiaoBanError', code: 'UNAUTHENTICATED' });
    const error = await new Promise((resolve) => {
      client.subscribe({ query: 'subscription { a }' }, { next: resolve, error: resolve, complete: () => undefined });
    });
    expect(error).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  },
);

test('a Request keeps its method, headers and body, also when it is sent again', async () => {
  const got: unknown[] = [];
  const server = await openScriptedServer({
    answer: ({ method, headers }, response, body) => {
      got.push([method, headers['content-type'], headers['x-own'], body]);
      response.writeHead(got.length === 1 ? 503 : 200).end('{"data":{}}');
    },
  });
  closers.add(server.close);
  const body = '{"query":"{ a }"}';
  const headers = { 'content-type': 'application/json', 'x-own': 'kept' };
  const request = new Request(`${server.url}/graphql`, { method: 'POST', headers, body });
  expect((await open(server.url).fetch(request)).status).toBe(200);
  expect(got).toEqual([1, 2].map(() => ['POST', 'application/json', 'kept', body]));
});

test('a file comes as it is', async () => {
  const file = Buffer.from([0x50, 0x4b, 0xff, 0xfe, 0x00, 0x80]);
  const server = await openScriptedServer({ answer: (_request, response) => response.end(file) });
  closers.add(server.close);
  const response = await open(server.url).fetch(`${server.url}/file`);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(file);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

test('a mutation without a key waits for a server that nobody has reached yet, over HTTP and over WebSocket', async () => {
  const port = await freePort();
  const listening = async (): Promise<void> => {
    const server = await openScriptedServer(
      {
        answer: (_request, response) => response.end('{"data":{"a":1}}'),
        carry: (_payload, say) => {
          say('next', { data: { a: 2 } });
          say('complete');
        },
      },
      port,
    );
    closers.add(server.close);
  };
  let onRefused = (): void => undefined;
  const refused = new Promise<void>((resolve) => {
    onRefused = resolve;
  });
  const client = open(`http://127.0.0.1:${port}`, {
    transport: 'websocket',
    fetch: async (input, init) => {
      try {
        return await fetch(input, init);
      } catch (error) {
        onRefused();
        throw error;
      }
    },
  });
  const overHttp = client.mutate('mutation { a }');
  const overSocket = new Promise((resolve) => {
    client.subscribe({ query: 'mutation { a }' }, { next: resolve, error: resolve, complete: () => undefined });
  });
  await new Promise<void>((resolve) => {
    client.onStatus(({ state }) => {
      if (state === 'lost') resolve();
    });
  });
  await refused;
  await listening();
  expect(await overHttp).toEqual({ a: 1 });
  expect(await overSocket).toEqual({ data: { a: 2 } });
});

test('a proxy that asks for an hour is asked again after a minute', () => {
  expect(pauseOf(new Headers({ 'retry-after': '3600' }))).toBe(60_000);
  expect(pauseOf(new Headers({ 'retry-after': '2' }))).toBe(2_000);
  expect(pauseOf(new Headers({ 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }))).toBe(60_000);
});

test.each(['websocket', 'sse'] as const)(
  'who has logged in comes back as somebody else, over %s',
  async (transport) => {
    const sent: unknown[] = [];
    const event = (cursor: string, previousCursor: string): string =>
      JSON.stringify({ data: { changed: { cursor, previousCursor } } });
    const first = event('c2', 'c1');
    const second = event('c3', 'c2');
    const tell = (who: unknown, after: unknown): string => {
      sent.push([who, after]);
      return sent.length === 1 ? first : second;
    };
    let token = 'nobody';
    const client = await openWith(
      {
        answer: ({ headers }, response, body) => {
          const { variables } = JSON.parse(body) as { variables: { after: string } };
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write(`event: next\ndata: ${tell(headers.authorization, variables.after)}\n\n`);
        },
        carry: ({ variables }, say, parameters) => {
          const { authorization } = parameters as { authorization: string };
          say('next', JSON.parse(tell(authorization, variables?.['after'])) as object);
        },
      },
      { transport, identify: () => ({ authorization: token }) },
    );
    const payload = {
      query: 'subscription ($after: Cursor) { changed(after: $after) { cursor previousCursor } }',
      variables: { after: 'c1' },
    };
    const told: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const next = (answer: unknown): void => {
        told.push(answer);
        if (told.length === 2) resolve();
        token = 'somebody';
        client.reconnect();
      };
      client.subscribe(payload, { next, error: reject, complete: reject });
    });
    expect(told).toEqual([JSON.parse(first), JSON.parse(second)]);
    expect(sent).toEqual([
      ['nobody', 'c1'],
      ['somebody', 'c2'],
    ]);
  },
);

test('what a listener throws ends nothing, and no other goes without the news', async () => {
  const client = await openWith(
    {
      carry: (_payload, say) => {
        say('next', { data: { a: 1 } });
      },
    },
    { transport: 'websocket' },
  );
  const reported: unknown[] = [];
  const page = globalThis as { reportError?: ((error: unknown) => void) | undefined };
  const fault = new Error('A fault of the page.');
  const states: ConnectionStatus['state'][] = [];
  page.reportError = (error) => reported.push(error);
  try {
    const leave = client.onStatus(() => {
      throw fault;
    });
    client.onStatus(({ state }) => states.push(state));
    const answer = await new Promise((resolve, reject) => {
      client.subscribe({ query: 'subscription { a }' }, { next: resolve, error: reject, complete: reject });
    });
    expect(answer).toEqual({ data: { a: 1 } });
    leave();
  } finally {
    delete page.reportError;
  }
  expect(states).toEqual(['connecting', 'live']);
  expect(reported).toEqual([fault, fault]);
});

test('variables may be left out only where none is required', async () => {
  const client = await openWith({ answer: (_request, response) => response.end('{"data":{"a":1}}') });
  const query = '{ a }' as unknown;
  const strict = query as TypedDocumentNode<{ a: number }, { within: string }>;
  const free = query as TypedDocumentNode<{ a: number }, { within?: string | null }>;
  const none = query as TypedDocumentNode<{ a: number }, Record<string, never>>;
  const answers: { a: number }[] = [
    // @ts-expect-error: `within` is required.
    await client.query(strict),
    // @ts-expect-error: It is a text.
    await client.mutate(strict, { within: 5 }),
    await client.query(strict, { within: 'VN' }),
    await client.query(free),
    await client.query(none),
  ];
  expect(answers).toHaveLength(5);
});
