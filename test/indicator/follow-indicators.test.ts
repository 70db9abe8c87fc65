/** P5, P7: indicators are followed as events and as a state, and each viewer gets what is theirs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { RECORD_CHECKS } from '../../src/record-nouns';
import type { App } from '../../src/app';
import {
  AddIndicatorDocument,
  ChangeIndicatorDocument,
  CorrectIndicatorValueDocument,
  IndicatorFiguresDocument,
  IndicatorOfChildrenDocument,
  IndicatorsDocument,
  IndicatorFiguresStateDocument,
  IndicatorValueChangedDocument,
  IndicatorValuesDocument,
  RecordIndicatorValuesDocument,
  RetractIndicatorValueDocument,
  WithdrawIndicatorDocument,
  type IndicatorFiguresStateSubscriptionVariables,
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
const states = (variables: IndicatorFiguresStateSubscriptionVariables, token: string, url = app.url) =>
  follow(url, IndicatorFiguresStateDocument, variables, token);

async function record(organization: string, value: number, of = code): Promise<void> {
  const values = [{ organization, code: of, month, value }];
  await app.ask(RecordIndicatorValuesDocument, { input: { values } });
}

describe('events', () => {
  test('come once and in order, to each province its own; also those from before, of one indicator', async () => {
    const { indicator } = await app.ask(IndicatorFiguresDocument, { code, month });
    const after = indicator!.figures!.cursor;
    await record('01.002', 3);
    const [in01, in02] = [events({ after }, of01), events({ after, code }, of02)];
    await record('02.001', 4, 'personnel.standards');
    await record('02.001', 5);
    const key = { organization: '01.002', code, month };
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
    const { indicator } = await app.ask(IndicatorFiguresDocument, { code, month });
    const [epoch] = await app.app.dataSource.query<{ epoch: string }[]>('SELECT epoch FROM log_head');
    expect(indicator!.figures!.cursor).toBeTruthy();
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
    expect((await follower.waitFor(1))[0]!.indicatorFigures).toMatchObject({ yearToDate: 86 });
    const input = { organization: 'VN', code: 'training.people', month: '2020-02', reason };
    const [{ value }] = await app.app.dataSource.query<[{ value: number }]>(
      "SELECT value FROM indicator_value WHERE indicator = 'training.people' AND month = '2020-02'",
    );
    await app.ask(CorrectIndicatorValueDocument, { input: { ...input, value: value + 14 } });
    const [before, now] = await follower.waitFor(2);
    expect(now!.indicatorFigures).toMatchObject({ yearToDate: 100, inMonth: value + 14 });
    expect(now!.indicatorFigures.position).toBeGreaterThan(before!.indicatorFigures.position);
    await follower.stop();
  });

  test('of the country, where totals are public, moves for a province when another one counts', async () => {
    const follower = states({ code, month, within: 'VN' }, of02, open.url);
    const [first] = await follower.waitFor(1);
    await record('01.003', 7);
    const [, second] = await follower.waitFor(2);
    expect(second!.indicatorFigures.inMonth).toBe(first!.indicatorFigures.inMonth! + 7);
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
  const texts = { nameEn: 'Own', unit: 'lượt', unitEn: 'cases' };
  const adding = { overOrganizations: 'SUM', overMonths: 'SUM' } as const;
  const add = (name: string, token: string) =>
    app.ask(AddIndicatorDocument, { input: { code: own, name, ...texts, ...adding } }, token);
  const figures = async (organization: string | null, token: string, url = app.url) => {
    const answer = await post(url, IndicatorFiguresDocument, { organization, code: own, month }, token);
    return { inMonth: requireData(answer).indicator!.figures!.inMonth };
  };

  beforeAll(async () => {
    await add('Riêng', of01);
    await record('01.002', 8, own);
  });

  test('is seen at and below it, and above by its name there, and is not there for another province', async () => {
    const of0102 = await tokenFor(Role.VIEWER, '01.002');
    for (const token of [of01, of0102]) {
      const { indicator } = await app.ask(IndicatorFiguresDocument, { code: own, month }, token);
      expect(indicator!.figures).toMatchObject({ inMonth: 8, indicator: { code: own } });
    }
    const centre = { organization: '01', code: own, month };
    const { indicator } = await app.ask(IndicatorFiguresDocument, centre);
    expect(indicator!.figures).toMatchObject({ inMonth: 8, organization: { code: 'VN' } });
    for (const url of [app.url, open.url]) {
      for (const token of [of02, admin]) {
        const { errors } = await post(url, IndicatorFiguresDocument, { code: own, month }, token);
        expect(errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND', argument: 'code' } });
        const same = await post(url, IndicatorFiguresDocument, { code: 'no.such', month }, token);
        expect(errors?.[0]?.message.replace(own, 'no.such')).toBe(same.errors?.[0]?.message);
      }
      const { errors } = await post(url, IndicatorFiguresDocument, centre, of02);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND', argument: 'organization' } });
    }
    const { indicators } = await app.ask(IndicatorsDocument, {}, of02);
    expect(nodesOf(indicators).map((each) => each.code)).not.toContain(own);
  });

  test('cannot be counted elsewhere', async () => {
    const input = { values: [{ organization: '02.001', code: own, month, value: 1 }] };
    for (const token of [of02, admin]) {
      const { errors } = await app.send(RecordIndicatorValuesDocument, { input }, token);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'input.values.0.code' });
    }
  });

  test('another province and the centre define, too, and learn nothing: each has its own values, figures and events', async () => {
    const theirs = await add('Của 02', of02);
    expect(theirs.addIndicator!.indicator).toMatchObject({ code: own, name: 'Của 02' });
    await add('Của trung ương', admin);
    const events02 = events({ code: own, organization: '02' }, admin);
    const state = states({ code: own, organization: '02', month, within: 'VN' }, admin);
    await state.waitFor(1);
    await record('01.003', 1, own);
    await record('02.001', 30, own);
    await record('VN', 500, own);
    expect((await events02.waitFor(1))[0]!.indicatorValueChanged.node.indicatorValue).toMatchObject({ value: 30 });
    expect((await state.waitFor(2)).at(-1)!.indicatorFigures).toMatchObject({ inMonth: 30 });
    expect(await figures('01', admin)).toEqual({ inMonth: 9 });
    expect(await figures('01.003', admin)).toEqual({ inMonth: 9 });
    expect(await figures('02', admin)).toEqual({ inMonth: 30 });
    expect(await figures(null, of02)).toEqual({ inMonth: 30 });
    expect(await figures(null, admin)).toEqual({ inMonth: 500 });
    const of04 = await tokenFor(Role.VIEWER, '04');
    expect(await figures('VN', of04, open.url).catch(() => 'refused')).toBe('refused');
    const names = async (organization: string): Promise<(string | undefined)[]> => {
      const { indicators } = await app.ask(IndicatorsDocument, { organization });
      return nodesOf(indicators)
        .filter((each) => each.code === own)
        .map(({ name }) => name);
    };
    expect(await names('01.002')).toEqual(['Riêng']);
    expect(await names('02')).toEqual(['Của 02']);
    expect(await names('04')).toEqual(['Của trung ương']);
    const listed = await app.ask(IndicatorValuesDocument, { code: own, organization: '02', month });
    expect(listed.indicatorValues!.edges.map(({ node }) => node.value)).toEqual([30]);
    for (const { what, sql } of RECORD_CHECKS) {
      expect({ what, found: await app.app.dataSource.query<object[]>(sql, [10]) }).toEqual({ what, found: [] });
    }
    await events02.stop();
    await state.stop();
  });

  test('is changed and withdrawn by its name there, and by nobody below', async () => {
    const changed = await app.ask(ChangeIndicatorDocument, {
      input: { organization: '01', code: own, name: 'Đổi', reason },
    });
    expect(changed.changeIndicator!.indicator).toMatchObject({ code: own, name: 'Đổi' });
    const below = await tokenFor(Role.ADMIN, '01.002');
    const refused = await app.send(ChangeIndicatorDocument, { input: { code: own, name: 'Khác', reason } }, below);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const { withdrawIndicator } = await app.ask(WithdrawIndicatorDocument, {
      input: { organization: '02', code: own, reason },
    });
    expect(withdrawIndicator!.indicator).toMatchObject({ code: own, name: 'Của 02', withdrawn: true });
    await record('01.002', 8, own);
    const closed = { values: [{ organization: '02.001', code: own, month: '2019-07', value: 1 }] };
    const { errors } = await app.send(RecordIndicatorValuesDocument, { input: closed });
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining(`${own} is withdrawn`) });
  });

  test('and the values and figures of others stay out of sight', async () => {
    const { indicatorValues } = await app.ask(IndicatorValuesDocument, { first: 200 }, of02);
    const codes = indicatorValues!.edges.map(({ node }) => node.organization.code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((each) => each.startsWith('02'))).toBe(true);
    const variables = { code, month: '2020-02', within: 'VN' };
    const refused = await post(app.url, IndicatorOfChildrenDocument, variables, of02);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'within' });
    const shown = requireData(await post(open.url, IndicatorOfChildrenDocument, variables, of02)).indicator!.figures!;
    expect(shown.yearToDate).toBe(138);
    expect(nodesOf(shown.children).map(({ organization }) => organization.code)).toEqual(['02']);
  });
});
