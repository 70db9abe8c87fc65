/** Organizations that are closed during the campaign: what that takes, what they take no more, and how it is told. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { print, type DocumentNode } from 'graphql';
import { Role } from '../../src/access/viewer';
import {
  CancelCongressDocument,
  CloseOrganizationDocument,
  CorrectCongressReportDocument,
  RecordDeclarationDocument,
  OrganizationChangedDocument,
  OrganizationClosureDocument,
  ClosedOrganizationsDocument,
  OrganizationDocument,
  PlanCongressDocument,
  PostponeCongressDocument,
  ProgressDocument,
  ReinstateCongressDocument,
  ReopenOrganizationDocument,
  ReportCongressCompletedDocument,
  ReportCongressesCompletedDocument,
  RescheduleCongressDocument,
  RetractCongressReportDocument,
  SetCongressPilotDocument,
  type CloseOrganizationInput,
  type ReopenOrganizationInput,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { checkRecords } from '../support/check-records';
import { follow } from '../support/follow';
import { expectRefused } from '../support/refusal';
import { spyStatements } from '../support/spy-statements';
import { startTestApp, tokenFor, type Answer, type TestApp } from '../support/start-test-app';

let app: TestApp;
let adminOf01: string;
let adminOf02: string;
let reporterOf01: string;
let adminOfWard: string;

const DISTRICT = '01.001';
const WARDS = ['01.001.0001', '01.001.0002', '01.001.0003', '01.001.0004'] as const;
const [WARD, HELD, NEVER, PLANNED] = WARDS;
const on = '2020-02-20';
const reason = 'Sáp nhập.';

beforeAll(async () => {
  app = await startTestApp();
  adminOf01 = await tokenFor(Role.ADMIN, '01');
  adminOf02 = await tokenFor(Role.ADMIN, '02');
  reporterOf01 = await tokenFor(Role.REPORTER, '01');
  adminOfWard = await tokenFor(Role.ADMIN, WARD);
});
afterAll(() => app.close());

const close = async (input: CloseOrganizationInput, token = adminOf01) =>
  (await app.ask(CloseOrganizationDocument, { input }, token)).closeOrganization!;
const reopen = async (input: ReopenOrganizationInput, token = adminOf01) =>
  (await app.ask(ReopenOrganizationDocument, { input }, token)).reopenOrganization!;
const sendClose = (input: Partial<CloseOrganizationInput>, token = adminOf01) =>
  app.send(CloseOrganizationDocument, { input: { organization: WARD, on, reason, ...input } }, token);

async function congressOf(code: string): Promise<{ id: string; status: string }> {
  return (await app.ask(OrganizationDocument, { code })).organization!.congress!;
}

/** Takes the congress out of the plan, or its report too. */
async function clear(code: string): Promise<void> {
  const { id, status } = await congressOf(code);
  if (status === 'COMPLETED') await app.ask(RetractCongressReportDocument, { input: { congressId: id, reason } });
  await app.ask(CancelCongressDocument, { input: { congressId: id, reason } });
}

describe('closing', () => {
  test('takes an organization whose congress is held or cancelled', async () => {
    const { status } = await congressOf(WARD);
    expect(status).toBe('PLANNED');
    expectRefused(await sendClose({}), 'CONFLICT', 'input.organization', /is PLANNED\. Cancel it first\.$/);
    await app.ask(PostponeCongressDocument, { input: { organization: WARD, reason } });
    expectRefused(await sendClose({}), 'CONFLICT', 'input.organization', /is POSTPONED\. Cancel it first\.$/);
    await clear(WARD);
    const closed = await close({ organization: WARD, on, reason });
    expect(closed.closure).toEqual({
      organization: { code: WARD, closedOn: on },
      closedOn: on,
      position: closed.position,
    });
    await clear(HELD);
    await app.ask(ReinstateCongressDocument, { input: { organization: HELD } });
    await app.ask(ReportCongressCompletedDocument, { input: { organization: HELD, heldOn: '2020-02-10' } });
    const { progress: before } = await app.ask(ProgressDocument, { within: '01' });
    await close({ organization: HELD, on, reason });
    const { progress: after } = await app.ask(ProgressDocument, { within: '01' });
    expect(after).toEqual({ ...before, cursor: after!.cursor, position: before!.position + 1 });
    expectRefused(await sendClose({}), 'CONFLICT', 'input.organization', /was already closed on 2020-02-20\.$/);
  });

  test.each([
    ['a day in the future', { on: '2020-03-01' }, 'BAD_USER_INPUT', 'input.on', /^2020-03-01 is in the future/],
    ['a day that is none', { on: '2020-02-30' }, 'BAD_USER_INPUT', 'input.on', /not a day of the calendar/],
    ['no reason', { reason: ' ' }, 'BAD_USER_INPUT', 'input.reason', /^Give a reason/],
    ['what is not there', { organization: '99' }, 'NOT_FOUND', 'input.organization', /"99"/],
    [
      'what is open below',
      { organization: DISTRICT },
      'CONFLICT',
      'input.organization',
      /^01\.001\.0003 and \d+ more .* are open\./,
    ],
    [
      'their own organization',
      { organization: '01' },
      'FORBIDDEN',
      'input.organization',
      /of an organization above it/,
    ],
    ['what lies elsewhere', { organization: '02' }, 'NOT_FOUND', 'input.organization', /"02"/],
    ['a key that is too long', { idempotencyKey: 'k'.repeat(65) }, 'BAD_USER_INPUT', 'input.idempotencyKey', /has 65/],
  ])('is refused: %s', async (_what, input, code, argument, message) => {
    expectRefused(await sendClose(input), code, argument, message);
  });

  test('is for administrators of an organization above, and never of the root', async () => {
    const open = { organization: NEVER };
    const above = /admin's token of an organization above it/;
    expectRefused(await sendClose(open, reporterOf01), 'FORBIDDEN', 'input.organization', above);
    expectRefused(await sendClose({}, adminOfWard), 'FORBIDDEN', 'input.organization', above);
    expectRefused(await sendClose(open, adminOf02), 'NOT_FOUND', 'input.organization');
    const root = await app.send(CloseOrganizationDocument, { input: { organization: 'VN', on, reason } });
    expectRefused(root, 'CONFLICT', 'input.organization', /^The root cannot be closed/);
    const reader = await tokenFor(Role.VIEWER);
    expectRefused(await sendClose({ organization: 'VN' }, reader), 'FORBIDDEN', 'input.organization');
    const ownReopened = await app.send(
      ReopenOrganizationDocument,
      { input: { organization: WARD, reason } },
      adminOfWard,
    );
    expectRefused(ownReopened, 'FORBIDDEN', 'input.organization', above);
  });

  test('is shown on organizations, many in one statement, and not to others', async () => {
    const spy = spyStatements();
    const list = await app.ask(ClosedOrganizationsDocument, { within: DISTRICT, first: 100 }, reporterOf01);
    spy.stop();
    expect(list.organizations!.edges.flatMap(({ node }) => (node.closedOn === null ? [] : [node]))).toEqual([
      { code: WARD, closedOn: on },
      { code: HELD, closedOn: on },
    ]);
    expect(spy.statements.filter((sql) => sql.includes('closure'))).toHaveLength(1);
    const other = await app.send(OrganizationClosureDocument, { code: WARD }, adminOf02);
    expectRefused(other, 'NOT_FOUND', 'code');
  });
});

describe('a closed organization', () => {
  const closed = /^The organization was closed on 2020-02-20; reopen it first\.$/;
  const send = (document: DocumentNode, input: object): Promise<Answer<unknown>> =>
    app.send(print(document), { input }, reporterOf01);

  test.each([
    ['a new day', RescheduleCongressDocument, { plannedOn: '2020-04-01' }],
    ['a postponement', PostponeCongressDocument, { reason }],
    ['a reinstatement', ReinstateCongressDocument, {}],
    ['a pilot flag', SetCongressPilotDocument, { pilot: true }],
    ['a report', ReportCongressCompletedDocument, { heldOn: '2020-02-10' }],
  ])('does not take %s, whichever way it is named', async (_what, document, input) => {
    const { id } = await congressOf(WARD);
    const byCode = await send(document, { organization: WARD, ...input });
    expectRefused(byCode, 'CONFLICT', 'input.organization', closed);
    const byId = await send(document, { congressId: id, ...input });
    expectRefused(byId, 'CONFLICT', 'input.congressId', closed);
  });

  test('does not take a plan, where it has none and where it has one', async () => {
    expectRefused(await send(PlanCongressDocument, { organization: WARD }), 'CONFLICT', 'input.organization', closed);
    await app.app.dataSource.query(
      `INSERT INTO organization (id, code, name, level, kind, parent_id, path, search)
       SELECT 900001, '01.001.9999', 'Mới', 'GRASSROOTS', 'LOCAL', id, path || 900001, 'moi'
         FROM organization WHERE code = '01.001'`,
    );
    await close({ organization: '01.001.9999', on, reason });
    const fresh = await send(PlanCongressDocument, { organization: '01.001.9999' });
    expectRefused(fresh, 'CONFLICT', 'input.organization', closed);
    const [left] = await app.app.dataSource.query<object[]>(
      'SELECT count(*)::integer AS count FROM congress WHERE organization_id = 900001',
    );
    expect(left).toEqual({ count: 0 });
  });

  test('is named in a batch of reports, and left out where that is asked for', async () => {
    const { id } = await congressOf(WARD);
    const reports = [
      { organization: PLANNED, heldOn: '2020-02-10' },
      { organization: WARD, heldOn: '2020-02-10' },
      { congressId: id, heldOn: '2020-02-10' },
    ];
    const { errors } = await send(ReportCongressesCompletedDocument, { reports });
    expect(errors?.[0]?.extensions?.['refused']).toMatchObject([
      { index: 1, code: 'CONFLICT', argument: 'input.reports.1.organization' },
      { index: 2, code: 'CONFLICT', argument: 'input.reports.2.congressId' },
    ]);
    const input = { reports, skipBad: true, dryRun: true };
    const { reportCongressesCompleted } = await app.ask(ReportCongressesCompletedDocument, { input }, reporterOf01);
    expect(reportCongressesCompleted).toMatchObject({ accepted: 1, refused: [{ index: 1 }, { index: 2 }] });
  });

  test('does not declare a total', async () => {
    const answer = await send(RecordDeclarationDocument, { organization: WARD, completed: 1, asOf: '2020-02-10' });
    expectRefused(
      answer,
      'CONFLICT',
      'input.organization',
      /^01\.001\.0001 was closed on 2020-02-20; reopen it first\.$/,
    );
  });

  test('gets the same report answered as stored, and can correct and take back what it did', async () => {
    const same = { organization: HELD, heldOn: '2020-02-10' };
    const { reportCongressCompleted: stored } = await app.ask(ReportCongressCompletedDocument, { input: same });
    const other = await send(ReportCongressCompletedDocument, { ...same, heldOn: '2020-02-11' });
    expect(other.errors?.[0]?.message).toMatch(/Use correctCongressReport/);
    const congressId = stored!.congress.id;
    const corrected = { congressId, delegatesAttended: 9, delegatesSummoned: 10, reason };
    await app.ask(CorrectCongressReportDocument, { input: corrected }, reporterOf01);
    await app.ask(RetractCongressReportDocument, { input: { congressId, reason } }, reporterOf01);
    expectRefused(await send(ReportCongressCompletedDocument, same), 'CONFLICT', 'input.organization', closed);
    await app.ask(CancelCongressDocument, { input: { congressId, reason } }, reporterOf01);
    expect((await congressOf(HELD)).status).toBe('CANCELLED');
  });
});

describe('reopening', () => {
  test('makes it as any other again; what lies above comes first', async () => {
    const seen = await app.ask(OrganizationClosureDocument, { code: WARD }, adminOf01);
    const { position } = seen.organization!.closure!;
    const keyed = { organization: WARD, reason: 'Tách lại.', ifPosition: position, idempotencyKey: 'again' };
    const reopened = await reopen(keyed);
    expect(await reopen(keyed)).toEqual(reopened);
    expect(reopened.closure).toMatchObject({ closedOn: null, position: reopened.position });
    const open = await app.send(ReopenOrganizationDocument, { input: { organization: WARD, reason } });
    expectRefused(open, 'CONFLICT', 'input.organization', /is open: there is nothing to reopen/);
    const never = await app.send(ReopenOrganizationDocument, { input: { organization: '02', reason } });
    expectRefused(never, 'CONFLICT', 'input.organization');
    for (const stale of [0, position, reopened.position + 1]) {
      const refused = await sendClose({ ifPosition: stale });
      expectRefused(refused, 'CONFLICT', 'input.ifPosition', /^The closure has changed since position/);
    }
    await app.ask(ReinstateCongressDocument, { input: { organization: WARD } }, reporterOf01);
    await app.ask(CancelCongressDocument, { input: { organization: WARD, reason } }, reporterOf01);
    await close({ organization: WARD, on: '2020-02-29', reason, ifPosition: reopened.position });
    const { organization } = await app.ask(OrganizationClosureDocument, { code: WARD }, reporterOf01);
    expect(organization!.closedOn).toBe('2020-02-29');
    expect(
      organization!.closure!.history.edges.map(({ node: e }) => [e.kind, e.reason, e.by, e.closure?.closedOn]),
    ).toEqual([
      ['ORGANIZATION_CLOSED', reason, 'ADMIN of 01', on],
      ['ORGANIZATION_REOPENED', 'Tách lại.', 'ADMIN of 01', null],
      ['ORGANIZATION_CLOSED', reason, 'ADMIN of 01', '2020-02-29'],
    ]);
    const { organization: another } = await app.ask(OrganizationClosureDocument, { code: NEVER });
    expect(another).toEqual({ code: NEVER, closedOn: null, closure: null });
  });
});

describe('live', () => {
  test('closings come once and in order, after a cursor first what was missed (P5), and only of the own subtree (P7)', async () => {
    await reopen({ organization: WARD, reason });
    const { progress } = await app.ask(ProgressDocument, {});
    const after = progress!.cursor;
    const missed = await close({ organization: WARD, on, reason });
    const all = follow(app.url, OrganizationChangedDocument, { after }, adminOf01);
    const in02 = follow(app.url, OrganizationChangedDocument, { after }, adminOf02);
    await all.waitFor(1);
    await clear('02.001.0001');
    const elsewhere = await close({ organization: '02.001.0001', on, reason }, adminOf02);
    const second = await reopen({ organization: WARD, reason });
    const events = (await all.waitFor(2)).map(({ organizationChanged }) => toSeen(organizationChanged));
    expect(events.map(({ kind, position, previousCursor }) => [kind, position, previousCursor])).toEqual([
      ['ORGANIZATION_CLOSED', missed.position, after],
      ['ORGANIZATION_REOPENED', second.position, missed.cursor],
    ]);
    const [only] = await in02.waitFor(1);
    expect(only!.organizationChanged.node).toMatchObject({ position: elsewhere.position });
    expect(in02.received).toHaveLength(1);
    await Promise.all([all.stop(), in02.stop()]);
  });
});

test('verify finds nothing but what was doctored', async () => {
  expect(await checkRecords(app.app.dataSource)).toEqual([]);
  await app.app.dataSource.query(
    `UPDATE closure SET closed_on = '2020-02-01' WHERE organization_id = (SELECT id FROM organization WHERE code = '${HELD}')`,
  );
  expect(await checkRecords(app.app.dataSource)).toEqual([
    expect.stringMatching(/^record closure of 01\.001\.0002 at position \d+: row is .*2020-02-01.*2020-02-20/),
  ]);
});
