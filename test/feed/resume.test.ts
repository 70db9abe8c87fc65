/** Following events: from a cursor, through filters, and never what did not happen (P5, P6). */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { toCursor } from '../../src/feed/cursor';
import { readHead } from '../../src/feed/log';
import { cursorAt } from '../support/cursors';
import { append, takePositions } from '../../src/feed/log';
import { LogEntry } from '../../src/feed/log-entry';
import {
  CongressChangedDocument,
  CongressCompletedDocument,
  CorrectCongressReportDocument,
  EventsDocument,
  ReportCongressCompletedDocument,
  ReportCongressesCompletedDocument,
  RetractCongressReportDocument,
  type CongressCompletedSubscription,
  type CongressCompletedSubscriptionVariables,
} from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import {
  codesOf,
  expectUnbroken,
  readEventsAfter,
  readHeadOf,
  toSeen,
  type Head,
  type Seen,
} from '../support/check-events';
import { follow, type Follower } from '../support/follow';
import { startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { findPlanned, HELD_ON, type Wanted } from '../support/stream-reports';

const PROVINCE = '01';
/** More than a page of the log. */
const AWAY = 300;

const afterAllTests = openCleanUp();
const closers = openCleanUp();
let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp();
  afterAllTests.add(app.close);
  reporter = await tokenFor(Role.REPORTER);
});
afterEach(() => closers.closeAll());
afterAll(() => afterAllTests.closeAll());

function completed(
  variables: CongressCompletedSubscriptionVariables,
  url = app.url,
): Follower<CongressCompletedSubscription> {
  const follower = follow(url, CongressCompletedDocument, variables, reporter);
  closers.add(follower.stop);
  return follower;
}

async function eventsOf(follower: Follower<CongressCompletedSubscription>, count: number): Promise<Seen[]> {
  return (await follower.waitFor(count)).map(({ congressCompleted }) => toSeen(congressCompleted));
}

const head = (): Promise<Head> => readHeadOf(app.url, reporter);
const planned = (count: number, wanted?: Wanted): Promise<string[]> => findPlanned(app.url, reporter, count, wanted);

async function report(organization: string, heldOn = HELD_ON) {
  const { reportCongressCompleted } = await app.ask(
    ReportCongressCompletedDocument,
    { input: { organization, heldOn } },
    reporter,
  );
  return reportCongressCompleted!;
}

async function reportAll(codes: readonly string[]): Promise<void> {
  const reports = codes.map((organization) => ({ organization, heldOn: HELD_ON }));
  await app.ask(ReportCongressesCompletedDocument, { input: { reports } }, reporter);
}

describe('P5: a subscriber who was away', () => {
  test('gets exactly the 300 events that were missed, and then live ones without a gap', async () => {
    const codes = await planned(AWAY + 20);
    const start = await head();
    const first = completed({ after: start.cursor });
    for (const code of codes.slice(0, 5)) await report(code);
    const before = await eventsOf(first, 5);
    await first.stop();
    for (let next = 5; next < AWAY + 5; next += 60) await reportAll(codes.slice(next, next + 60));
    // The server has the missed events at hand; one that has just started reads them from the log.
    const other = await startOn(app.databaseUrl);
    closers.add(other.close);
    const after = before.at(-1)!.cursor;
    const followers = [completed({ after }), completed({ after }, other.url)];
    // Live events begin while the missed ones are still on their way.
    for (const code of codes.slice(AWAY + 5)) await report(code);
    for (const follower of followers) {
      const events = [...before, ...(await eventsOf(follower, AWAY + 15))];
      expect(codesOf(events)).toEqual(codes);
      expectUnbroken(events, start.cursor);
      expect(events.map(({ position }) => position)).toEqual(codes.map((_, index) => start.position + 1 + index));
    }
  });

  test('catches up on a province from position 0: the log, filtered', async () => {
    const after = await cursorAt(app.app.dataSource, 0);
    const expected = await app.app.dataSource.query<{ position: number }[]>(
      `SELECT e.position FROM log_entry e
         JOIN congress c ON c.id = e.subject
         JOIN organization o ON o.id = c.organization_id
        WHERE e.kind = 'COMPLETED' AND (o.code = $1 OR o.code LIKE $1 || '.%') ORDER BY e.position`,
      [PROVINCE],
    );
    expect(expected.length).toBeGreaterThan(0);
    const events = await eventsOf(completed({ after, within: PROVINCE }), expected.length);
    expect(events.map(({ position }) => position)).toEqual(expected.map(({ position }) => position));
    expectUnbroken(events, after);
    const listed = await readEventsAfter(app.url, reporter, after, PROVINCE);
    expect(codesOf(events)).toEqual(codesOf(listed.filter(({ kind }) => kind === 'CONGRESS_COMPLETED')));
  });
});

describe('P5: a cursor that cannot be gone on from is refused, not silent:', () => {
  const refusals = async (after: string) => {
    const { errors } = await app.send(EventsDocument, { after }, reporter);
    const subscribed = await completed({ after }).ended;
    const changed = await follow(app.url, CongressChangedDocument, { after }, reporter).ended;
    return [errors, subscribed, changed].map((list) => (list ?? []).map(({ extensions }) => extensions));
  };

  test.each([
    ['of another epoch', 'RESYNC', ({ position }: Head) => toCursor({ epoch: '0123456789ab', position, mark: null })],
    ['of another entry', 'RESYNC', ({ position }: Head) => toCursor({ epoch: '', position, mark: '0123456789ab' })],
    [
      'ahead of the head',
      'RESYNC',
      async ({ position }: Head) => {
        const { epoch } = await readHead(app.app.dataSource.manager);
        return toCursor({ epoch, position: position + 1, mark: null });
      },
    ],
    ['beyond any log', 'RESYNC', () => toCursor({ epoch: '', position: 9_999_999_999, mark: '0123456789ab' })],
    ['no cursor at all', 'BAD_USER_INPUT', () => 'tomorrow'],
    ['empty', 'BAD_USER_INPUT', () => ''],
    ['written in another way', 'BAD_USER_INPUT', ({ cursor }: Head) => `${cursor}=`],
  ])('%s is %s', async (_what, code, make) => {
    const refusal = [{ code, argument: 'after' }];
    expect(await refusals(await make(await head()))).toEqual([refusal, refusal, refusal]);
  });
});

describe('P6: what was rolled back', () => {
  test('is never delivered: a batch with one wrong report leaves no event', async () => {
    const [wrong, right] = (await planned(2)) as [string, string];
    const start = await head();
    const follower = completed({ after: start.cursor });
    const reports = [
      { organization: wrong, heldOn: HELD_ON },
      { organization: '99.999.9999', heldOn: HELD_ON },
    ];
    const refused = await app.send(ReportCongressesCompletedDocument, { input: { reports } }, reporter);
    expect(refused.errors).toHaveLength(1);
    await report(right);
    expect(await eventsOf(follower, 1)).toMatchObject([{ position: start.position + 1, previousCursor: start.cursor }]);
    expect(codesOf(await eventsOf(follower, 1))).toEqual([right]);
  });

  test('is never delivered, though readers were woken while it was written', async () => {
    const [code] = (await planned(1)) as [string];
    const start = await head();
    const follower = completed({ after: start.cursor });
    const { dataSource } = app.app;
    const rollBack = new Error('Rolled back by the test.');
    const transaction = dataSource.transaction(async (manager) => {
      const last = await manager.findOneByOrFail(LogEntry, { position: start.position });
      const { position: _position, recordedAt: _recordedAt, mark: _mark, ...entry } = last;
      await append(manager, await takePositions(manager, 1), [{ ...entry, kind: 'COMPLETED', reason: 'Never.' }]);
      await dataSource.query(`SELECT pg_notify('giaoban_log', '')`);
      expect((await head()).position).toBe(start.position);
      throw rollBack;
    });
    await expect(transaction).rejects.toBe(rollBack);
    const { position } = await report(code);
    expect(position).toBe(start.position + 1);
    expect(await eventsOf(follower, 1)).toMatchObject([{ position, reason: null, previousCursor: start.cursor }]);
    expect(codesOf(await eventsOf(follower, 1))).toEqual([code]);
  });
});

describe('a subscription', () => {
  test('by level, pilot flag and subtree gets what it asks for and nothing else', async () => {
    const [pilot] = (await planned(1, { within: PROVINCE, pilot: true })) as [string];
    const [ordinary] = (await planned(1, { within: PROVINCE, pilot: false })) as [string];
    const [upper] = (await planned(1, { within: PROVINCE, level: 'UPPER_GRASSROOTS' })) as [string];
    const [elsewhere] = (await planned(1, { within: '02', pilot: true })) as [string];
    const [end] = (await planned(2, { within: PROVINCE, pilot: true })).slice(1) as [string];
    const after = (await head()).cursor;
    const level = 'GRASSROOTS';
    const followers = [
      { asked: { after }, expected: [pilot, ordinary, upper, elsewhere, end] },
      { asked: { after, level }, expected: [pilot, ordinary, elsewhere, end] },
      { asked: { after, pilot: true }, expected: [pilot, elsewhere, end] },
      { asked: { after, within: PROVINCE }, expected: [pilot, ordinary, upper, end] },
      { asked: { after, within: PROVINCE, level, pilot: true }, expected: [pilot, end] },
    ] as const;
    const started = followers.map(({ asked, expected }) => ({ follower: completed(asked), expected }));
    for (const code of [pilot, ordinary, upper, elsewhere, end]) await report(code);
    for (const { follower, expected } of started) {
      const events = await eventsOf(follower, expected.length);
      expect(codesOf(events)).toEqual(expected);
      expectUnbroken(events, after);
    }
  });

  test('to completions is told of a new report after a retraction, and not of a correction', async () => {
    const [code] = (await planned(1)) as [string];
    const { cursor: after } = await head();
    const follower = completed({ after });
    const changes = follow(app.url, CongressChangedDocument, { after }, reporter);
    closers.add(changes.stop);
    const { congress } = await report(code);
    const of = { congressId: congress.id, reason: 'The protocol says otherwise.' };
    await app.ask(CorrectCongressReportDocument, { input: { ...of, heldOn: '2020-02-27' } }, reporter);
    await app.ask(RetractCongressReportDocument, { input: of }, reporter);
    await report(code, '2020-02-26');
    const kinds = (await changes.waitFor(4)).map(({ congressChanged }) => congressChanged.node.kind);
    expect(kinds).toEqual(['CONGRESS_COMPLETED', 'CONGRESS_CORRECTED', 'CONGRESS_RETRACTED', 'CONGRESS_COMPLETED']);
    const events = (await follower.waitFor(2)).map(({ congressCompleted }) => toSeen(congressCompleted));
    expect(events.map(({ congress: as }) => as?.heldOn)).toEqual([HELD_ON, '2020-02-26']);
    expectUnbroken(events, after);
    expect(events.map(({ position }) => position - events[0]!.position)).toEqual([0, 3]);
  });

  test('without `after` begins with the next event, and names the newest one before it that matches', async () => {
    const codes = await planned(50, { within: PROVINCE });
    const elsewhere = await planned(50, { within: '02' });
    const follower = completed({ within: PROVINCE, level: 'GRASSROOTS' });
    const reported: Seen[] = [];
    // A subscription says nothing when it begins: report until it shows.
    while (follower.received.length === 0) {
      await report(elsewhere.shift()!);
      const { cursor, position } = await report(codes.shift()!);
      reported.push({ cursor, position, previousCursor: null, kind: 'CONGRESS_COMPLETED', congress: null });
    }
    const [first] = await eventsOf(follower, 1);
    const [before] = await app.app.dataSource.query<{ position: number }[]>(
      `SELECT max(e.position) AS position FROM log_entry e
         JOIN congress c ON c.id = e.subject
         JOIN organization o ON o.id = c.organization_id
        WHERE e.kind = 'COMPLETED' AND o.level = 'GRASSROOTS' AND o.code LIKE $1 || '.%' AND e.position < $2`,
      [PROVINCE, first!.position],
    );
    expect(first!.previousCursor).toBe(await cursorAt(app.app.dataSource, before!.position));
    const late = reported.filter(({ position }) => position >= first!.position);
    const events = await eventsOf(follower, late.length);
    expect(events.map(({ cursor }) => cursor)).toEqual(late.map(({ cursor }) => cursor));
    expectUnbroken(events, first!.previousCursor!);
  });
});
