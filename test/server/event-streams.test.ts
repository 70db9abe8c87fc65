/** GraphQL over SSE: what holds over WebSocket holds here (P5, P8), and a stream that broke is gone on with. */
import { executedRoots } from '../support/count-executions';
import { createClient, type Client as StreamClient } from 'graphql-sse';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { signToken } from '../../src/access/token';
import { Role } from '../../src/access/viewer';
import { openCleanUp } from '../support/clean-up';
import { codesOf, expectUnbroken, readHeadOf, toSeen, type Edge, type Seen } from '../support/check-events';
import { holdTable } from '../support/hold-table';
import {
  openRawEventStream,
  sendStreamRequest,
  type RawEventStream,
  type StreamMessage,
  type StreamOperation,
  type StreamRequestOptions,
} from '../support/raw-event-stream';
import { askSocket, connect } from '../support/raw-socket';
import { post, SECRET, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON } from '../support/stream-reports';

const EVENTS = `subscription ($within: String, $after: Cursor) {
  congressChanged(within: $within, after: $after) { cursor previousCursor node { position kind congress { organization { code } } } }
}`;
const STATE = 'subscription { progress { position completed } }';
const REPORT =
  'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
const VIEWER = '{ viewer { role } }';

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;
/** Organizations whose congress is still to be held; each is reported once. */
let planned: string[];

beforeAll(async () => {
  app = await startTestApp();
  afterAllTests.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
  planned = await findPlanned(app.url, reporter, 60);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

async function open(
  operation: StreamOperation,
  { url = app.url, ...options }: StreamRequestOptions & { url?: string } = {},
): Promise<RawEventStream> {
  const opened = await openRawEventStream(url, operation, { token: reporter, ...options });
  closers.add(() => {
    opened.leave();
    return Promise.resolve();
  });
  return opened;
}

async function report(count: number): Promise<string[]> {
  const codes = planned.splice(0, count);
  for (const organization of codes) {
    const { errors } = await post(app.url, REPORT, { input: { organization, heldOn: HELD_ON } }, reporter);
    expect(errors).toBeUndefined();
  }
  return codes;
}

const head = () => readHeadOf(app.url, reporter);
const eventIn = (message: StreamMessage): Seen => toSeen(message.data?.data?.['congressChanged'] as Edge);

async function take(opened: RawEventStream, count: number): Promise<StreamMessage[]> {
  const messages: StreamMessage[] = [];
  while (messages.length < count) messages.push(await opened.next());
  return messages;
}

const COMPLETE: StreamMessage = { event: 'complete', id: undefined, data: undefined };

describe('a subscription to events', () => {
  test.each([false, true])('gets each with its cursor as the id (GET: %s)', async (get) => {
    const { cursor: after } = await head();
    const opened = await open({ query: EVENTS, variables: { after } }, { get });
    expect({ status: opened.status, type: opened.headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/event-stream; charset=utf-8',
    });
    const codes = await report(3);
    const messages = await take(opened, 3);
    expect(messages.map(({ event }) => event)).toEqual(['next', 'next', 'next']);
    expect(messages.map(({ id }) => id)).toEqual(messages.map((message) => eventIn(message).cursor));
    expect(codesOf(messages.map(eventIn))).toEqual(codes);
    expectUnbroken(messages.map(eventIn), after);
  });

  test('goes on after its Last-Event-ID without gap or repeat, whatever older `after` it says (P5)', async () => {
    const { cursor: after } = await head();
    const operation = { query: EVENTS, variables: { after } };
    const first = await open(operation);
    const codes = await report(2);
    const seen = await take(first, 2);
    first.leave();
    codes.push(...(await report(3)));
    const again = await open(operation, { headers: { 'last-event-id': seen.at(-1)!.id! } });
    codes.push(...(await report(2)));
    seen.push(...(await take(again, 5)));
    expect(codesOf(seen.map(eventIn))).toEqual(codes);
    expectUnbroken(seen.map(eventIn), after);
  });

  test('says where it begins before there is an event: what comes while the line is broken is not missed', async () => {
    const watched = await open({ query: EVENTS });
    // Resolves when the stream has begun.
    const state = await open({ query: 'subscription { progress { position } }' });
    await state.next();
    while (watched.begun() === undefined) await report(1);
    const begun = watched.begun()!;
    watched.leave();
    const { position } = await head();
    const codes = await report(2);
    const again = await open({ query: EVENTS }, { headers: { 'last-event-id': begun } });
    const messages = await take(again, codes.length);
    expect(again.begun()).toBe(begun);
    for (const last = codes.at(-1); codesOf(messages.map(eventIn)).at(-1) !== last;) messages.push(await again.next());
    expectUnbroken(messages.map(eventIn), begun);
    expect(messages.map(eventIn).filter((event) => event.position > position)).toHaveLength(2);
    expect(state.begun()).toBeUndefined();
  });

  test.each([
    ['an organization that does not exist', { within: '99' }, undefined, 'NOT_FOUND', 'within'],
    ['a cursor that is none', { after: 'soon' }, undefined, 'BAD_USER_INPUT', 'after'],
    ['another log', { after: Buffer.from('0123456789ab:1').toString('base64url') }, undefined, 'RESYNC', 'after'],
    ['a Last-Event-ID that is none', {}, 'soon', 'BAD_USER_INPUT', 'after'],
  ])(
    'is refused for %s by an answer and the end, as over WebSocket (P8)',
    async (_what, variables, id, code, argument) => {
      const headers = id === undefined ? {} : { 'last-event-id': id };
      const opened = await open({ query: EVENTS, variables }, { headers });
      const [answer, ...rest] = await opened.rest();
      expect({ status: opened.status, rest }).toEqual({ status: 200, rest: [COMPLETE] });
      expect(answer).toMatchObject({
        event: 'next',
        id: undefined,
        data: { errors: [{ extensions: { code, argument } }] },
      });
      const socket = await connect(app.url, reporter);
      const overSocket = await askSocket(socket, EVENTS, id === undefined ? variables : { after: id });
      socket.socket.terminate();
      expect(answer?.data).toEqual(overSocket);
    },
  );

  test('of somebody who has gone away is not executed any more', async () => {
    const { cursor: after } = await head();
    const stays = await open({ query: EVENTS, variables: { after } });
    const leaves = await open({ query: EVENTS.replace('kind', 'kind reason'), variables: { after } });
    /** How many groups the next event is executed for; who stays gets it after that. */
    const countGroups = async (): Promise<number> => {
      await report(1);
      const { position } = eventIn(await stays.next());
      return executedRoots.filter((root) => (root as Partial<Edge>).node?.position === position).length;
    };
    expect(await countGroups()).toBe(2);
    await leaves.next();
    leaves.leave();
    while ((await countGroups()) > 1);
    stays.leave();
  });

  test('in another province is refused like one in none (P7)', async () => {
    const token = await tokenFor(Role.REPORTER, '01');
    // As near to the viewer's own code as 02 is.
    const refusals = ['02', '0x'].map(async (within) => {
      const opened = await open({ query: EVENTS, variables: { within } }, { token });
      return JSON.stringify(await opened.rest()).replaceAll(within, 'CODE');
    });
    const [foreign, none] = await Promise.all(refusals);
    expect(foreign).toBe(none);
  });
});

test('a subscription to a state gets it at once and the newest after a change, without ids', async () => {
  const { cursor } = await head();
  // Where a state begins does not matter.
  const opened = await open({ query: STATE }, { headers: { 'last-event-id': cursor } });
  const first = await opened.next();
  await report(1);
  const { position } = await head();
  const second = await opened.next();
  expect([first, second].map(({ id }) => id)).toEqual([undefined, undefined]);
  expect(second.data?.data?.['progress']).toMatchObject({ position });
});

describe('a query and a mutation', () => {
  test('give one answer, and complete', async () => {
    const opened = await open({ query: VIEWER });
    expect(await opened.rest()).toEqual([
      { event: 'next', data: { data: { viewer: { role: 'REPORTER' } } } },
      COMPLETE,
    ]);
    const [organization] = planned.splice(0, 1);
    const mutation = await open({ query: REPORT, variables: { input: { organization, heldOn: HELD_ON } } });
    const [answer, ...rest] = await mutation.rest();
    expect(answer?.data?.data).toEqual({ reportCongressCompleted: { position: (await head()).position } });
    expect({ id: answer?.id, rest }).toEqual({ id: undefined, rest: [COMPLETE] });
  });

  test.each([
    '{ progress(within: "99") { planned } }',
    'mutation { reportCongressCompleted(input: { organization: "99", heldOn: "2020-02-20" }) { position } }',
  ])('%s fails as over HTTP (P8)', async (query) => {
    const opened = await open({ query });
    const answer = await app.send(query, {}, reporter);
    expect(answer.errors).toHaveLength(1);
    expect(await opened.rest()).toEqual([{ event: 'next', data: answer }, COMPLETE]);
  });

  test('a query goes by GET, too; a mutation does not: 405, and nothing is changed', async () => {
    const opened = await open({ query: VIEWER }, { get: true });
    expect(await opened.rest()).toHaveLength(2);
    const before = await head();
    const variables = { input: { organization: planned[0], heldOn: HELD_ON } };
    const refused = await open({ query: REPORT, variables }, { get: true });
    expect(refused.headers.allow).toBe('POST');
    expect({ status: refused.status, body: JSON.parse(await refused.body()) as unknown }).toEqual({
      status: 405,
      body: {
        errors: [
          { message: 'A mutation cannot be sent with GET. Send it with POST.', extensions: { code: 'BAD_REQUEST' } },
        ],
      },
    });
    expect(await head()).toEqual(before);
  });
});

describe('a stream that ends without `complete`, so that the client comes back', () => {
  test('when its token expires', async () => {
    // Within the tolerance for clocks it is still taken, and its time is up at once.
    const expiresAt = Math.floor(Date.now() / 1_000) - 1;
    const claims = { subject: 'somebody', role: Role.VIEWER, organization: 'VN', expiresAt };
    const opened = await open({ query: EVENTS }, { token: await signToken(claims, new TextEncoder().encode(SECRET)) });
    expect({ status: opened.status, rest: await opened.rest() }).toEqual({ status: 200, rest: [] });
  });

  test('when the server stops, after what it had to say', async () => {
    const other = await startOn(app.databaseUrl);
    const { cursor: after } = await head();
    const opened = await open({ query: EVENTS, variables: { after } }, { url: other.url });
    const codes = await report(1);
    const seen = await take(opened, 1);
    await other.close();
    expect(await opened.rest()).toEqual([]);
    const again = await open({ query: EVENTS, variables: { after } }, { headers: { 'last-event-id': seen[0]!.id! } });
    codes.push(...(await report(1)));
    seen.push(...(await take(again, 1)));
    expect(codesOf(seen.map(eventIn))).toEqual(codes);
    expectUnbroken(seen.map(eventIn), after);
  });

  test('when it begins while the server stops', async () => {
    const other = await startOn(app.databaseUrl);
    const held = await holdTable(app.databaseUrl, 'organization');
    closers.add(held.letGo);
    const sent = sendStreamRequest(other.url, { query: EVENTS }, { token: reporter });
    const response = new Promise<number | undefined>((resolve) => {
      sent.once('response', ({ statusCode }) => {
        resolve(statusCode);
      });
    });
    await held.waitFor(1);
    const closed = other.close();
    await held.letGo();
    expect(await response).toBe(200);
    await closed;
  });
});

describe('the client of graphql-sse', () => {
  /** Resolves with the events that have come when there are so many. */
  type WaitFor = (count: number) => Promise<Seen[]>;

  function followWith(client: StreamClient, variables: Record<string, unknown>): WaitFor {
    const seen: Seen[] = [];
    let look: () => void = () => undefined;
    client.subscribe<{ congressChanged: Edge }>(
      { query: EVENTS, variables },
      {
        next: ({ data }) => {
          if (data) seen.push(toSeen(data.congressChanged));
          look();
        },
        error: (error) => {
          throw error;
        },
        complete: () => undefined,
      },
    );
    return (count) =>
      new Promise((resolve) => {
        look = () => {
          if (seen.length >= count) resolve(seen);
        };
        look();
      });
  }

  test('goes on at another process when its own stops, without gap or repeat (P5)', async () => {
    const other = await startOn(app.databaseUrl);
    const { cursor: after } = await head();
    let url = other.url;
    let newest = after;
    const client = createClient({
      url: () => `${url}/graphql/stream`,
      headers: () => ({ authorization: `Bearer ${reporter}`, 'last-event-id': newest }),
      retryAttempts: 100,
      retry: () => Promise.resolve(),
      on: {
        message: ({ event, data }) => {
          if (event === 'next') newest = (data as { data: { congressChanged: Edge } }).data.congressChanged.cursor;
        },
      },
    });
    closers.add(() => {
      client.dispose();
      return Promise.resolve();
    });
    const waitFor = followWith(client, { after });
    const codes = await report(2);
    await waitFor(2);
    url = app.url;
    await other.close();
    codes.push(...(await report(2)));
    const seen = await waitFor(4);
    expect(codesOf(seen)).toEqual(codes);
    expectUnbroken(seen, after);
  });

  test('gets the one answer of a query, and its end', async () => {
    const client = createClient({ url: `${app.url}/graphql/stream`, headers: { authorization: `Bearer ${reporter}` } });
    const answers: unknown[] = [];
    for await (const answer of client.iterate({ query: VIEWER })) answers.push(answer);
    expect(answers).toMatchObject([{ data: { viewer: { role: 'REPORTER' } } }]);
  });
});
