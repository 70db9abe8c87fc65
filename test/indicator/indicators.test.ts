/** Indicators over the API: defined, counted, corrected, taken back, retired; and the figures of the demo. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { RECORD_CHECKS } from '../../src/record-nouns';
import {
  ChangeIndicatorDocument,
  CorrectIndicatorValueDocument,
  DefineIndicatorDocument,
  IndicatorByMonthDocument,
  IndicatorDocument,
  IndicatorOfChildrenDocument,
  IndicatorsDocument,
  IndicatorValuesDocument,
  RecordIndicatorValuesDocument,
  ReinstateIndicatorDocument,
  RetireIndicatorDocument,
  RetractIndicatorValueDocument,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let reporter: string;
let of01: string;

beforeAll(async () => {
  app = await startTestApp();
  reporter = await tokenFor(Role.REPORTER);
  of01 = await tokenFor(Role.REPORTER, '01');
});
afterAll(() => app.close());

const reason = 'Đếm lại.';

async function figuresOf(code: string, month: string, within?: string) {
  const { indicator } = await app.ask(IndicatorDocument, { code, month, ...(within === undefined ? {} : { within }) });
  const { inMonth, yearToDate, atEnd } = indicator!;
  return { inMonth, yearToDate, atEnd };
}

/** Records only: a recount of all congresses would tell nothing of them. */
async function sound(): Promise<void> {
  for (const { what, sql } of RECORD_CHECKS) {
    expect({ what, found: await app.app.dataSource.query<object[]>(sql, [10]) }).toEqual({ what, found: [] });
  }
}

describe('the demo', () => {
  test.each([
    ['personnel.cases', 138, 'lượt nhân sự', 'cases'],
    ['personnel.standards', 181, 'trường hợp', 'cases'],
    ['training.classes', 2, 'lớp', 'classes'],
    ['training.people', 86, 'cán bộ', 'officials'],
  ])('has the published figure of %s: %d in January and February', async (code, sum, unit, unitEn) => {
    const { indicator } = await app.ask(IndicatorDocument, { code, month: '2020-02' });
    expect(indicator).toMatchObject({
      ...{ month: '2020-02', yearToDate: sum, atEnd: sum, asOf: '2020-02-29' },
      organization: { code: 'VN' },
      indicator: { code, unit, unitEn, overOrganizations: 'SUM', overMonths: 'SUM', retired: false },
    });
    expect(indicator!.indicator.description).toMatch(/dữ liệu mô phỏng.*generated split/s);
    const { indicator: series } = await app.ask(IndicatorByMonthDocument, { code, month: '2020-02' });
    const [january, february] = series!.byMonth;
    expect(january).toMatchObject({ month: '2020-01', yearToDate: january!.inMonth });
    expect(january!.inMonth! + february!.inMonth!).toBe(sum);
    expect(february).toMatchObject({ inMonth: indicator!.inMonth, yearToDate: sum });
    expect(Math.min(january!.inMonth!, february!.inMonth!)).toBeGreaterThan(0);
  });

  test('counts personnel in each of the 67 bodies, and training at the centre', async () => {
    const { indicator } = await app.ask(IndicatorOfChildrenDocument, { code: 'personnel.cases', month: '2020-02' });
    const { children } = indicator!;
    expect(children).toHaveLength(67);
    expect(children.map(({ organization }) => organization.code)).toEqual(
      [...children].map(({ organization }) => organization.code).sort(),
    );
    expect(children.reduce((sum, { yearToDate }) => sum + yearToDate!, 0)).toBe(138);
    // Where nothing was, that was said.
    expect(children.every(({ inMonth }) => inMonth !== null)).toBe(true);
    const training = await app.ask(IndicatorOfChildrenDocument, { code: 'training.people', month: '2020-02' });
    expect(training.indicator!.children.every(({ yearToDate }) => yearToDate === null)).toBe(true);
  });

  test('has every value before the cut-off, and one that was corrected, with the reason', async () => {
    const { indicatorValues } = await app.ask(IndicatorValuesDocument, { month: '2020-01', first: 200 });
    expect(indicatorValues!.totalCount).toBe(2 * 67 + 2);
    const histories = indicatorValues!.edges.map(({ node }) => node.history.edges.map(toSeen));
    const corrected = histories.filter(({ length }) => length > 1);
    expect(corrected).toHaveLength(1);
    const [[recorded, correction]] = corrected as [(typeof histories)[number]];
    expect(recorded).toMatchObject({ kind: 'INDICATOR_VALUE_RECORDED', by: 'demo', reason: null });
    expect(correction).toMatchObject({
      kind: 'INDICATOR_VALUE_CORRECTED',
      reason: expect.stringContaining('tính trùng'),
    });
    expect(recorded!.indicatorValue.value! - correction!.indicatorValue.value!).toBe(2);
    const [last] = await app.app.dataSource.query<{ day: string }[]>(
      "SELECT max(day)::text AS day FROM log_entry WHERE kind LIKE 'INDICATOR_VALUE.%'",
    );
    expect(last!.day <= '2020-02-29').toBe(true);
  });

  test('is sound', sound);
});

describe('a definition', () => {
  const input = {
    ...{ organization: '01', code: 'visits.grassroots', name: 'Lượt kiểm tra cơ sở', nameEn: 'Visits' },
    ...{ unit: 'lượt', unitEn: 'visits' },
    ...({ overOrganizations: 'SUM', overMonths: 'LAST' } as const),
  };

  test('is made, recognised when it comes again, and listed where it is in use', async () => {
    const made = await app.ask(DefineIndicatorDocument, { input: { ...input, idempotencyKey: 'define' } }, of01);
    expect(made.defineIndicator!.indicator).toMatchObject({ code: input.code, description: null, retired: false });
    expect(await app.ask(DefineIndicatorDocument, { input: { ...input, idempotencyKey: 'define' } }, of01)).toEqual(
      made,
    );
    expect(await app.ask(DefineIndicatorDocument, { input: { ...input, description: ' ' } })).toEqual(made);
    const codesIn = async (within: string): Promise<string[]> => {
      const { indicators } = await app.ask(IndicatorsDocument, { within });
      return indicators!.map(({ code }) => code);
    };
    const demo = ['personnel.cases', 'personnel.standards', 'training.classes', 'training.people'];
    expect(await codesIn('VN')).toEqual(demo);
    expect(await codesIn('01.002')).toEqual([...demo, input.code]);
    expect(await codesIn('02')).toEqual(demo);
  });

  test('is changed with a reason, as long as nothing counts by it', async () => {
    const { changeIndicator } = await app.ask(ChangeIndicatorDocument, {
      input: { code: input.code, unit: 'cuộc', overMonths: 'SUM', description: 'Mô tả', reason },
    });
    expect(changeIndicator!.indicator).toMatchObject({ unit: 'cuộc', overMonths: 'SUM', description: 'Mô tả' });
    const month = '2020-02';
    const values = [{ organization: '01.002', indicator: input.code, month, value: 0 }];
    await app.ask(RecordIndicatorValuesDocument, { input: { values } });
    const refused = await app.send(ChangeIndicatorDocument, { input: { code: input.code, unit: 'lần', reason } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.unit' });
    const renamed = await app.ask(ChangeIndicatorDocument, {
      input: { code: input.code, name: 'Lượt kiểm tra', description: '', reason },
    });
    expect(renamed.changeIndicator!.indicator).toMatchObject({ name: 'Lượt kiểm tra', description: null });
    expect(await figuresOf(input.code, month, '01')).toEqual({ inMonth: 0, yearToDate: 0, atEnd: 0 });
    expect(await figuresOf(input.code, month, '02')).toEqual({ inMonth: null, yearToDate: null, atEnd: null });
  });

  test('is retired: it takes no new values, what it has can be put right; and reinstated', async () => {
    const { retireIndicator } = await app.ask(RetireIndicatorDocument, { input: { code: input.code, reason } });
    expect(retireIndicator!.indicator.retired).toBe(true);
    const february = { organization: '01.002', indicator: input.code, month: '2020-02' };
    const january = { ...february, month: '2020-01', value: 2 };
    const refused = await app.send(RecordIndicatorValuesDocument, { input: { values: [january] } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.values.0.indicator' });
    await app.ask(CorrectIndicatorValueDocument, { input: { ...february, value: 5, reason } });
    expect(await figuresOf(input.code, '2020-02')).toMatchObject({ inMonth: 5 });
    const again = await app.send(RetireIndicatorDocument, { input: { code: input.code, reason } });
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input' });
    await app.ask(ReinstateIndicatorDocument, { input: { code: input.code, reason } });
    await app.ask(RecordIndicatorValuesDocument, { input: { values: [january] } });
    expect(await figuresOf(input.code, '2020-02')).toEqual({ inMonth: 5, yearToDate: 7, atEnd: 7 });
    await sound();
  });
});

describe('values', () => {
  const code = 'personnel.cases';
  const key = { organization: '01.002', indicator: code, month: '2020-02' };

  test('are recorded once; the same again is answered as before, another one says to correct', async () => {
    const before = await figuresOf(code, '2020-02', '01');
    const input = {
      values: [
        { ...key, value: 4 },
        { ...key, month: '2019-12', value: 9 },
      ],
    };
    const first = await app.ask(RecordIndicatorValuesDocument, { input }, of01);
    expect(first.recordIndicatorValues).toMatchObject({
      ...{ accepted: 2, refused: [] },
      recorded: [{ indicatorValue: { value: 4, month: '2020-02' } }, { indicatorValue: { value: 9 } }],
    });
    expect(await app.ask(RecordIndicatorValuesDocument, { input }, of01)).toEqual(first);
    expect(await figuresOf(code, '2020-02', '01')).toEqual({
      inMonth: before.inMonth! + 4,
      yearToDate: before.yearToDate! + 4,
      atEnd: before.atEnd! + 13,
    });
    const { errors } = await app.send(
      RecordIndicatorValuesDocument,
      { input: { values: [{ ...key, value: 5 }] } },
      of01,
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('correctIndicatorValue'),
      extensions: { code: 'CONFLICT', argument: 'input.values.0.value' },
    });
  });

  test('with a key get the first answer again, and another input is a CONFLICT', async () => {
    const input = { values: [{ ...key, organization: '01.003', value: 1 }], idempotencyKey: 'values' };
    const first = await app.ask(RecordIndicatorValuesDocument, { input }, of01);
    expect(await app.ask(RecordIndicatorValuesDocument, { input }, of01)).toEqual(first);
    const other = { ...input, values: [{ ...key, organization: '01.003', value: 2 }] };
    const { errors } = await app.send(RecordIndicatorValuesDocument, { input: other }, of01);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.idempotencyKey' });
  });

  test('are corrected and taken back with a reason, if nothing has come between; and recorded anew', async () => {
    const read = async () => {
      const found = await app.ask(IndicatorValuesDocument, { within: '01.002', code, month: '2020-02' });
      return found.indicatorValues!.edges[0]!.node;
    };
    const { position } = await read();
    const correction = { ...key, value: 6, reason, ifPosition: position };
    const corrected = await app.ask(CorrectIndicatorValueDocument, { input: correction }, of01);
    expect(corrected.correctIndicatorValue!.indicatorValue.value).toBe(6);
    const late = await app.send(CorrectIndicatorValueDocument, { input: { ...correction, value: 7 } }, of01);
    expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.ifPosition' });
    const before = await figuresOf(code, '2020-02');
    const retracted = await app.ask(RetractIndicatorValueDocument, { input: { ...key, reason } }, of01);
    expect(retracted.retractIndicatorValue!.indicatorValue.value).toBeNull();
    expect(await figuresOf(code, '2020-02')).toMatchObject({ inMonth: before.inMonth! - 6 });
    const gone = await app.send(RetractIndicatorValueDocument, { input: { ...key, reason } }, of01);
    expect(gone.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.month' });
    await app.ask(RecordIndicatorValuesDocument, { input: { values: [{ ...key, value: 4 }] } }, of01);
    const { history, value } = await read();
    expect(value).toBe(4);
    expect(history.edges.map(({ node: event }) => [event.kind, event.indicatorValue.value, event.reason])).toEqual([
      ['INDICATOR_VALUE_RECORDED', 4, null],
      ['INDICATOR_VALUE_CORRECTED', 6, reason],
      ['INDICATOR_VALUE_RETRACTED', null, reason],
      ['INDICATOR_VALUE_RECORDED', 4, null],
    ]);
    await sound();
  });

  test('are listed page by page, by organization, indicator and month', async () => {
    const all = await app.ask(IndicatorValuesDocument, { within: '01', first: 200 });
    const nodes = all.indicatorValues!.edges.map(({ node }) => node);
    const textOf = (node: (typeof nodes)[number]) => `${node.organization.code} ${node.indicator.code} ${node.month}`;
    expect(nodes.map(textOf)).toEqual(nodes.map(textOf).sort());
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const { indicatorValues }: Awaited<ReturnType<typeof page>> = await page(after);
      pages.push(...indicatorValues!.edges.map(({ node }) => textOf(node)));
      after = indicatorValues!.pageInfo.hasNextPage ? indicatorValues!.pageInfo.endCursor : null;
    } while (after !== null);
    expect(pages).toEqual(nodes.map(textOf));
  });

  function page(after: string | null) {
    return app.ask(IndicatorValuesDocument, { within: '01', first: 3, after });
  }

  test('of 1,000 lists are recorded together, and one that is bad refuses all', async () => {
    const organizations = await app.app.dataSource.query<{ code: string }[]>(
      "SELECT code FROM organization WHERE level = 'GRASSROOTS' ORDER BY code LIMIT 1000",
    );
    const values = organizations.map(({ code: organization }, index) => ({
      ...{ organization, indicator: 'personnel.standards', month: '2019-11', value: index },
    }));
    const bad = values.with(999, { ...values[999]!, value: -1 });
    const refused = await app.send(RecordIndicatorValuesDocument, { input: { values: bad } }, reporter);
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', argument: 'input.values.999.value' },
      refused: [{ index: 999, code: 'BAD_USER_INPUT', argument: 'input.values.999.value' }],
    });
    expect(await figuresOf('personnel.standards', '2019-11')).toMatchObject({ inMonth: null });
    const { recordIndicatorValues } = await app.ask(RecordIndicatorValuesDocument, { input: { values } }, reporter);
    expect(recordIndicatorValues).toMatchObject({ accepted: 1_000 });
    const positions = recordIndicatorValues!.recorded.map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => positions[0]! + index));
    expect(await figuresOf('personnel.standards', '2019-11')).toMatchObject({ inMonth: (999 * 1_000) / 2 });
    await sound();
  });
});
