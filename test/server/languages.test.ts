/** What is wrong is said in English or Vietnamese, as the client asks; codes, arguments and everything else are the same (P8). */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { executedRoots } from '../support/count-executions';
import type { GraphQLFormattedError } from 'graphql';
import { Role } from '../../src/access/viewer';
import { cutReason } from '../../src/server/close-socket';
import { BAD_REQUESTS } from '../support/bad-requests';
import { readHeadOf } from '../support/check-events';
import { openCleanUp } from '../support/clean-up';
import { findKnown, type Known } from '../support/known-congresses';
import { openRawEventStream, type RawEventStream, type StreamOperation } from '../support/raw-event-stream';
import { askSocket, connect, openRawSocket, type RawSocket, type SocketOptions } from '../support/raw-socket';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

const NOWHERE = '{ organization(code: "99.999") { name } }';
const IN_ENGLISH = 'There is no organization with the code "99.999". Look it up with organizations(search: …).';
const IN_VIETNAMESE = 'Không có tổ chức nào mang mã "99.999". Hãy tra mã bằng organizations(search: …).';

const closers = openCleanUp();
let app: TestApp;
let known: Known;
let admin: string;

beforeAll(async () => {
  app = await startTestApp();
  known = await findKnown(app);
  admin = await tokenFor(Role.ADMIN);
});
afterEach(() => closers.closeAll());
afterAll(() => app.close());

interface Told {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
}

interface Asked {
  query: string;
  variables?: object;
  token?: string;
}

/** An answer over HTTP, in the language of the header. */
async function ask(acceptLanguage: string | undefined, { query, variables, token = admin }: Asked) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { response, ...((await response.json()) as Told) };
}

async function open(parameters: Record<string, unknown>, options: SocketOptions = {}): Promise<RawSocket> {
  const raw = await connect(app.url, admin, parameters, options);
  closers.add(() => {
    raw.socket.terminate();
    return raw.closed.then(() => undefined);
  });
  return raw;
}

async function openStream(acceptLanguage: string, operation: StreamOperation, token: string | null = admin) {
  const opened = await openRawEventStream(app.url, operation, {
    token,
    headers: { 'accept-language': acceptLanguage },
  });
  closers.add(() => {
    opened.leave();
    return Promise.resolve();
  });
  return opened;
}

const messagesOf = ({ errors }: { errors?: GraphQLFormattedError[] | undefined }) =>
  errors?.map(({ message }) => message);

describe('over HTTP', () => {
  test.each<[string | undefined, string, string]>([
    [undefined, 'en', IN_ENGLISH],
    ['en-US,en;q=0.9,vi;q=0.8', 'en', IN_ENGLISH],
    ['fr', 'en', IN_ENGLISH],
    ['vi', 'vi', IN_VIETNAMESE],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi', IN_VIETNAMESE],
    ['en;q=0.2, vi;q=0.3', 'vi', IN_VIETNAMESE],
  ])('%s: %s', async (acceptLanguage, language, message) => {
    const { response, errors } = await ask(acceptLanguage, { query: NOWHERE });
    expect(messagesOf({ errors })).toEqual([message]);
    expect(response.headers.get('content-language')).toBe(language);
    expect(response.headers.get('vary')).toMatch(/accept-language/i);
  });

  test('an answer without words is of no language', async () => {
    const { response, errors } = await ask('vi', { query: '{ viewer { role } }' });
    expect(errors).toBeUndefined();
    expect(response.headers.get('content-language')).toBeNull();
    expect(response.headers.get('vary') ?? '').not.toMatch(/accept-language/i);
  });

  test.each(BAD_REQUESTS.filter(({ code }) => !code.startsWith('GRAPHQL')))(
    '$name: the same error in other words',
    async ({ query, variables, as = 'admin' }) => {
      const asked = { query, variables: variables?.(known) ?? {}, token: known.tokens[as] };
      const [english, vietnamese] = [await ask('en', asked), await ask('vi', asked)];
      const others = (errors: Told['errors']) =>
        errors?.map(({ message: _message, extensions, ...place }) => {
          const { refused, ...rest } = extensions ?? {};
          return { ...place, ...rest, refused: (refused as { message: string }[] | undefined)?.map(withoutMessage) };
        });
      expect(others(vietnamese.errors)).toEqual(others(english.errors));
      for (const message of messagesOf(vietnamese)!) expect(message).toMatch(VIETNAMESE);
      expect(messagesOf(english)).not.toEqual(messagesOf(vietnamese));
    },
  );

  test('each refusal of a batch, as an error and as an item that was left out', async () => {
    const query =
      'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { accepted refused { index code argument message } } }';
    const reports = [{ organization: '99999', heldOn: '2020-02-20' }];
    const message =
      'Không có đại hội của tổ chức mang mã "99999". Hãy kiểm tra mã; nếu là tổ chức mới thì lập kế hoạch đại hội trước.';
    const refusal = { index: 0, code: 'NOT_FOUND', argument: 'input.reports.0.organization', message };
    const { errors } = await ask('vi', { query, variables: { input: { reports } } });
    expect(errors).toMatchObject([
      {
        message: `Có 1 trên tổng số 1 mục bị từ chối, nên chưa ghi nhận mục nào. Mục đầu tiên bị từ chối có số thứ tự 0 (tính từ 0): ${message}`,
        extensions: { refused: [refusal] },
      },
    ]);
    const left = await ask('vi', { query, variables: { input: { reports, skipBad: true } } });
    expect(left.data).toEqual({ reportCongressesCompleted: { accepted: 0, refused: [refusal] } });
    expect(left.response.headers.get('content-language')).toBe('vi');
  });

  test('a repeat under its idempotency key is refused in the language of the repeat', async () => {
    const query = 'mutation ($input: RescheduleCongressInput!) { rescheduleCongress(input: $input) { position } }';
    const variables = { input: { congressId: known.held.id, plannedOn: '2020-03-20', idempotencyKey: 'again' } };
    const [first, again] = [await ask('en', { query, variables }), await ask('vi', { query, variables })];
    expect(messagesOf(first)).toEqual([expect.stringMatching(/^The congress was reported held on/)]);
    expect(messagesOf(again)).toEqual([expect.stringMatching(/^Đại hội đã được báo cáo là tổ chức ngày/)]);
  });
});

const VIETNAMESE = /[ăâđêôơưàảãạằẳẵặầẩẫậèẻẽẹềểễệìỉĩịòỏõọồổỗộờởỡợùủũụừửữựỳỷỹỵáắấéếíóốớúứý]/i;

function withoutMessage({ message, ...rest }: { message: string }): object {
  expect(message).toBeTruthy();
  return rest;
}

describe('what is refused before there is an operation', () => {
  const bearer = async () => ({ authorization: `Bearer ${await tokenFor(Role.VIEWER)}` });

  test.each<[string, string, RequestInit, number, string]>([
    ['no such address', '/nowhere', {}, 404, 'Không có gì ở địa chỉ này. Địa chỉ GraphQL là /graphql.'],
    [
      'no such file',
      '/briefings/2020-03.pdf',
      {},
      404,
      'Không có tệp ấy. Hãy tải /briefings/2020-03.docx, .html hoặc .md.',
    ],
    [
      'no token',
      '/briefings/2020-03.md',
      {},
      401,
      'Hãy gửi token: "Authorization: Bearer …" qua HTTP, hoặc "authorization" trong connectionParams qua WebSocket.',
    ],
    [
      'a bad token',
      '/graphql?query=%7Bviewer%7Brole%7D%7D',
      { headers: { authorization: 'Bearer a.b.c', 'apollo-require-preflight': '1' } },
      401,
      'Token không hợp lệ: sai định dạng, hoặc được ký bằng khóa khác. Hãy xin token mới.',
    ],
  ])('%s', async (what, path, init, status, message) => {
    const headers = { ...(what === 'no such file' ? await bearer() : {}), ...init.headers, 'accept-language': 'vi' };
    const response = await fetch(`${app.url}${path}`, { ...init, headers });
    const { errors } = (await response.json()) as Told;
    expect(messagesOf({ errors })).toEqual([message]);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-language')).toBe('vi');
    expect(response.headers.get('vary')).toMatch(/accept-language/i);
  });

  test('a body that cannot be read', async () => {
    const headers = { ...(await bearer()), 'content-type': 'application/json', 'accept-language': 'vi' };
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: '{' });
    const { errors } = (await response.json()) as Told;
    expect(messagesOf({ errors })).toEqual([expect.stringMatching(/^Không đọc được yêu cầu: .*\. Hãy gửi JSON/)]);
  });
});

describe('over WebSocket', () => {
  test.each<[string, Record<string, unknown>, Record<string, string>, string]>([
    ['nothing', {}, {}, IN_ENGLISH],
    ['the header of its beginning', {}, { 'accept-language': 'vi-VN' }, IN_VIETNAMESE],
    ['its parameters', { acceptLanguage: 'vi' }, {}, IN_VIETNAMESE],
    ['its parameters, as a header is written', { 'Accept-Language': 'vi' }, {}, IN_VIETNAMESE],
    ['its parameters before the header', { acceptLanguage: 'en' }, { 'accept-language': 'vi' }, IN_ENGLISH],
    ['parameters that are no text', { acceptLanguage: ['en'] }, { 'accept-language': 'vi' }, IN_VIETNAMESE],
  ])('by %s', async (_what, parameters, headers, message) => {
    const raw = await open(parameters, { headers });
    expect(messagesOf(await askSocket(raw, NOWHERE))).toEqual([message]);
  });

  test('a subscription, a query and a document that are refused', async () => {
    const raw = await open({ acceptLanguage: 'vi' });
    const within = 'Không có tổ chức nào mang mã "zz99". Hãy tra mã bằng organizations(search: …).';
    expect(messagesOf(await askSocket(raw, 'subscription { progress(within: "zz99") { planned } }'))).toEqual([within]);
    const level = '"GRASROOTS" không phải là một giá trị của "Level". Có phải ý bạn là "GRASSROOTS"?';
    expect(
      messagesOf(
        await askSocket(raw, 'query ($level: Level) { progress(level: $level) { planned } }', { level: 'GRASROOTS' }),
      ),
    ).toEqual([level]);
  });

  test('the reason for which it is closed, within 123 bytes', async () => {
    const raw = openRawSocket(app.url);
    await raw.opened;
    raw.send({ type: 'connection_init', payload: { authorization: 'Bearer a.b.c', acceptLanguage: 'vi' } });
    const { code, reason } = await raw.closed;
    expect(code).toBe(4403);
    expect(reason).toMatch(/^Token không hợp lệ: sai định dạng, hoặc được ký bằng khóa khác/);
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
  });

  test.each([0, 1, 2, 3])('a longer reason ends with a whole character: %i', (shift) => {
    const reason = cutReason(`${'a'.repeat(shift)}${'ế'.repeat(60)}`);
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    expect(reason).toMatch(/^a*ế+…$/);
  });

  test('a socket that speaks no protocol is told so in the language of its header', async () => {
    const raw = openRawSocket(app.url, { protocol: null, headers: { 'accept-language': 'vi' } });
    expect(await raw.closed).toEqual({ code: 4406, reason: 'Hãy dùng giao thức con graphql-transport-ws.' });
  });
});

/** Every event of it has an error. */
const WITH_ERRORS =
  'subscription ($within: String, $after: Cursor) { congressChanged(within: $within, after: $after) { node { congress { organization { code children(first: 500) { totalCount } } } } } }';

async function report(which: number): Promise<void> {
  const query =
    'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
  const input = { congressId: known.planned[which], heldOn: '2020-02-20' };
  expect((await ask('en', { query, variables: { input } })).errors).toBeUndefined();
}

describe('a group (P11)', () => {
  const nextOf = async (raw: RawSocket): Promise<Told> => (await raw.next()).payload as Told;
  const nextIn = async (stream: RawEventStream): Promise<Told> => (await stream.next()).data as Told;

  test('is told in one language, and those who ask the same in it share one execution', async () => {
    const { cursor } = await readHeadOf(app.url, admin);
    const variables = { within: '01', after: cursor };
    await report(0);
    const follow = async (acceptLanguage: string): Promise<RawSocket> => {
      const raw = await open({ acceptLanguage });
      raw.send({ type: 'subscribe', id: '1', payload: { query: WITH_ERRORS, variables } });
      return raw;
    };
    const sockets = [await follow('vi'), await follow('vi-VN, en;q=0.5'), await follow('en')];
    const stream = await openStream('vi', { query: WITH_ERRORS, variables });
    // Whoever has the first event is in.
    await Promise.all([...sockets.map(nextOf), nextIn(stream)]);
    const executedBefore = executedRoots.length;
    await report(1);
    const told = await Promise.all([...sockets.map(nextOf), nextIn(stream)]);
    const vietnamese = 'first là 500; mỗi lần hãy lấy từ 0 đến 200 mục.';
    const english = 'first is 500; ask for 0 to 200 at a time.';
    expect(told.map(messagesOf)).toEqual([[vietnamese], [vietnamese], [english], [vietnamese]]);
    expect(new Set(told.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(executedRoots.length - executedBefore).toBe(2);
  });

  test('the refusal of a stream, and of what it asks for', async () => {
    const refused = await openStream('vi', { query: WITH_ERRORS, variables: { within: 'zz99' } });
    expect(messagesOf(await nextIn(refused))).toEqual([
      'Không có tổ chức nào mang mã "zz99". Hãy tra mã bằng organizations(search: …).',
    ]);
    const stranger = await openStream('vi', { query: NOWHERE }, null);
    expect(stranger.headers['content-language']).toBe('vi');
    expect(await stranger.body()).toMatch(/Hãy gửi token/);
    const query = await openStream('vi', { query: NOWHERE });
    expect(messagesOf(await nextIn(query))).toEqual([IN_VIETNAMESE]);
  });
});
