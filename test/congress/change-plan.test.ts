/** Plans that change and days that turn, through the API: figures move from the day of the decision on (P4, P10). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { verify } from '../../src/progress/verify';
import {
  CancelCongressDocument,
  CongressChangedDocument,
  CongressesDocument,
  PlanCongressDocument,
  PostponeCongressDocument,
  ProgressDocument,
  ProgressOfChildrenDocument,
  ReinstateCongressDocument,
  RescheduleCongressDocument,
  SetCongressPilotDocument,
  TimelineDocument,
  TurnDayDocument,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { nodesOf } from '../support/nodes-of';

let app: TestApp;
let reporter: string;

beforeAll(async () => {
  app = await startTestApp();
  reporter = await tokenFor(Role.REPORTER, '02');
});
afterAll(() => app.close());

async function root(filter: object = {}) {
  const { progress } = await app.ask(ProgressDocument, { within: 'VN', ...filter });
  return progress!;
}

async function planned(within: string) {
  const { congresses } = await app.ask(CongressesDocument, { within, level: 'GRASSROOTS', pilot: false, first: 1 });
  return congresses!.edges[0]!.node;
}

test('a congress is postponed, rescheduled, cancelled, reinstated and made a pilot; subscribers see each step', async () => {
  const congress = await planned('02');
  const before = await root();
  const after = before.cursor;
  const follower = follow(app.url, CongressChangedDocument, { within: '02', after }, reporter);
  const input = { congressId: congress.id, reason: 'Dịch COVID-19' };

  const { postponeCongress } = await app.ask(PostponeCongressDocument, { input }, reporter);
  expect(postponeCongress!.congress).toMatchObject({ status: 'POSTPONED', plannedOn: null, dueOn: '2020-06-30' });
  expect(await root()).toMatchObject({ planned: before.planned, postponed: before.postponed + 1 });

  const plannedOn = '2020-05-20';
  const { rescheduleCongress } = await app.ask(
    RescheduleCongressDocument,
    { input: { ...input, plannedOn } },
    reporter,
  );
  expect(rescheduleCongress!.congress).toMatchObject({ status: 'PLANNED', plannedOn });
  expect((await root()).postponed).toBe(before.postponed);

  await app.ask(CancelCongressDocument, { input }, reporter);
  expect((await root()).planned).toBe(before.planned - 1);

  const { reinstateCongress } = await app.ask(ReinstateCongressDocument, { input }, reporter);
  expect(reinstateCongress!.congress).toMatchObject({ status: 'PLANNED', plannedOn });

  await app.ask(SetCongressPilotDocument, { input: { ...input, pilot: true } }, reporter);
  expect((await root({ pilot: true })).planned).toBe((await root()).planned - (await root({ pilot: false })).planned);

  const events = (await follower.waitFor(5)).map(({ congressChanged }) => toSeen(congressChanged));
  await follower.stop();
  expect(events.map(({ kind }) => kind)).toEqual([
    'CONGRESS_POSTPONED',
    'CONGRESS_RESCHEDULED',
    'CONGRESS_CANCELLED',
    'CONGRESS_REINSTATED',
    'CONGRESS_PILOT_SET',
  ]);
  expect(events.map(({ previousCursor }) => previousCursor)).toEqual([
    after,
    ...events.slice(0, -1).map((e) => e.cursor),
  ]);
  expect(await root({ asOf: '2020-02-28' })).toMatchObject({ postponed: expect.any(Number), planned: before.planned });
});

test('an organization that has its congress cannot plan another', async () => {
  const congress = await planned('02');
  const input = { organization: congress.organization.code, plannedOn: '2020-04-01' };
  const { errors } = await app.send(PlanCongressDocument, { input }, reporter);
  expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', argument: 'input.organization' } }]);
});

test('the day turns: once, for everyone, and what is due becomes overdue', async () => {
  const before = await root();
  const { asOf, ...tomorrow } = await root({ asOf: '2020-03-01' });
  expect(asOf).toBe('2020-03-01');
  const province = follow(app.url, CongressChangedDocument, { within: '02', after: before.cursor }, reporter);
  const input = { idempotencyKey: 'first of March' };
  const answers = await Promise.all([app.ask(TurnDayDocument, { input }), app.ask(TurnDayDocument, { input })]);
  expect(answers[0]).toEqual(answers[1]);
  const now = await root();
  expect(now).toMatchObject({ asOf: '2020-03-01', overdue: tomorrow.overdue, position: before.position + 1 });
  const [pushed] = await province.waitFor(1);
  await province.stop();
  expect(pushed!.congressChanged.node).toMatchObject({ kind: 'DAY_TURNED', congress: null, position: now.position });
});

test('only an administrator of the whole country turns the day, and only forward', async () => {
  const provincial = await tokenFor(Role.ADMIN, '02');
  const refused = await app.send(TurnDayDocument, { input: {} }, provincial);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const backwards = await app.send(TurnDayDocument, { input: { to: '2020-02-01' } });
  expect(backwards.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'input.to' } }]);
});

test('children add up to their parent, and the timeline ends where the figures stand', async () => {
  const { progress } = await app.ask(ProgressOfChildrenDocument, { level: 'GRASSROOTS', orderBy: 'RATE_DESC' });
  const sum = (figure: 'planned' | 'completed' | 'overdue') =>
    nodesOf(progress!.children).reduce((total, child) => total + child[figure], 0);
  expect(nodesOf(progress!.children)).toHaveLength(67);
  expect([sum('planned'), sum('completed'), sum('overdue')]).toEqual([
    progress!.planned,
    progress!.completed,
    progress!.overdue,
  ]);
  expect(new Set(nodesOf(progress!.children).map(({ position }) => position))).toEqual(new Set([progress!.position]));
  const timeline = (await app.ask(TimelineDocument, { interval: 'DAY' })).progress!.timeline;
  const today = timeline.find(({ day }) => day === '2020-03-01');
  expect(today!.completed).toBe((await root()).completed);
  expect(timeline.find(({ day }) => day === '2020-03-02')!.completed).toBeNull();
  expect(timeline.at(-1)).toMatchObject({ day: '2021-02-01', due: (await root()).planned });
});

test('after all of it the recount finds nothing', async () => {
  expect(await verify(app.app.dataSource)).toEqual([]);
});
