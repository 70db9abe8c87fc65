/** What the proxy of deploy/haproxy.cfg lets through to a server, and what it refuses by itself (P23). */
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { sendBytes, sendRaw, type RawAnswer } from '../support/raw-http';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { METRICS_TOKEN } from '../support/read-metrics';
import { hasHaproxy, startHaproxy, type Proxy } from './start-haproxy';

// Nothing but Node is needed to run the tests; in continuous integration none may be left out.
const withHaproxy = hasHaproxy() || process.env['CI'] !== undefined ? describe : describe.skip;

/** Of clients that are counted: the tests themselves ask from 127.0.0.1. */
const GREEDY = '127.0.0.2';
const ANOTHER = '127.0.0.3';

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let proxy: Proxy;
let token: string;

/** A refusal of the proxy itself: in the form of the servers, by none of them. */
function expectOwn({ status, headers, errors, body }: RawAnswer, expected: number, code: string): void {
  expect({ status, body, by: headers['x-served-by'] }).toMatchObject({ status: expected, by: undefined });
  expect(errors).toEqual([{ message: expect.any(String), extensions: expect.objectContaining({ code }) }]);
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
}

const head = (target: string, ...lines: string[]): string[] => [
  `GET ${target} HTTP/1.1`,
  `host: ${new URL(proxy.url).host}`,
  `authorization: Bearer ${METRICS_TOKEN}`,
  ...lines,
];

async function startLimited(settings: Record<string, string>): Promise<Proxy> {
  const limited = await startHaproxy([app.url, app.url], settings);
  closers.add(limited.close);
  return limited;
}

/** Asks over a connection of its own, from an address of this machine. */
async function askFrom(localAddress: string, url: string, options: RequestOptions = {}): Promise<RawAnswer> {
  const sent = request(`${url}/readyz`, { localAddress, agent: false, ...options });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const body = Buffer.concat((await answer.toArray()) as Buffer[]).toString();
  const { errors } = JSON.parse(body) as Partial<RawAnswer>;
  const headers = answer.headers as Record<string, string>;
  return { status: answer.statusCode ?? 0, headers, body, errors: errors ?? [] };
}

function openLine(localAddress: string, url: string): Socket {
  const { hostname, port } = new URL(url);
  const line = connect({ port: Number(port), host: hostname, localAddress });
  line.on('error', () => undefined);
  closers.add(() => {
    line.destroy();
    return Promise.resolve();
  });
  return line;
}

withHaproxy('the proxy in front of a server (P23)', () => {
  beforeAll(async () => {
    app = await startTestApp({ METRICS_TOKEN });
    afterAllTests.add(() => app.close());
    proxy = await startHaproxy([app.url, app.url]);
    afterAllTests.add(proxy.close);
    token = await tokenFor(Role.VIEWER);
  });
  afterEach(() => closers.closeAll());
  afterAll(() => afterAllTests.closeAll());

  describe('has no path to the figures of a process', () => {
    test('though the server knows them by more than one name: the tests after this mean something', async () => {
      for (const target of ['/metrics', '/%6detrics']) expect((await sendRaw(app.url, head(target))).status).toBe(200);
    });

    test.each([
      '/metrics',
      '/metrics?x',
      '/metrics/',
      '//metrics',
      '/%6detrics',
      '/%6Detric%73?/graphql',
      '/METRICS',
      '/./metrics',
      '/;/metrics',
      '/graphql;/metrics',
      '/graphql/../metrics',
      '/graphql/%2e%2e/metrics',
      '/graphql/stream/../../metrics',
      '/briefings/../metrics',
      '/briefings/..',
      '/briefings/..%2fmetrics',
      '/graphiql/../metrics',
      '/graphiql/4/..',
      '/o/../metrics',
      '/o/01/../../metrics',
      '/o/',
      '/page/../metrics',
      '/page/1/..',
      '/page/1/%2e%2e',
      '/healthz/../metrics',
      '/readyz%2f..%2fmetrics',
      '/nothing',
      '/graphql/',
    ])('%s', async (target) => {
      expectOwn(await sendRaw(proxy.url, head(target)), 404, 'NOT_FOUND');
    });

    test('nor by an absolute address', async () => {
      for (const path of ['/metrics', '/%6detrics', '//metrics'])
        expectOwn(await sendRaw(proxy.url, head(proxy.url + path)), 404, 'NOT_FOUND');
      expect((await sendRaw(proxy.url, head(`${proxy.url}/healthz`))).status).toBe(200);
      const other = await sendRaw(proxy.url, head('http://elsewhere/metrics'));
      expect([400, 404]).toContain(other.status);
      expect(other.headers).not.toHaveProperty('x-served-by');
    });
  });

  test('addresses that are served get to the server', async () => {
    for (const path of [
      '/graphql',
      '/graphql/stream',
      '/briefings/2020-03.md',
      '/graphiql',
      '/graphiql/5.2.0/a.js',
      '/',
      '/?stage=all',
      '/o/01',
      '/o/%C4%90%2F63/late.xlsx?lang=en',
      '/page/xY_-3/page.css',
      '/readyz',
    ])
      expect((await sendRaw(proxy.url, head(path))).headers).toHaveProperty('x-served-by');
  });

  test('a body that says how large it is gets no further, and one that does not is cut off by the server', async () => {
    const lines = ['POST /graphql HTTP/1.1', 'host: here', 'content-type: application/json'];
    const refused = await sendRaw(proxy.url, [...lines, 'content-length: 1048577']);
    expectOwn(refused, 413, 'LIMIT');
    expect(refused.errors[0]?.extensions).toEqual({ code: 'LIMIT', limit: 1_048_576 });
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000, 'x'), Buffer.from('\r\n')]);
    const chunked = Buffer.concat([chunk, chunk, Buffer.from('0\r\n\r\n')]);
    const cut = await sendRaw(
      proxy.url,
      [...lines, `authorization: Bearer ${token}`, 'transfer-encoding: chunked'],
      chunked,
    );
    expect({ status: cut.status, code: cut.errors[0]?.extensions?.['code'] }).toEqual({ status: 413, code: 'LIMIT' });
  });

  test('a head that is too large, and what is not HTTP, gets to no server', async () => {
    const large = await sendRaw(proxy.url, head('/graphql', `x-filler: ${'x'.repeat(16_000)}`));
    const nonsense = await sendBytes(proxy.url, Buffer.from('nonsense\r\n\r\n'));
    for (const { status, headers } of [large, nonsense])
      expect({ status, by: headers['x-served-by'] }).toEqual({ status: 400, by: undefined });
  });

  test('who takes too long over a head or a body is refused before any server hears of it', async () => {
    const { url } = await startLimited({ ARRIVAL_TIMEOUT: '300ms' });
    const half = await sendBytes(url, Buffer.from('GET /graphql HTTP/1.1\r\nhost: h'));
    expect({ status: half.status, by: half.headers['x-served-by'] }).toEqual({ status: 408, by: undefined });
    const lines = ['POST /graphql HTTP/1.1', 'host: here', 'content-type: application/json', 'content-length: 100'];
    expectOwn(await sendRaw(url, lines, '{"query":'), 408, 'BAD_REQUEST');
  });

  test('one address has so many connections; the next is told, those after it are not let in, and others do not notice', async () => {
    const { url } = await startLimited({ LIMIT_CONNECTIONS_PER_ADDRESS: '5' });
    for (let open = 0; open < 5; open += 1) await once(openLine(GREEDY, url), 'connect');
    // One thread of the proxy may answer before another has counted those.
    let told = await askFrom(GREEDY, url);
    while (told.status === 200) told = await askFrom(GREEDY, url);
    expectOwn(told, 429, 'LIMIT');
    expect(told.headers).toMatchObject({ 'retry-after': '10' });
    // No word is lost on those beyond a tenth more.
    const chunks: unknown[] = [];
    const more = Array.from({ length: 5 }, () => openLine(GREEDY, url).on('data', (chunk) => chunks.push(chunk)));
    // It may be a reset, which is an error before it is a close.
    await new Promise((resolve) => {
      more.forEach((each) => each.once('close', resolve));
    });
    expect(chunks).toEqual([]);
    expect((await askFrom(ANOTHER, url)).status).toBe(200);
  });

  test('one address makes so many requests in a time, over however many connections', async () => {
    const { url } = await startLimited({ REQUESTS_PER_ADDRESS: '10' });
    for (let asked = 0; asked < 10; asked += 1) expect((await askFrom(GREEDY, url)).status).toBe(200);
    expectOwn(await askFrom(GREEDY, url), 429, 'LIMIT');
    expect((await askFrom(ANOTHER, url)).status).toBe(200);
  });

  test('one address makes so many new connections in a time', async () => {
    const { url } = await startLimited({ NEW_CONNECTIONS_PER_ADDRESS: '10' });
    for (let asked = 0; asked < 10; asked += 1) expect((await askFrom(GREEDY, url)).status).toBe(200);
    await expect(askFrom(GREEDY, url)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await askFrom(ANOTHER, url)).status).toBe(200);
  });

  test('a server is told the address of the client, whatever this says of itself, and the path as it was judged', async () => {
    const seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
    const listening = createServer(({ url, headers }, answer) => {
      if (headers.host !== 'giaoban') seen.push({ url, headers });
      answer.end('{}');
    }).listen(0, '127.0.0.1');
    closers.add(async () => {
      listening.close();
      await once(listening, 'close');
    });
    await once(listening, 'listening');
    const server = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const watched = await startHaproxy([server, server]);
    closers.add(watched.close);
    seen.length = 0;
    const headers = {
      host: 'site.example',
      'x-forwarded-for': '10.0.0.1',
      forwarded: 'for=10.0.0.1',
      upgrade: 'h2c',
      connection: 'upgrade, x-forwarded-for',
    };
    await askFrom(GREEDY, watched.url, { path: 'http://site.example/graphql?query=x', headers });
    expect(seen).toMatchObject([
      { url: '/graphql?query=x', headers: { 'x-forwarded-for': GREEDY, 'x-forwarded-host': 'site.example' } },
    ]);
    expect(seen[0]?.headers).not.toHaveProperty('forwarded');
    expect(seen[0]?.headers).not.toHaveProperty('upgrade');
    expect(seen[0]?.headers).toMatchObject({ 'x-forwarded-proto': 'http' });
  });
});
