/** Totals declared and reports counted: set beside each other, live, and never from congresses. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import {
  CongressChangedDocument,
  CongressesDocument,
  DeclarationChangedDocument,
  DeclarationHistoryDocument,
  RecordDeclarationDocument,
  ProgressDocument,
  ReconciliationDocument,
  ReconciliationStateDocument,
  ReportCongressCompletedDocument,
  TurnDayDocument,
  RetractDeclarationDocument,
  type RecordDeclarationInput,
  type ReconciliationStateSubscription,
  type RetractDeclarationInput,
} from '../generated/operations';
import { readHeadOf, toSeen, type Head } from '../support/check-events';
import { checkRecords } from '../support/check-records';
import { follow, type Follower } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let of01: string;
let of02: string;
let reader: string;
/** Where the log ended before. */
let start: Head;

beforeAll(async () => {
  app = await startTestApp();
  of01 = await tokenFor(Role.REPORTER, '01');
  of02 = await tokenFor(Role.REPORTER, '02');
  reader = await tokenFor(Role.VIEWER);
  start = await readHeadOf(app.url, reader);
});
afterAll(() => app.close());

const declare = async (input: RecordDeclarationInput, token?: string) =>
  (await app.ask(RecordDeclarationDocument, { input }, token)).recordDeclaration!;
const retract = async (input: RetractDeclarationInput, token?: string) =>
  (await app.ask(RetractDeclarationDocument, { input }, token)).retractDeclaration!;
const reconcile = async (variables: Parameters<typeof app.ask>[1] = {}, token?: string) =>
  (await app.ask(ReconciliationDocument, variables, token)).reconciliation!;
const rowsOf = ({ edges }: Awaited<ReturnType<typeof reconcile>>) => edges.map(({ node }) => node);
const checked = () => checkRecords(app.app.dataSource);

async function untilAt(follower: Follower<ReconciliationStateSubscription>, position: number) {
  for (let count = 1; ; count += 1) {
    const states = await follower.waitFor(count);
    const newest = states.at(-1)!.reconciliation;
    if (newest.position >= position) return newest;
    count = states.length;
  }
}

async function plannedIn(within: string): Promise<string> {
  const { congresses } = await app.ask(CongressesDocument, {
    within,
    status: 'PLANNED',
    level: 'GRASSROOTS',
    first: 1,
  });
  return congresses!.edges[0]!.node.id;
}

describe('the demo', () => {
  test('has eight declarations, labelled as generated; two do not agree, the widest gap first', async () => {
    const { totals, totalCount, edges } = await reconcile();
    expect(totals).toEqual({ declarations: 8, gaps: 2, declared: 97, counted: 96, missing: 2, surplus: 1 });
    expect(totalCount).toBe(8);
    expect(
      edges.map(({ node }) => [node.organization.code, node.level, node.declared, node.counted, node.gap]),
    ).toEqual([
      ['44', 'GRASSROOTS', 12, 10, 2],
      ['36', 'GRASSROOTS', 7, 8, -1],
      ['01', null, 29, 29, 0],
      ['22', null, 6, 6, 0],
      ['25', 'GRASSROOTS', 17, 17, 0],
      ['34', null, 3, 3, 0],
      ['40', 'GRASSROOTS', 14, 14, 0],
      ['QD', null, 9, 9, 0],
    ]);
    for (const { node } of edges) {
      expect(node).toMatchObject({
        by: 'demo',
        declaration: { note: expect.stringMatching(/mô phỏng \(generated\)/) },
      });
      expect(node.declaredAt).toMatch(new RegExp(`^${node.declaredAsOf}T`));
      const scope = { within: node.organization.code, level: node.level, asOf: node.declaredAsOf };
      expect(node.counted).toBe((await app.ask(ProgressDocument, scope)).progress!.completed);
    }
    expect(await checked()).toEqual([]);
  });

  test('is listed by gaps alone, by level, below one body, and page by page', async () => {
    const gaps = await reconcile({ onlyGaps: true });
    expect(rowsOf(gaps).map(({ organization }) => organization.code)).toEqual(['44', '36']);
    expect(gaps).toMatchObject({ totalCount: 2, totals: { declarations: 8 } });
    const ofLevel = await reconcile({ level: 'GRASSROOTS' });
    expect(ofLevel.totals).toMatchObject({ declarations: 4, gaps: 2 });
    expect(rowsOf(await reconcile({ within: '44' }))).toMatchObject([{ gap: 2 }]);
    const whole = rowsOf(await reconcile()).map(({ organization }) => organization.code);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof reconcile>> = await reconcile({ first: 3, after });
      paged.push(...rowsOf(page).map(({ organization }) => organization.code));
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      after = page.pageInfo.endCursor ?? null;
      more = page.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(whole);
  });
});

describe('a declaration', () => {
  const asOf = '2020-02-28';

  test('stands until the next one; the same again is answered as stored', async () => {
    const first = await declare({ organization: '02', completed: 6, asOf, note: 'Báo cáo nhanh' }, of02);
    expect(first.declaration).toEqual({
      organization: { code: '02' },
      level: null,
      completed: 6,
      asOf,
      note: 'Báo cáo nhanh',
      retracted: false,
      position: first.position,
    });
    expect(await declare({ organization: '02', completed: 6, asOf, note: 'Báo cáo nhanh' }, of02)).toEqual(first);
    const keyed = { organization: '02', completed: 7, asOf, idempotencyKey: 'seven' };
    const second = await declare(keyed, of02);
    expect(second.position).toBe(first.position + 1);
    expect(await declare(keyed, of02)).toEqual(second);
    const other = await app.send(RecordDeclarationDocument, { input: { ...keyed, completed: 8 } }, of02);
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.idempotencyKey' });
    expect(rowsOf(await reconcile({ within: '02' }))).toMatchObject([{ declared: 7, by: 'REPORTER of 02' }]);
  });

  test('of each level stands by itself, and has its own history', async () => {
    const before = rowsOf(await reconcile({ within: '02' }))[0]!.declaration;
    const back = {
      organization: '02',
      completed: 5,
      asOf: '2020-02-20',
      reason: 'Tính nhầm.',
      ifPosition: before.position,
    };
    const earlier = await declare(back, of02);
    await declare({ organization: '02', level: 'GRASSROOTS', completed: 5, asOf }, of02);
    expect(await reconcile({ within: '02' }, of02)).toMatchObject({ totalCount: 2 });
    const retracted = await retract({ organization: '02', reason: 'Gộp vào cấp cơ sở.' }, of02);
    expect(retracted.declaration).toMatchObject({ retracted: true, completed: 5, position: retracted.position });
    expect(rowsOf(await reconcile({ within: '02' }, of02)).map(({ level }) => level)).toEqual(['GRASSROOTS']);
    const again = await declare({ organization: '02', completed: 5, asOf: '2020-02-10' }, of02);
    const { reconciliation } = await app.ask(DeclarationHistoryDocument, { within: '02' }, of02);
    const ofAll = reconciliation!.edges
      .map(({ node }) => node.declaration.history.edges.map(toSeen))
      .find(([e]) => e!.declaration.level === null)!;
    expect(
      ofAll.map(({ kind, reason, declaration }) => [kind, reason, declaration.completed, declaration.asOf]),
    ).toEqual([
      ['DECLARATION_RECORDED', null, 6, asOf],
      ['DECLARATION_RECORDED', null, 7, asOf],
      ['DECLARATION_RECORDED', 'Tính nhầm.', 5, '2020-02-20'],
      ['DECLARATION_RETRACTED', 'Gộp vào cấp cơ sở.', 5, '2020-02-20'],
      ['DECLARATION_RECORDED', null, 5, '2020-02-10'],
    ]);
    expect(ofAll.map(({ previousCursor }) => previousCursor)).toEqual([
      null,
      ...ofAll.slice(0, -1).map(({ cursor }) => cursor),
    ]);
    expect(ofAll.at(-1)!.position).toBe(again.position);
    expect(earlier.position).toBe(ofAll[2]!.position);
  });

  const GOOD = { organization: '02', completed: 5, asOf };
  test.each([
    ['a figure that is a slip of the pen', { ...GOOD, completed: 5_000 }, 'BAD_USER_INPUT', 'input.completed'],
    ['fewer than none', { ...GOOD, completed: -1 }, 'BAD_USER_INPUT', 'input.completed'],
    ['a day in the future', { ...GOOD, asOf: '2020-03-01' }, 'BAD_USER_INPUT', 'input.asOf'],
    ['a day before the campaign', { ...GOOD, asOf: '2019-12-31' }, 'BAD_USER_INPUT', 'input.asOf'],
    ['an earlier day without a reason', { ...GOOD, asOf: '2020-02-09' }, 'BAD_USER_INPUT', 'input.reason'],
    ['a level that it does not have', { ...GOOD, level: 'CENTRAL' as const }, 'BAD_USER_INPUT', 'input.level'],
    ['what has changed since', { ...GOOD, ifPosition: 1 }, 'CONFLICT', 'input.ifPosition'],
    ['a NUL character', { ...GOOD, note: 'a\u0000' }, 'BAD_USER_INPUT', 'input.note'],
    ['half of a character', { ...GOOD, note: 'a\ud800b' }, 'BAD_USER_INPUT', 'input.note'],
    ['nowhere', { ...GOOD, organization: '99' }, 'NOT_FOUND', 'input.organization'],
    ['another province', { ...GOOD, organization: '01' }, 'NOT_FOUND', 'input.organization'],
  ])('is refused: %s', async (_what, input, code, argument) => {
    const { errors } = await app.send(RecordDeclarationDocument, { input }, of02);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toMatchObject({ code, argument });
  });

  test.each([
    [
      'of which there is none',
      { organization: '02', level: 'UPPER_GRASSROOTS' as const, reason: 'x' },
      'NOT_FOUND',
      'input.level',
    ],
    ['for no reason', { organization: '02', reason: ' ' }, 'BAD_USER_INPUT', 'input.reason'],
    ['of another province', { organization: '01', reason: 'x' }, 'NOT_FOUND', 'input.organization'],
  ])('cannot be retracted: %s', async (_what, input, code, argument) => {
    const { errors } = await app.send(RetractDeclarationDocument, { input }, of02);
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([{ code, argument }]);
  });

  test('cannot be retracted twice, nor by someone who only reads', async () => {
    await retract({ organization: '02', reason: 'x' }, of02);
    const twice = await app.send(RetractDeclarationDocument, { input: { organization: '02', reason: 'x' } }, of02);
    expect(twice.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.level' });
    const read = await app.send(RecordDeclarationDocument, { input: GOOD }, reader);
    expect(read.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each([
    ['a page of fewer than none', { first: -1 }, 'first'],
    ['a cursor that is none', { after: 'page 2' }, 'after'],
    ['a cursor of another list', { after: Buffer.from('["a","b","c"]').toString('base64url') }, 'after'],
  ])('is not listed by %s', async (_what, variables, argument) => {
    const { errors } = await app.send(ReconciliationDocument, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});

describe('live', () => {
  test('a report closes a gap; declarations and the turn of the day are pushed too', async () => {
    const follower = follow(app.url, ReconciliationStateDocument, { within: '44', onlyGaps: true }, reader);
    const [state] = await follower.waitFor(1);
    expect(state!.reconciliation).toMatchObject({ totalCount: 1, totals: { missing: 2 } });
    const input = { congressId: await plannedIn('44'), heldOn: '2020-02-24' };
    const { reportCongressCompleted: report } = await app.ask(ReportCongressCompletedDocument, { input });
    expect(await untilAt(follower, report!.position)).toMatchObject({ totals: { missing: 1, counted: 11 } });
    const declared = await declare({ organization: '44', level: 'GRASSROOTS', completed: 11, asOf: '2020-02-25' });
    expect(await untilAt(follower, declared.position)).toMatchObject({ totalCount: 0, totals: { gaps: 0 }, edges: [] });
    const { turnDay } = await app.ask(TurnDayDocument, { input: {} });
    expect((await untilAt(follower, turnDay!.position)).position).toBe(turnDay!.position);
    const positions = follower.received.map(({ reconciliation }) => reconciliation.position);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    await follower.stop();
  });

  test('events come once and in order, after a cursor first what was missed (P5), and only of the own subtree (P7)', async () => {
    const { progress } = await app.ask(ProgressDocument, {});
    const missed = await declare({ organization: '01', completed: 30, asOf: '2020-02-26' }, of01);
    const all = follow(app.url, DeclarationChangedDocument, { after: progress!.cursor }, reader);
    const in02 = follow(app.url, DeclarationChangedDocument, { after: progress!.cursor }, of02);
    const [first] = await all.waitFor(1);
    expect(toSeen(first!.declarationChanged)).toMatchObject({
      position: missed.position,
      previousCursor: progress!.cursor,
    });
    const second = await declare({ organization: '02', completed: 9, asOf: '2020-02-26' }, of02);
    const [, event] = await all.waitFor(2);
    expect(toSeen(event!.declarationChanged)).toMatchObject({
      position: second.position,
      previousCursor: missed.cursor,
      kind: 'DECLARATION_RECORDED',
      by: 'REPORTER of 02',
      declaration: second.declaration,
    });
    expect(
      (await in02.waitFor(1)).map(({ declarationChanged }) => declarationChanged.node.declaration.organization.code),
    ).toEqual(['02']);
    await Promise.all([all.stop(), in02.stop()]);
  });

  test('a state of another province is NOT_FOUND, and a bad page is refused when subscribing', async () => {
    const other = follow(app.url, ReconciliationStateDocument, { within: '01' }, of02);
    expect(await other.ended).toMatchObject([{ extensions: { code: 'NOT_FOUND', argument: 'within' } }]);
    const wide = follow(app.url, ReconciliationStateDocument, { first: 201 }, of02);
    expect(await wide.ended).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
    await Promise.all([other.stop(), wide.stop()]);
  });
});

test('events of congresses leave declarations out, and verify finds nothing but what was doctored', async () => {
  const entries = await app.app.dataSource.query<{ position: number; kind: string }[]>(
    'SELECT position, kind FROM log_entry WHERE position > $1 ORDER BY position',
    [start.position],
  );
  const ofCongresses = entries.filter(({ kind }) => !kind.includes('.')).map(({ position }) => position);
  expect(ofCongresses.length).toBeGreaterThan(1);
  expect(ofCongresses.length).toBeLessThan(entries.length);
  const congresses = follow(app.url, CongressChangedDocument, { after: start.cursor }, reader);
  const pushed = await congresses.waitFor(ofCongresses.length);
  await congresses.stop();
  expect(pushed.map(({ congressChanged }) => congressChanged.node.position)).toEqual(ofCongresses);
  expect(await checked()).toEqual([]);
  await app.app.dataSource.query(
    "UPDATE declaration SET completed = 28 WHERE organization_id = (SELECT id FROM organization WHERE code = '22')",
  );
  expect(await checked()).toEqual([expect.stringMatching(/^record declaration of 22 at position \d+: row is .*28/)]);
});
