/** P5, P7: indicators are followed as events and as a state, and each viewer gets what is theirs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import {
  CorrectIndicatorValueDocument,
  DefineIndicatorDocument,
  IndicatorDocument,
  IndicatorOfChildrenDocument,
  IndicatorsDocument,
  IndicatorStateDocument,
  IndicatorValueChangedDocument,
  IndicatorValuesDocument,
  RecordIndicatorValuesDocument,
  RetractIndicatorValueDocument,
  type IndicatorStateSubscriptionVariables,
  type IndicatorValueChangedSubscription,
  type IndicatorValueChangedSubscriptionVariables,
} from '../generated/operations';
import { follow } from '../support/follow';
import { post, requireData, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';
import { nodesOf } from '../support/nodes-of';

let app: TestApp;
/** The same database, served with public totals. */
let open: App;
let admin: string;
let of01: string;
let of02: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  open = await startOn(app.databaseUrl, { PUBLIC_TOTALS: 'on' });
  admin = await tokenFor(Role.ADMIN);
  of01 = await tokenFor(Role.REPORTER, '01');
  of02 = await tokenFor(Role.REPORTER, '02');
});
afterAll(async () => {
  await open.close();
  await app.close();
});

const reason = 'Đếm lại.';
const code = 'personnel.cases';
const month = '2019-06';

const events = (variables: IndicatorValueChangedSubscriptionVariables, token: string) =>
  follow(app.url, IndicatorValueChangedDocument, variables, token);
const states = (variables: IndicatorStateSubscriptionVariables, token: string, url = app.url) =>
  follow(url, IndicatorStateDocument, variables, token);

async function record(organization: string, value: number, indicator = code): Promise<void> {
  await app.ask(RecordIndicatorValuesDocument, { input: { values: [{ organization, indicator, month, value }] } });
}

describe('events', () => {
  test('come once and in order, to each province its own; also those from before, of one indicator', async () => {
    const { indicator } = await app.ask(IndicatorDocument, { code, month });
    const after = indicator!.cursor;
    await record('01.002', 3);
    const [in01, in02] = [events({ after }, of01), events({ after, code }, of02)];
    await record('02.001', 4, 'personnel.standards');
    await record('02.001', 5);
    const key = { organization: '01.002', indicator: code, month };
    await app.ask(CorrectIndicatorValueDocument, { input: { ...key, value: 2, reason } });
    await app.ask(RetractIndicatorValueDocument, { input: { ...key, reason } });
    const said = (list: readonly IndicatorValueChangedSubscription[]) =>
      list.map(({ indicatorValueChanged: { node: event } }) => [
        ...[event.kind, event.indicatorValue.organization.code, event.indicatorValue.value, event.reason],
      ]);
    const received = await in01.waitFor(3);
    expect(said(received)).toEqual([
      ['INDICATOR_VALUE_RECORDED', '01.002', 3, null],
      ['INDICATOR_VALUE_CORRECTED', '01.002', 2, reason],
      ['INDICATOR_VALUE_RETRACTED', '01.002', null, reason],
    ]);
    expect(received[1]!.indicatorValueChanged.previousCursor).toBe(received[0]!.indicatorValueChanged.cursor);
    // What is delivered comes in order: nothing of the other indicator stands before this one.
    expect(said(await in02.waitFor(1))).toEqual([['INDICATOR_VALUE_RECORDED', '02.001', 5, null]]);
    await in01.stop();
    await in02.stop();
  });

  test('of the demo carry the label of their indicator, so that they can be followed from the start', async () => {
    const { indicator } = await app.ask(IndicatorDocument, { code, month });
    const [epoch] = await app.app.dataSource.query<{ epoch: string }[]>('SELECT epoch FROM log_head');
    expect(indicator!.cursor).toBeTruthy();
    const [found] = await app.app.dataSource.query<{ count: number; labelled: number }[]>(
      `SELECT count(*)::integer AS count,
              (count(*) FILTER (WHERE labels = ARRAY['indicator:' || (body ->> 'indicator')]))::integer AS labelled
         FROM log_entry WHERE kind LIKE 'INDICATOR_VALUE.%'`,
    );
    expect(epoch).toBeDefined();
    expect(found!.count).toBeGreaterThan(270);
    expect(found!.labelled).toBe(found!.count);
  });

  test('of an indicator or an organization that is not there are refused', async () => {
    for (const [variables, argument] of [
      [{ code: 'no.such' }, 'code'],
      [{ within: '99' }, 'within'],
    ] as const) {
      const refused = events(variables, admin);
      expect((await refused.ended)[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument });
      await refused.stop();
    }
  });
});

describe('the state', () => {
  test('comes at once, and again when a value below has changed', async () => {
    const follower = states({ code: 'training.people', month: '2020-02' }, admin);
    expect((await follower.waitFor(1))[0]!.indicator).toMatchObject({ yearToDate: 86 });
    const input = { organization: 'VN', indicator: 'training.people', month: '2020-02', reason };
    const [{ value }] = await app.app.dataSource.query<[{ value: number }]>(
      "SELECT value FROM indicator_value WHERE indicator = 'training.people' AND month = '2020-02'",
    );
    await app.ask(CorrectIndicatorValueDocument, { input: { ...input, value: value + 14 } });
    const [before, now] = await follower.waitFor(2);
    expect(now!.indicator).toMatchObject({ yearToDate: 100, inMonth: value + 14 });
    expect(now!.indicator.position).toBeGreaterThan(before!.indicator.position);
    await follower.stop();
  });

  test('of the country, where totals are public, moves for a province when another one counts', async () => {
    const follower = states({ code, month, within: 'VN' }, of02, open.url);
    const [first] = await follower.waitFor(1);
    await record('01.003', 7);
    const [, second] = await follower.waitFor(2);
    expect(second!.indicator.inMonth).toBe(first!.indicator.inMonth! + 7);
    await follower.stop();
  });

  test('is refused before the first look', async () => {
    for (const [variables, argument] of [
      [{ code: 'no.such', month }, 'code'],
      [{ code, month: '2020' }, 'month'],
      [{ code, month, within: '01' }, 'within'],
    ] as const) {
      const refused = states(variables, of02);
      expect((await refused.ended)[0]?.extensions).toMatchObject({ argument });
      await refused.stop();
    }
  });
});

describe('P7: what province 01 defines', () => {
  const own = 'province.own';

  beforeAll(async () => {
    await app.ask(
      DefineIndicatorDocument,
      {
        input: {
          ...{ code: own, name: 'Riêng', nameEn: 'Own', unit: 'lượt', unitEn: 'cases' },
          ...{ overOrganizations: 'SUM', overMonths: 'SUM' },
        },
      },
      of01,
    );
    await record('01.002', 8, own);
  });

  test('is seen at and below it and above, and is not there for another province', async () => {
    const of0102 = await tokenFor(Role.VIEWER, '01.002');
    for (const token of [of01, of0102, admin]) {
      const { indicator } = await app.ask(IndicatorDocument, { code: own, month }, token);
      expect(indicator).toMatchObject({ inMonth: 8, indicator: { code: own } });
    }
    for (const url of [app.url, open.url]) {
      const { errors } = await post(url, IndicatorDocument, { code: own, month }, of02);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND', argument: 'code' } });
      const same = await post(url, IndicatorDocument, { code: 'no.such', month }, of02);
      expect(errors?.[0]?.message.replace(own, 'no.such')).toBe(same.errors?.[0]?.message);
    }
    const { indicators } = await app.ask(IndicatorsDocument, {}, of02);
    expect(nodesOf(indicators).map((each) => each.code)).not.toContain(own);
  });

  test('cannot be counted elsewhere: for the other province it is not there, the centre is told why', async () => {
    const input = { values: [{ organization: '02.001', indicator: own, month, value: 1 }] };
    const theirs = await app.send(RecordIndicatorValuesDocument, { input }, of02);
    expect(theirs.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'input.values.0.indicator' });
    const centre = await app.send(RecordIndicatorValuesDocument, { input });
    expect(centre.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', argument: 'input.values.0.organization' },
    });
  });

  test('and the values and figures of others stay out of sight', async () => {
    const { indicatorValues } = await app.ask(IndicatorValuesDocument, { first: 200 }, of02);
    const codes = indicatorValues!.edges.map(({ node }) => node.organization.code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((each) => each.startsWith('02'))).toBe(true);
    const variables = { code, month: '2020-02', within: 'VN' };
    const refused = await post(app.url, IndicatorOfChildrenDocument, variables, of02);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'within' });
    const shown = requireData(await post(open.url, IndicatorOfChildrenDocument, variables, of02)).indicator!;
    expect(shown.yearToDate).toBe(138);
    expect(nodesOf(shown.children).map(({ organization }) => organization.code)).toEqual(['02']);
  });
});
