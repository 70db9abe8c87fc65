/** Bad input of indicators: each gets one Problem that names the argument, and leaves nothing behind. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { print, type DocumentNode } from 'graphql';
import { Role } from '../../src/access/viewer';
import {
  ChangeIndicatorDocument,
  CorrectIndicatorValueDocument,
  AddIndicatorDocument,
  IndicatorByMonthDocument,
  IndicatorFiguresDocument,
  IndicatorValuesDocument,
  RecordIndicatorValuesDocument,
  RetractIndicatorValueDocument,
} from '../generated/operations';
import { readHeadOf } from '../support/check-events';
import { traceOf } from '../support/known-congresses';
import { refusalOf } from '../support/refusal';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let viewer: string;

beforeAll(async () => {
  app = await startTestApp();
  viewer = await tokenFor(Role.VIEWER);
  await app.app.dataSource.query(
    `INSERT INTO closure (organization_id, closed_on, position)
     SELECT id, CASE code WHEN '01.004' THEN date '2020-02-10' END, 1 FROM organization WHERE code IN ('01.004', '01.005')`,
  );
});
afterAll(() => app.close());

const reason = 'Đếm lại.';
const code = 'personnel.cases';
const value = { organization: '01.002', code, month: '2020-02', value: 1 };
const definition = {
  ...{ code: 'a.b', name: 'A', nameEn: 'A', unit: 'a', unitEn: 'a' },
  ...{ overOrganizations: 'SUM', overMonths: 'SUM' },
} as const;

async function refuse(document: DocumentNode, variables: object, token?: string) {
  const before = await traceOf(app.databaseUrl);
  const answer = await app.send(print(document), variables, token);
  expect(await traceOf(app.databaseUrl)).toEqual(before);
  const { code: found, argument } = refusalOf(answer);
  return { code: found, argument };
}

describe('a list of values', () => {
  test.each([
    ['a month that has not begun', { month: '2020-03' }, 'BAD_USER_INPUT', 'month'],
    ['a month before 2000', { month: '1999-12' }, 'BAD_USER_INPUT', 'month'],
    ['what is no month', { month: '2020-2' }, 'BAD_USER_INPUT', 'month'],
    ['less than nothing', { value: -1 }, 'BAD_USER_INPUT', 'value'],
    ['too much', { value: 1_000_000_001 }, 'BAD_USER_INPUT', 'value'],
    ['an indicator that is not there', { code: 'no.such' }, 'NOT_FOUND', 'code'],
    ['an organization that is not there', { organization: '01.999' }, 'NOT_FOUND', 'organization'],
    ['an organization that is closed', { organization: '01.004' }, 'CONFLICT', 'organization'],
  ])('%s', async (_what, wrong, expected, argument) => {
    const values = [value, { ...value, organization: '01.003', ...wrong }];
    const refusal = await refuse(RecordIndicatorValuesDocument, { input: { values } });
    expect(refusal).toEqual({ code: expected, argument: `input.values.1.${argument}` });
  });

  test('the same place twice', async () => {
    const refusal = await refuse(RecordIndicatorValuesDocument, { input: { values: [value, value] } });
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', argument: 'input.values.1.month' });
  });

  test('none at all, and too many', async () => {
    expect(await refuse(RecordIndicatorValuesDocument, { input: { values: [] } })).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'input.values',
    });
    const values = Array.from({ length: 1_001 }, () => value);
    expect(await refuse(RecordIndicatorValuesDocument, { input: { values } })).toEqual({
      code: 'LIMIT',
      argument: 'input.values',
    });
  });

  test('from someone who may only look', async () => {
    const refusal = await refuse(RecordIndicatorValuesDocument, { input: { values: [value] } }, viewer);
    expect(refusal).toEqual({ code: 'FORBIDDEN', argument: 'input.values.0' });
  });

  test('a dry run, and skipBad, give one verdict with the real run', async () => {
    const values = [
      { ...value, organization: '01.004' },
      { ...value, organization: '01.005' },
      { ...value, organization: '01.006', value: -1 },
    ];
    const refused = [
      {
        index: 0,
        code: 'CONFLICT',
        argument: 'input.values.0.organization',
        message: expect.stringContaining('2020-02-10'),
      },
      { index: 2, code: 'BAD_USER_INPUT', argument: 'input.values.2.value', message: expect.any(String) },
    ];
    const before = await traceOf(app.databaseUrl);
    const dry = await app.send(RecordIndicatorValuesDocument, { input: { values, dryRun: true, skipBad: true } });
    const end = await readHeadOf(app.url, viewer);
    expect(dry).toEqual({ data: { recordIndicatorValues: { ...end, accepted: 1, recorded: [], refused } } });
    const wouldFail = await app.send(RecordIndicatorValuesDocument, { input: { values, dryRun: true } });
    expect(wouldFail.errors?.[0]?.extensions?.['refused']).toEqual(refused);
    expect(await traceOf(app.databaseUrl)).toEqual(before);
    // 01.005 was closed and is open again.
    const real = await app.ask(RecordIndicatorValuesDocument, { input: { values, skipBad: true } });
    expect(real.recordIndicatorValues).toMatchObject({
      accepted: 1,
      refused,
      recorded: [{ indicatorValue: { value: 1 } }],
    });
    expect(await app.ask(RecordIndicatorValuesDocument, { input: { values, skipBad: true } })).toEqual(real);
  });

  test('a key where its answer would not be kept', async () => {
    const input = { values: [value], skipBad: true, idempotencyKey: 'k' };
    expect(await refuse(RecordIndicatorValuesDocument, { input })).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'input.idempotencyKey',
    });
  });
});

describe('a change of a value', () => {
  const key = { organization: '04', code, month: '2020-01' };

  test('that is not there', async () => {
    const missing = { ...key, month: '2019-05', reason };
    const expected = { code: 'NOT_FOUND', argument: 'input.month' };
    expect(await refuse(CorrectIndicatorValueDocument, { input: { ...missing, value: 1 } })).toEqual(expected);
    expect(await refuse(RetractIndicatorValueDocument, { input: missing })).toEqual(expected);
  });

  test('that changes nothing, has no reason, or is no number', async () => {
    const found = await app.ask(IndicatorValuesDocument, { within: '04', code, month: '2020-01' });
    const same = found.indicatorValues!.edges[0]!.node.value!;
    const refuseWith = (wrong: object) =>
      refuse(CorrectIndicatorValueDocument, { input: { ...key, value: same, reason, ...wrong } });
    expect(await refuseWith({})).toEqual({ code: 'CONFLICT', argument: 'input.value' });
    expect(await refuseWith({ value: 3, reason: ' ' })).toEqual({ code: 'BAD_USER_INPUT', argument: 'input.reason' });
    expect(await refuseWith({ value: -3 })).toEqual({ code: 'BAD_USER_INPUT', argument: 'input.value' });
  });

  test('by someone who may only look', async () => {
    const input = { ...key, value: 3, reason };
    expect(await refuse(CorrectIndicatorValueDocument, { input }, viewer)).toEqual({
      code: 'FORBIDDEN',
      argument: 'input',
    });
  });
});

describe('a definition', () => {
  test.each([
    ['a code with capitals', { code: 'Training' }, 'BAD_USER_INPUT', 'code'],
    ['a code with an empty word', { code: 'a..b' }, 'BAD_USER_INPUT', 'code'],
    ['a code that is too long', { code: 'a'.repeat(65) }, 'BAD_USER_INPUT', 'code'],
    ['a code that it has already', { code }, 'CONFLICT', 'code'],
    ['a code that an organization above has', { code, organization: '01.002' }, 'CONFLICT', 'code'],
    ['no name', { name: ' ' }, 'BAD_USER_INPUT', 'name'],
    ['a unit that is too long', { unitEn: 'x'.repeat(41) }, 'BAD_USER_INPUT', 'unitEn'],
    ['an organization that is not there', { organization: '01.999' }, 'NOT_FOUND', 'organization'],
  ])('with %s', async (_what, wrong, expected, argument) => {
    const refusal = await refuse(AddIndicatorDocument, { input: { ...definition, ...wrong } });
    expect(refusal).toEqual({ code: expected, argument: `input.${argument}` });
  });

  test('by someone who may only look', async () => {
    const refusal = await refuse(AddIndicatorDocument, { input: definition }, viewer);
    expect(refusal).toEqual({ code: 'FORBIDDEN', argument: 'input' });
  });

  test.each([
    ['of what is not there', { code: 'no.such' }, 'NOT_FOUND', 'input.code'],
    ['without a reason', { reason: '' }, 'BAD_USER_INPUT', 'input.reason'],
    ['of nothing', { name: null }, 'CONFLICT', 'input'],
    ['of another position', { ifPosition: 1_000_000 }, 'CONFLICT', 'input.ifPosition'],
    ['of how it adds up once it has values', { overMonths: 'LAST' }, 'CONFLICT', 'input.overMonths'],
  ])('that is changed: %s', async (_what, wrong, expected, argument) => {
    const input = { code, name: 'Khác', reason, ...wrong };
    expect(await refuse(ChangeIndicatorDocument, { input })).toEqual({ code: expected, argument });
  });
});

describe('a question', () => {
  test.each([
    ['for an indicator that is not there', { code: 'no.such' }, 'NOT_FOUND', 'code'],
    ['for what is no month', { month: '2020-00' }, 'BAD_USER_INPUT', 'month'],
    ['for figures of an organization that is not there', { within: '99' }, 'NOT_FOUND', 'within'],
    ['for what is meant at an organization that is not there', { organization: '99' }, 'NOT_FOUND', 'organization'],
  ])('%s', async (_what, wrong, expected, argument) => {
    const variables = { code, month: '2020-02', ...wrong };
    expect(await refuse(IndicatorFiguresDocument, variables)).toEqual({ code: expected, argument });
    expect(await refuse(IndicatorValuesDocument, variables)).toEqual({ code: expected, argument });
  });

  test('for values of no indicator, at an organization', async () => {
    const refusal = await refuse(IndicatorValuesDocument, { organization: '01' });
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', argument: 'organization' });
  });

  test('for a series that is too long', async () => {
    const variables = { code, month: '2020-02', from: '2010-01' };
    expect(await refuse(IndicatorByMonthDocument, variables)).toEqual({ code: 'LIMIT', argument: 'from' });
  });

  test('for a month in which nothing was said has no figure, and no error', async () => {
    const { indicator } = await app.ask(IndicatorFiguresDocument, { code, month: '2030-01' });
    expect(indicator!.figures).toMatchObject({ inMonth: null, yearToDate: null, atEnd: 139 });
  });
});
