/** Several servers behind the proxy of deploy/haproxy.cfg: shared load, nothing held back, nothing lost when one is replaced. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { startExample, type Example } from '../examples/start-example';
import { ReportCongressCompletedDocument } from '../generated/operations';
import { readEventsAfter, readHeadOf } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { cloneTemplate, type Clone } from '../support/templates';
import { openRawEventStream } from '../support/raw-event-stream';
import { openRawSocket, type RawSocket } from '../support/raw-socket';
import { startServerProcess, type ServerProcess } from '../support/server-process';
import { post, SECRET, tokenFor } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';
import { hasHaproxy, startHaproxy, type Proxy } from './start-haproxy';

// Nothing but Node is needed to run the tests; in continuous integration none may be left out.
const withHaproxy = hasHaproxy() || process.env['CI'] !== undefined ? describe : describe.skip;

const EVENTS = 'subscription ($after: Cursor) { congressChanged(after: $after) { cursor node { position } } }';
const IDLE = '1500ms';
/** Pings that come over more than three times the proxy's patience. */
const PINGS = 20;

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let database: Clone;
let servers: [ServerProcess, ServerProcess];
let proxy: Proxy;
let reporter: string;
let codes: string[];

const start = async (settings: Record<string, string> = {}): Promise<ServerProcess> => {
  const server = await startServerProcess({
    DATABASE_URL: database.url,
    AUTH_JWT_SECRET: SECRET,
    PING_SECONDS: '0.25',
    STALL_SECONDS: '30',
    DRAIN_SECONDS: '1',
    ...settings,
  });
  afterAllTests.add(() => server.kill('SIGKILL'));
  return server;
};

const report = (url: string, code: string) =>
  post(
    url,
    ReportCongressCompletedDocument,
    { input: { organization: code, heldOn: HELD_ON, idempotencyKey: `report ${code}` } },
    reporter,
  );
const nextCode = (): string => codes.pop() ?? '';

async function reportThrough(url: string): Promise<number> {
  const answer = await report(url, nextCode());
  return answer.data?.reportCongressCompleted?.position ?? 0;
}

function leaveAfter(leave: () => void): void {
  closers.add(() => {
    leave();
    return Promise.resolve();
  });
}

/** A socket through the proxy, with the name of the server that it leads to. */
async function connectThrough(url: string): Promise<{ raw: RawSocket; servedBy: string }> {
  const raw = openRawSocket(url);
  leaveAfter(() => {
    raw.socket.terminate();
  });
  const [response] = (await once(raw.socket, 'upgrade')) as [IncomingMessage];
  await raw.opened;
  raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${reporter}` } });
  expect((await raw.next()).type).toBe('connection_ack');
  return { raw, servedBy: String(response.headers['x-served-by']) };
}

/** A query that the proxy may send again: it cannot change anything. */
async function askByGet(url: string): Promise<{ status: number; servedBy: string | null; body: string }> {
  const answer = await fetch(`${url}/graphql?query=${encodeURIComponent('{ progress { planned } }')}`, {
    headers: { authorization: `Bearer ${reporter}`, 'apollo-require-preflight': 'yes' },
  });
  return { status: answer.status, servedBy: answer.headers.get('x-served-by'), body: await answer.text() };
}

withHaproxy('behind the proxy', () => {
  beforeAll(async () => {
    database = await cloneTemplate('whole');
    afterAllTests.add(() => database.drop());
    reporter = await tokenFor(Role.REPORTER);
    servers = [await start(), await start()];
    proxy = await startHaproxy([servers[0].url, servers[1].url]);
    afterAllTests.add(() => proxy.close());
    // More than a quick machine reports while two servers are replaced.
    codes = await findPlanned(proxy.url, reporter, 6_000);
  });
  afterEach(() => closers.closeAll());
  afterAll(() => afterAllTests.closeAll());

  test('queries go to both servers', async () => {
    const served = new Set<string | null>();
    for (let asked = 0; served.size < 2 && asked < 100; asked += 1) served.add((await askByGet(proxy.url)).servedBy);
    expect([...served].sort()).toEqual(['one', 'two']);
  });

  test('figures of one process are not for everyone', async () => {
    const answer = await fetch(`${proxy.url}/metrics`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-served-by')).toBeNull();
  });

  test('sockets are shared out, and hear of what is reported through the other server', async () => {
    const sockets = [await connectThrough(proxy.url), await connectThrough(proxy.url)];
    expect(sockets.map(({ servedBy }) => servedBy).sort()).toEqual(['one', 'two']);
    const { cursor } = await readHeadOf(proxy.url, reporter);
    for (const { raw } of sockets)
      raw.send({ type: 'subscribe', id: 'a', payload: { query: EVENTS, variables: { after: cursor } } });
    for (const { url } of servers) {
      const position = await reportThrough(url);
      expect(position).toBeGreaterThan(0);
      for (const { raw } of sockets) {
        expect(await raw.next()).toMatchObject({
          type: 'next',
          payload: { data: { congressChanged: { node: { position } } } },
        });
      }
    }
  });

  test('an event stream passes event by event, from either server', async () => {
    const { cursor } = await readHeadOf(proxy.url, reporter);
    const served = new Set<unknown>();
    for (let opened = 0; opened < 2; opened += 1) {
      const stream = await openRawEventStream(
        proxy.url,
        { query: EVENTS, variables: { after: cursor } },
        { token: reporter },
      );
      leaveAfter(stream.leave);
      expect(stream.status).toBe(200);
      served.add(stream.headers['x-served-by']);
      let position = await reportThrough(proxy.url);
      // Those that the stream begins with have been reported before.
      for (let seen = 0; seen !== position;) {
        const { data } = await stream.next();
        seen = (data?.data?.['congressChanged'] as { node: { position: number } }).node.position;
      }
      position = await reportThrough(proxy.url);
      expect(await stream.next()).toMatchObject({ data: { data: { congressChanged: { node: { position } } } } });
    }
    expect([...served].sort()).toEqual(['one', 'two']);
  });

  test('a quiet connection outlives the patience of the proxy, because the servers ask for signs of life', async () => {
    const impatient = await startHaproxy([servers[0].url, servers[1].url], { IDLE_TIMEOUT: IDLE });
    closers.add(impatient.close);
    const { raw } = await connectThrough(impatient.url);
    const { cursor } = await readHeadOf(proxy.url, reporter);
    const asked = { query: EVENTS, variables: { after: cursor } };
    raw.send({ type: 'subscribe', id: 'a', payload: asked });
    const stream = await openRawEventStream(impatient.url, asked, { token: reporter });
    leaveAfter(stream.leave);
    for (let pings = 0; pings < PINGS; pings += 1) await once(raw.socket, 'ping');
    const position = await reportThrough(proxy.url);
    const data = { congressChanged: { node: { position } } };
    expect(await raw.next()).toMatchObject({ payload: { data } });
    expect(await stream.next()).toMatchObject({ data: { data } });
  });

  test('without signs of life the proxy would cut it off: the test before means something', async () => {
    const quiet = await start({ PING_SECONDS: '600' });
    const impatient = await startHaproxy([quiet.url, quiet.url], { IDLE_TIMEOUT: IDLE });
    closers.add(impatient.close);
    const { raw } = await connectThrough(impatient.url);
    expect((await raw.closed).code).toBe(1006);
    await quiet.kill('SIGTERM');
  });

  test('servers are replaced one after the other: sockets get 1012 and go on elsewhere, and nothing is lost', async () => {
    const begun = await readHeadOf(proxy.url, reporter);
    const examples = ['graphql-ws', 'graphql-ws', 'sse'].map((name) => startExample(name, proxy.url, reporter));
    for (const example of examples) {
      closers.add(example.stop);
      await example.until(() => example.states().length > 0 && example.lines.some((line) => line.startsWith('begin ')));
    }
    let isOver = false;
    const failures: string[] = [];
    const asking = askAllAlong(() => isOver, failures);
    const writing = reportAllAlong(() => isOver);
    try {
      for (const index of [0, 1] as const) {
        const { raw, servedBy } = await connectTo(index === 0 ? 'one' : 'two');
        expect(servedBy).toBe(index === 0 ? 'one' : 'two');
        await seeMore(examples, 4);
        expect(await servers[index].kill('SIGTERM')).toBe(0);
        expect((await raw.closed).code).toBe(1012);
        await seeMore(examples, 4);
        servers[index] = await start({ PORT: new URL(servers[index].url).port });
        await connectTo(index === 0 ? 'one' : 'two');
      }
    } finally {
      isOver = true;
    }
    await asking;
    const reported = await writing;
    expect(failures).toEqual([]);
    const { position } = await readHeadOf(proxy.url, reporter);
    const log = (await readEventsAfter(proxy.url, reporter, begun.cursor)).map((event) => event.position);
    expect(log).toHaveLength(reported);
    for (const example of examples) {
      await example.until(() => example.events().includes(position));
      expect(example.events()).toEqual(log);
      expect(example.lines.filter((line) => line.startsWith('missed'))).toEqual([]);
    }
  });

  test('without any server the proxy says what a client understands', async () => {
    const { raw } = await connectThrough(proxy.url);
    await Promise.all(servers.map((server) => server.kill('SIGTERM')));
    await raw.closed;
    const { status, body } = await askByGet(proxy.url);
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });
});

/** As often as it takes to be led to the server of that name. */
async function connectTo(name: string): ReturnType<typeof connectThrough> {
  for (;;) {
    const socket = await connectThrough(proxy.url).catch(() => undefined);
    if (socket?.servedBy === name) return socket;
  }
}

async function seeMore(examples: readonly Example[], count: number): Promise<void> {
  for (const example of examples) {
    const before = example.events().length;
    await example.until(() => example.events().length >= before + count);
  }
}

async function askAllAlong(isOver: () => boolean, failures: string[]): Promise<void> {
  while (!isOver()) {
    // A line that is closed without a word is tried again at once: a browser does so by itself, fetch in Node does not.
    const { status, body } = await askByGet(proxy.url);
    if (status !== 200 || body.includes('errors')) failures.push(`${status} ${body}`);
  }
}

/** Each report is sent until it is answered, as a client does: its key makes it the same one. The number of reports. */
async function reportAllAlong(isOver: () => boolean): Promise<number> {
  let reported = 0;
  while (!isOver()) {
    const code = nextCode();
    if (code === '') throw new Error('There is nothing left to report.');
    for (let answered = false; !answered;) {
      const answer = await report(proxy.url, code).catch(() => undefined);
      answered = answer?.data?.reportCongressCompleted != null;
    }
    reported += 1;
  }
  return reported;
}
