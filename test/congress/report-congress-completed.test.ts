/** Reporting congresses completed: one event, exact totals everywhere, the same answer to everyone (P1, P2, P4, P10). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import {
  CongressCompletedDocument,
  CongressesDocument,
  CongressDocument,
  CorrectCongressReportDocument,
  EventsDocument,
  PilotProgressDocument,
  ProgressDocument,
  ReportCongressCompletedDocument,
  ReportCongressesCompletedDocument,
  RetractCongressReportDocument,
  type CongressCompletedSubscription,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp({}, { country: 'whole' });
  reporter = await tokenFor(Role.REPORTER);
});
afterAll(() => app.close());

/** Ids of pilot congresses of the organization's subtree that are still to be held. */
async function plannedPilots(within: string, first: number): Promise<{ id: string; code: string }[]> {
  const { congresses } = await app.ask(CongressesDocument, {
    within,
    level: 'GRASSROOTS',
    pilot: true,
    status: 'PLANNED',
    first,
  });
  return congresses!.edges.map(({ node }) => ({ id: node.id, code: node.organization.code }));
}

async function headCursor(): Promise<string> {
  const { progress } = await app.ask(ProgressDocument, {});
  return progress!.cursor;
}

describe('the demo country on 29 February 2020', () => {
  test('has held 295 of 1,174 pilot congresses at grassroots level', async () => {
    const { progress } = await app.ask(PilotProgressDocument);
    expect(progress).toEqual({ planned: 1174, completed: 295, remaining: 879, rate: 0.2513 });
  });

  test('has held 0 of 92 above the grassroots, and counts 52,105 grassroots bodies', async () => {
    const upper = await app.ask(ProgressDocument, { level: 'UPPER_GRASSROOTS', pilot: true });
    expect(upper.progress).toMatchObject({ planned: 92, completed: 0 });
    const all = await app.ask(ProgressDocument, {});
    expect(all.progress!.byLevel.map(({ level, planned }) => [level, planned])).toEqual([
      ['CENTRAL', 1],
      ['CENTRALLY_RUN', 67],
      ['UPPER_GRASSROOTS', expect.any(Number)],
      ['GRASSROOTS', 52105],
    ]);
  });
});

describe('a pilot congress of a province is reported', () => {
  test('P2, P4: the answer, fresh queries and the pushed event agree on every total at one position', async () => {
    const [pilot] = await plannedPilots('34', 1);
    const after = await headCursor();
    const before = await app.ask(ProgressDocument, { level: 'GRASSROOTS', pilot: true });
    const follower = follow(app.url, CongressCompletedDocument, { after }, reporter);
    const { reportCongressCompleted: answer } = await app.ask(
      ReportCongressCompletedDocument,
      { input: { organization: pilot!.code, heldOn: '2020-02-28', delegatesSummoned: 150, delegatesAttended: 148 } },
      reporter,
    );
    const [pushed] = await follower.waitFor(1);
    await follower.stop();

    expect(answer!.congress).toMatchObject({ id: pilot!.id, status: 'COMPLETED', heldOn: '2020-02-28', onTime: true });
    expect(answer!.progress.map(({ organization }) => organization.code)).toEqual([
      pilot!.code,
      pilot!.code.slice(0, 6),
      '34',
      'VN',
    ]);
    const event = toSeen(pushed!.congressCompleted);
    expect(event).toMatchObject({ cursor: answer!.cursor, position: answer!.position, previousCursor: after });
    expect(event.progress).toEqual(answer!.progress);
    for (const total of answer!.progress) {
      const fresh = await app.ask(ProgressDocument, { within: total.organization.code });
      expect(fresh.progress).toMatchObject(total);
    }
    const now = await app.ask(ProgressDocument, { level: 'GRASSROOTS', pilot: true });
    expect(now.progress!.completed).toBe(before.progress!.completed + 1);
    expect(now.progress!.planned).toBe(before.progress!.planned);
  });

  test('P5: a subscriber that was away gets exactly what it missed', async () => {
    const pilots = await plannedPilots('01', 6);
    const report = ({ id }: { id: string }) =>
      app.ask(ReportCongressCompletedDocument, { input: { congressId: id, heldOn: '2020-02-27' } }, reporter);
    const start = await headCursor();
    const first = follow(app.url, CongressCompletedDocument, { within: '01', after: start }, reporter);
    await report(pilots[0]!);
    const seen = await first.waitFor(1);
    await first.stop();
    for (const pilot of pilots.slice(1, 4)) await report(pilot);
    const newest = seen[0]!.congressCompleted.cursor;
    const second = follow(app.url, CongressCompletedDocument, { within: '01', after: newest }, reporter);
    await second.waitFor(3);
    await report(pilots[4]!);
    const missed = await second.waitFor(4);
    await second.stop();
    const events = missed.map(({ congressCompleted }: CongressCompletedSubscription) => toSeen(congressCompleted));
    expect(events.map(({ congress }) => congress!.id)).toEqual(pilots.slice(1, 5).map(({ id }) => id));
    expect(events.map(({ previousCursor }) => previousCursor)).toEqual([
      newest,
      ...events.slice(0, -1).map(({ cursor }) => cursor),
    ]);
  });
});

describe('the same congress is reported many times', () => {
  test('by 20 clients at once: one event, twenty equal answers', async () => {
    const [pilot] = await plannedPilots('25', 1);
    const after = await headCursor();
    const input = { congressId: pilot!.id, heldOn: '2020-02-26', committeeElected: 15 };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.ask(ReportCongressCompletedDocument, { input }, reporter)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { events } = await app.ask(EventsDocument, { after });
    expect(events!.edges).toHaveLength(1);
  });

  test('differently by two: one wins, the other is told how to correct', async () => {
    const [pilot] = await plannedPilots('27', 1);
    const answers = await Promise.all(
      ['2020-02-24', '2020-02-25'].map((heldOn) =>
        app.send(ReportCongressCompletedDocument, { input: { congressId: pilot!.id, heldOn } }, reporter),
      ),
    );
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(refused[0]!.message).toContain('correctCongressReport');
  });

  test('under one idempotency key: one event, and CONFLICT for another input', async () => {
    const [pilot, other] = await plannedPilots('30', 2);
    const input = { congressId: pilot!.id, heldOn: '2020-02-20', idempotencyKey: 'once' };
    const first = await app.ask(ReportCongressCompletedDocument, { input }, reporter);
    expect(await app.ask(ReportCongressCompletedDocument, { input }, reporter)).toEqual(first);
    const again = { ...input, congressId: other!.id };
    const { errors } = await app.send(ReportCongressCompletedDocument, { input: again }, reporter);
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', argument: 'input.idempotencyKey' } }]);
  });
});

describe('a batch', () => {
  test('carries running totals, and ends where a fresh query stands', async () => {
    const pilots = await plannedPilots('40', 5);
    const before = await app.ask(ProgressDocument, {});
    const reports = pilots.map(({ code }) => ({ organization: code, heldOn: '2020-02-21' }));
    const { reportCongressesCompleted } = await app.ask(
      ReportCongressesCompletedDocument,
      { input: { reports } },
      reporter,
    );
    const roots = reportCongressesCompleted!.reported.map(({ progress }) => progress.at(-1)!);
    expect(roots.map(({ completed }) => completed)).toEqual(
      pilots.map((_, index) => before.progress!.completed + index + 1),
    );
    const after = await app.ask(ProgressDocument, {});
    expect(after.progress).toMatchObject(roots.at(-1)!);
  });

  test('is all or nothing: every refusal is named, and nothing is recorded', async () => {
    const pilots = await plannedPilots('42', 3);
    const before = await headCursor();
    const reports = [
      { congressId: pilots[0]!.id, heldOn: '2020-02-21' },
      { congressId: pilots[1]!.id, heldOn: '2020-03-21' },
      { organization: 'nowhere', heldOn: '2020-02-21' },
    ];
    const { errors } = await app.send(ReportCongressesCompletedDocument, { input: { reports } }, reporter);
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'input.reports.1.heldOn',
          refused: [
            { index: 1, code: 'BAD_USER_INPUT', argument: 'input.reports.1.heldOn' },
            { index: 2, code: 'NOT_FOUND', argument: 'input.reports.2.organization' },
          ],
        },
      },
    ]);
    expect(await headCursor()).toBe(before);
  });
});

describe('P10: a report is corrected, retracted and made again', () => {
  test('totals follow, the history stays, and only the new report fires congressCompleted', async () => {
    const [pilot] = await plannedPilots('48', 1);
    const congressId = pilot!.id;
    const after = await headCursor();
    const before = (await app.ask(ProgressDocument, {})).progress!;
    await app.ask(ReportCongressCompletedDocument, { input: { congressId, heldOn: '2020-02-10' } }, reporter);
    await app.ask(
      CorrectCongressReportDocument,
      { input: { congressId, heldOn: '2020-02-12', note: 'x', reason: 'Nhầm ngày' } },
      reporter,
    );
    const asOf = await app.ask(ProgressDocument, { within: pilot!.code, asOf: '2020-02-11' });
    expect(asOf.progress).toMatchObject({ completed: 0 });
    const { retractCongressReport: retracted } = await app.ask(
      RetractCongressReportDocument,
      { input: { congressId, reason: 'Báo cáo nhầm' } },
      reporter,
    );
    expect(retracted!.congress).toMatchObject({ status: 'PLANNED', heldOn: null, note: null });
    const root = retracted!.progress.at(-1)!;
    expect(root).toMatchObject({ completed: before.completed, planned: before.planned, overdue: before.overdue });
    await app.ask(ReportCongressCompletedDocument, { input: { congressId, heldOn: '2020-02-13' } }, reporter);

    const { events } = await app.ask(EventsDocument, { after, within: pilot!.code });
    expect(events!.edges.map(({ node }) => node.kind)).toEqual([
      'CONGRESS_COMPLETED',
      'CONGRESS_CORRECTED',
      'CONGRESS_RETRACTED',
      'CONGRESS_COMPLETED',
    ]);
    expect(events!.edges.map(({ node }) => node.reason)).toEqual([null, 'Nhầm ngày', 'Báo cáo nhầm', null]);
    const follower = follow(app.url, CongressCompletedDocument, { within: pilot!.code, after }, reporter);
    const completions = await follower.waitFor(2);
    await follower.stop();
    expect(completions.map(({ congressCompleted }) => congressCompleted.node.congress!.heldOn)).toEqual([
      '2020-02-10',
      '2020-02-13',
    ]);
    const { congress } = await app.ask(CongressDocument, { id: congressId });
    expect(congress).toMatchObject({ status: 'COMPLETED', position: completions[1]!.congressCompleted.node.position });
  });
});
