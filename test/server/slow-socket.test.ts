/** P9: who does not read costs bounded memory and misses nothing, nobody else notices, and who never reads is cut off. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { MOST_BEHIND_BYTES } from '../../src/feed/outlet';
import { Backlog } from '../../src/server/backlog';
import { EventStream } from '../../src/server/event-stream';
import { PacedWriter } from '../../src/server/paced-writer';
import { SocketConnection } from '../../src/server/socket-connection';
import { ReportCongressesCompletedDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { codesOf, expectUnbroken, readHeadOf, toSeen, type Edge, type Seen } from '../support/check-events';
import { follow, type Follower } from '../support/follow';
import { openRawEventStream, type RawEventStream, type StreamMessage } from '../support/raw-event-stream';
import { connect, type RawSocket } from '../support/raw-socket';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';

const LARGE = { LIMIT_COST: '100000000', LIMIT_TOKENS: '100000', LIMIT_MESSAGE_BYTES: '1048576' };
/** More than the kernel and the server keep for one that does not read: some 50 KB each. */
const EVENTS = 200;
/** What is handed over at once, with the heads of its messages. */
const SLICE_BYTES = 65_536 + 4_096;

/** Long names make an answer fat that costs little to work out. */
const figures = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${'f'.repeat(500)}${index}: planned`).join(' ');
const FAT_EVENTS = `subscription ($after: Cursor) {
  congressChanged(after: $after) {
    cursor
    previousCursor
    node {
      position
      kind
      congress { organization { code } }
      progress { ${figures(25)} }
    }
  }
}`;
const FAT_STATE = `subscription { progress { position children(first: 200) { edges { node { ${figures(10)} } } } } }`;

interface Events {
  congressChanged: Edge;
}

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;
let planned: string[];
/** The most that has ever waited for one connection. */
let mostWaiting: number;

beforeAll(async () => {
  app = await startTestApp({ ...LARGE, STALL_SECONDS: '600' });
  afterAllTests.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
  planned = await findPlanned(app.url, reporter, 2_000);
});
beforeEach(() => {
  mostWaiting = 0;
  afterEachCall(PacedWriter.prototype, 'write', (writer) => {
    mostWaiting = Math.max(mostWaiting, writer.backlog);
  });
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

/** Does something after each call of the method, until the test is over. */
function afterEachCall<T extends object>(prototype: T, name: keyof T, act: (self: T, args: unknown[]) => void): void {
  const method = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
  Reflect.set(prototype, name, function (this: T, ...args: unknown[]) {
    const result = method.apply(this, args);
    act(this, args);
    return result;
  });
  closers.add(() => {
    Reflect.set(prototype, name, method);
    return Promise.resolve();
  });
}

const head = () => readHeadOf(app.url, reporter);

async function report(count: number): Promise<string[]> {
  const codes = planned.splice(0, count);
  for (let next = 0; next < count; next += 50) {
    const reports = codes.slice(next, next + 50).map((organization) => ({ organization, heldOn: HELD_ON }));
    await app.ask(ReportCongressesCompletedDocument, { input: { reports } }, reporter);
  }
  return codes;
}

async function enter(url = app.url): Promise<RawSocket> {
  const raw = await connect(url, reporter);
  closers.add(() => {
    raw.socket.terminate();
    return Promise.resolve();
  });
  return raw;
}

function followLikewise<Result>(query: string, variables: Record<string, unknown> = {}): Follower<Result> {
  const follower = follow<Result, Record<string, unknown>>(app.url, query, variables, reporter);
  closers.add(follower.stop);
  return follower;
}

/** Subscribes, and reads nothing from then on. */
function subscribeAndStall(raw: RawSocket, query: string, variables: Record<string, unknown> = {}): void {
  raw.socket.pause();
  raw.send({ type: 'subscribe', id: 'slow', payload: { query, variables } });
}

async function take<Result>(raw: RawSocket, count: number): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < count) {
    const { type, payload } = await raw.next();
    expect(type).toBe('next');
    results.push((payload as { data: Result }).data);
  }
  return results;
}

/** The events of a socket that has been closed. */
async function whatCame(closed: RawSocket): Promise<Seen[]> {
  const events: Seen[] = [];
  for (;;) {
    const message = await closed.next().catch(() => undefined);
    if (message === undefined) return events;
    events.push(toSeen((message.payload as { data: Events }).data.congressChanged));
  }
}

const seenIn = (results: readonly Events[]): Seen[] => results.map(({ congressChanged }) => toSeen(congressChanged));

describe('a socket that stops reading', () => {
  test('costs no more than 1 MiB, gets everything once and in order when it reads again, and then is live', async () => {
    const { cursor: after } = await head();
    const slow = await enter();
    subscribeAndStall(slow, FAT_EVENTS, { after });
    const others = Array.from({ length: 3 }, () => followLikewise<Events>(FAT_EVENTS, { after }));
    const codes = await report(EVENTS);
    for (const other of others) {
      const events = seenIn(await other.waitFor(EVENTS));
      expect(codesOf(events)).toEqual(codes);
      expectUnbroken(events, after);
    }
    expect(mostWaiting).toBeGreaterThan(MOST_BEHIND_BYTES);
    expect(mostWaiting).toBeLessThan(MOST_BEHIND_BYTES + SLICE_BYTES + 100_000);
    slow.socket.resume();
    const events = seenIn(await take<Events>(slow, EVENTS));
    for (let more = 0; more < 3; more += 1) {
      codes.push(...(await report(1)));
      events.push(...seenIn(await take<Events>(slow, 1)));
    }
    expect(codesOf(events)).toEqual(codes);
    expectUnbroken(events, after);
  });

  test("and goes away while it is behind is nobody's concern", async () => {
    const { cursor: after } = await head();
    const slow = [await enter(), await enter()];
    for (const each of slow) subscribeAndStall(each, FAT_EVENTS, { after });
    const other = followLikewise<Events>(FAT_EVENTS, { after });
    await report(EVENTS);
    await other.waitFor(EVENTS);
    slow[0]?.socket.resume();
    await slow[0]?.next();
    for (const { socket } of slow) socket.terminate();
    await report(50);
    await other.waitFor(EVENTS + 50);
  });

  test('while others are at work: what is new comes after what it missed, without gap or repeat', async () => {
    const { cursor: after } = await head();
    const slow = await enter();
    subscribeAndStall(slow, FAT_EVENTS, { after });
    const other = followLikewise<Events>(FAT_EVENTS, { after });
    const codes = await report(EVENTS);
    await other.waitFor(EVENTS);
    slow.socket.resume();
    const [events] = await Promise.all([
      take<Events>(slow, EVENTS + 100),
      report(100).then((late) => codes.push(...late)),
    ]);
    expect(codesOf(seenIn(events))).toEqual(codes);
    expectUnbroken(seenIn(events), after);
  });

  test('has several subscriptions, and each of them misses nothing', async () => {
    const { cursor: after } = await head();
    const slow = await enter();
    slow.socket.pause();
    for (const id of ['one', 'two']) {
      slow.send({ type: 'subscribe', id, payload: { query: FAT_EVENTS, variables: { after } } });
    }
    const other = followLikewise<Events>(FAT_EVENTS, { after });
    const codes = await report(150);
    await other.waitFor(150);
    expect(mostWaiting).toBeLessThan(MOST_BEHIND_BYTES + 2 * (SLICE_BYTES + 100_000));
    slow.socket.resume();
    const events = new Map<string | undefined, Seen[]>([
      ['one', []],
      ['two', []],
    ]);
    for (let count = 0; count < 300; count += 1) {
      const { id, payload } = await slow.next();
      events.get(id)?.push(toSeen((payload as { data: Events }).data.congressChanged));
    }
    for (const seen of events.values()) {
      expect(codesOf(seen)).toEqual(codes);
      expectUnbroken(seen, after);
    }
  });

  test('of a state leaves out what is over by then, and ends with the newest', async () => {
    interface State {
      progress: { position: number };
    }
    const slow = await enter();
    subscribeAndStall(slow, FAT_STATE);
    const other = followLikewise<State>(FAT_STATE);
    await other.waitFor(1);
    for (let change = 0; change < 30; change += 1) {
      const before = other.received.length;
      await report(1);
      await other.waitFor(before + 1);
    }
    const { position: newest } = await head();
    expect(other.received.at(-1)?.progress.position).toBe(newest);
    expect(mostWaiting).toBeGreaterThan(MOST_BEHIND_BYTES);
    slow.socket.resume();
    const positions: number[] = [];
    while (positions.at(-1) !== newest) {
      const [state] = await take<State>(slow, 1);
      positions.push(state!.progress.position);
    }
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.length).toBeLessThan(other.received.length);
    await report(1);
    const { position } = await head();
    expect((await take<State>(slow, 1))[0]?.progress.position).toBe(position);
  });
});

describe('an event stream that stops reading', () => {
  test('costs no more than 1 MiB, and gets everything once and in order when it reads again', async () => {
    const { cursor: after } = await head();
    const slow = await openSlowStream(app.url, after);
    const other = followLikewise<Events>(FAT_EVENTS, { after });
    const codes = await report(EVENTS);
    await other.waitFor(EVENTS);
    expect(mostWaiting).toBeGreaterThan(MOST_BEHIND_BYTES);
    expect(mostWaiting).toBeLessThan(MOST_BEHIND_BYTES + SLICE_BYTES + 100_000);
    slow.resume();
    codes.push(...(await report(1)));
    const events: Seen[] = [];
    while (events.length < codes.length) events.push(eventIn(await slow.next()));
    expect(codesOf(events)).toEqual(codes);
    expectUnbroken(events, after);
  });
});

async function openSlowStream(url: string, after: string): Promise<RawEventStream> {
  const slow = await openRawEventStream(url, { query: FAT_EVENTS, variables: { after } }, { token: reporter });
  slow.pause();
  closers.add(() => {
    slow.leave();
    return Promise.resolve();
  });
  return slow;
}

const eventIn = ({ data }: StreamMessage): Seen => toSeen((data as unknown as { data: Events }).data.congressChanged);

describe('who takes nothing for STALL_SECONDS', () => {
  let impatient: App;

  beforeAll(async () => {
    impatient = await startOn(app.databaseUrl, { ...LARGE, STALL_SECONDS: '0.5' });
    afterAllTests.add(impatient.close);
  });

  /** Resolves when the server has given up somebody on such a connection. */
  const givenUp = (kind: typeof SocketConnection | typeof EventStream): Promise<void> =>
    new Promise((resolve) => {
      if (kind === EventStream)
        afterEachCall(EventStream.prototype, 'terminate', () => {
          resolve();
        });
      else {
        afterEachCall(SocketConnection.prototype, 'close', (_connection, [code]) => {
          if (code === 1013) resolve();
        });
      }
    });

  /** What is missing after the last one that came. */
  async function comeBack(after: string, count: number): Promise<Seen[]> {
    const raw = await enter();
    raw.send({ type: 'subscribe', id: 'back', payload: { query: FAT_EVENTS, variables: { after } } });
    return seenIn(await take<Events>(raw, count));
  }

  test('is closed with 1013, and misses nothing when it comes back with its newest cursor', async () => {
    const { cursor: after } = await head();
    const slow = await enter(impatient.url);
    const gone = givenUp(SocketConnection);
    subscribeAndStall(slow, FAT_EVENTS, { after });
    const codes = await report(EVENTS);
    await gone;
    slow.socket.resume();
    const { code, reason } = await slow.closed;
    expect({ code, reason }).toEqual({
      code: 1013,
      reason: 'The connection takes too little. Come back with your newest cursor.',
    });
    const events = await whatCame(slow);
    expect(events.length).toBeLessThan(EVENTS);
    events.push(...(await comeBack(events.at(-1)?.cursor ?? after, EVENTS - events.length)));
    expect(codesOf(events)).toEqual(codes);
    expectUnbroken(events, after);
  });

  test('is cut off, as an event stream', async () => {
    const { cursor: after } = await head();
    const slow = await openSlowStream(impatient.url, after);
    const gone = givenUp(EventStream);
    const codes = await report(EVENTS);
    await gone;
    slow.resume();
    const events = (await slow.rest()).map(eventIn);
    expect(events.length).toBeLessThan(EVENTS);
    events.push(...(await comeBack(events.at(-1)?.cursor ?? after, EVENTS - events.length)));
    expect(codesOf(events)).toEqual(codes);
    expectUnbroken(events, after);
  });
});

test('many that stop reading share what may wait in all (P23): those that take nothing for longest are told to come back', async () => {
  const most = 1_048_576;
  const small = await startOn(app.databaseUrl, { ...LARGE, STALL_SECONDS: '600', LIMIT_BACKLOG_BYTES: `${most}` });
  closers.add(small.close);
  let mostInAll = 0;
  afterEachCall(Backlog.prototype, 'note', (backlog) => {
    mostInAll = Math.max(mostInAll, backlog.bytes);
  });
  const { cursor: after } = await head();
  const slow: RawSocket[] = [];
  for (let count = 0; count < 24; count += 1) {
    slow.push(await enter(small.url));
    subscribeAndStall(slow.at(-1)!, FAT_EVENTS, { after });
  }
  const other = follow<Events, Record<string, unknown>>(small.url, FAT_EVENTS, { after }, reporter);
  closers.add(other.stop);
  const codes = await report(EVENTS);
  expect(codesOf(seenIn(await other.waitFor(EVENTS)))).toEqual(codes);
  for (const { socket } of slow) socket.resume();
  const ends = await Promise.race([Promise.any(slow.map(({ closed }) => closed)), take<Events>(slow.at(-1)!, EVENTS)]);
  // Whoever reads too late finds the line broken.
  expect([1013, 1006]).toContain((ends as { code?: number }).code);
  expect(mostWaiting).toBeLessThan(400_000);
  expect(mostInAll).toBeLessThanOrEqual(most);
});
