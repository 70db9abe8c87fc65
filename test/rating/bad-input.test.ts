/** Every request about ratings that cannot be served gets one clear error that names its argument, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { follow } from '../support/follow';
import { refusalOf } from '../support/refusal';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await startTestApp();
  admin = await tokenFor(Role.ADMIN);
});
afterAll(() => app.close());

async function trace(): Promise<unknown> {
  return app.app.dataSource.query(
    'SELECT position, (SELECT md5(string_agg(r::text, $1 ORDER BY id)) FROM rating r) AS ratings FROM log_head',
    [','],
  );
}

async function expectRefused(query: string, variables: object, expected: object, message: RegExp): Promise<void> {
  const before = await trace();
  const refusal = refusalOf(await app.send(query, variables));
  expect(refusal).toMatchObject({ ...expected, message: expect.stringMatching(message) });
  expect(await trace()).toEqual(before);
}

const COUNTS = { excellent: 3, good: 10, satisfactory: 0, unsatisfactory: 0 };
const NEW = { organization: '01', year: 2018, finishedOn: '2020-02-20', ...COUNTS };
const bad = (argument: string) => ({ code: 'BAD_USER_INPUT', argument });
const RECORD = 'mutation ($input: RecordRatingInput!) { recordRating(input: $input) { position } }';
const CORRECT = 'mutation ($input: CorrectRatingInput!) { correctRating(input: $input) { position } }';
const RETRACT = 'mutation ($input: RetractRatingInput!) { retractRating(input: $input) { position } }';

describe('recordRating', () => {
  test.each<[string, object, object, RegExp]>([
    [
      'a district',
      { organization: '01.001' },
      bad('input.organization'),
      /^01\.001 is UPPER_GRASSROOTS\. Only centrally/,
    ],
    ['the centre', { organization: 'VN' }, bad('input.organization'), /^VN is CENTRAL\. Only centrally-run/],
    ['nobody', { organization: 'nowhere' }, { code: 'NOT_FOUND', argument: 'input.organization' }, /"nowhere"/],
    ['a negative count', { good: -1 }, bad('input.good'), /^good is -1; it must be a whole number from 0 to 5000/],
    ['a count beyond the bound', { unnamed: 5001 }, { ...bad('input.unnamed'), limit: 5000, actual: 5001 }, /5001/],
    ['a share in place of a count', { excellent: 20.7 }, bad('input.excellent'), /Int cannot represent/],
    ['tomorrow', { finishedOn: '2020-03-01' }, bad('input.finishedOn'), /in the future: today is 2020-02-29/],
    ['before its December', { finishedOn: '2018-11-30' }, bad('input.finishedOn'), /too early.*from 2018-12-01 on/],
    ['a year to come', { year: 2020 }, bad('input.finishedOn'), /too early: the rating of 2020/],
    ['a year that is none', { year: 19 }, bad('input.year'), /^19 is not a year/],
    ['a day that is none', { finishedOn: '2020-02-30' }, bad('input.finishedOn'), /not a day of the calendar/],
    ['no count of a grade', { good: undefined }, bad('input'), /"good" of required type "Int!"/],
    ['an empty key', { idempotencyKey: '' }, bad('input.idempotencyKey'), /1 to 64 characters/],
  ])('%s', (_name, difference, expected, message) =>
    expectRefused(RECORD, { input: { ...NEW, ...difference } }, expected, message),
  );
});

describe('correctRating and retractRating', () => {
  const one = { organization: '01', year: 2018, reason: 'Sai số' };
  test.each<[string, string, object, object, RegExp]>([
    [
      'a correction of nothing',
      CORRECT,
      one,
      { code: 'CONFLICT', argument: 'input' },
      /No rating of 2018 .* recordRating/,
    ],
    ['a retraction of nothing', RETRACT, one, { code: 'CONFLICT', argument: 'input' }, /No rating of 2018/],
    ['no reason', CORRECT, { ...one, year: 2019, good: 1, reason: ' ' }, bad('input.reason'), /Give a reason/],
    ['a reason too long', RETRACT, { ...one, reason: 'x'.repeat(1001) }, bad('input.reason'), /1001 characters/],
    ['a bad count', CORRECT, { ...one, year: 2019, good: -5 }, bad('input.good'), /^good is -5/],
    [
      'a position of none',
      RETRACT,
      { ...one, ifPosition: 3 },
      { code: 'CONFLICT', argument: 'input.ifPosition' },
      /there is none/,
    ],
    ['a bad day', CORRECT, { ...one, year: 2019, finishedOn: '2020-03-09' }, bad('input.finishedOn'), /in the future/],
  ])('%s', (_name, query, input, expected, message) => expectRefused(query, { input }, expected, message));

  test('a correction that says nothing new', async () => {
    const found = await app.app.dataSource.query<{ code: string; good: number }[]>(
      `SELECT o.code, r.good FROM rating r JOIN organization o ON o.id = r.organization_id ORDER BY r.id LIMIT 1`,
    );
    const { code: organization, good } = found[0]!;
    const input = { organization, year: 2019, good, reason: 'Sai số' };
    await expectRefused(CORRECT, { input }, { code: 'CONFLICT', argument: 'input' }, /nothing to correct/);
  });
});

describe('what is asked', () => {
  test.each<[string, string, object, RegExp]>([
    ['a year that is none', '{ qualityRating(year: 0) { people } }', bad('year'), /^0 is not a year/],
    [
      'nowhere',
      '{ qualityRating(year: 2019, within: "x") { people } }',
      { code: 'NOT_FOUND', argument: 'within' },
      /"x"/,
    ],
    [
      'a page too long',
      '{ qualityRating(year: 2019) { bodies(first: 201) { totalCount } } }',
      bad('first'),
      /0 to 200/,
    ],
    [
      'a false cursor',
      '{ qualityRating(year: 2019) { bodies(after: "x") { totalCount } } }',
      bad('after'),
      /endCursor/,
    ],
  ])('%s', (_name, query, expected, message) => expectRefused(query, {}, expected, message));

  test.each([
    ['subscription { qualityRating(year: 9) { people } }', bad('year')],
    ['subscription { ratingChanged(year: 9) { node { position } } }', bad('year')],
    ['subscription { ratingChanged(within: "x") { node { position } } }', { code: 'NOT_FOUND', argument: 'within' }],
    ['subscription { ratingChanged(after: "x") { node { position } } }', { argument: 'after' }],
  ])('%s', async (query, expected) => {
    const errors = await follow(app.url, query, {}, admin).ended;
    expect(errors).toHaveLength(1);
    expect(errors[0]!.extensions).toMatchObject(expected);
  });
});

describe('checkShares', () => {
  const CHECK =
    'query ($total: Int!, $shares: [PublishedShareInput!]!) { checkShares(total: $total, shares: $shares) { verdict } }';
  const check = (...shares: object[]) => ({ total: 816, shares });
  const literal = (share: string) => `{ checkShares(total: 816, shares: [${share}]) { verdict } }`;

  test.each<[string, object, object, RegExp]>([
    [
      'over 100 %',
      check({ percent: '20.7' }, { percent: '100.1' }),
      bad('shares.1.percent'),
      /^100\.1 % is not a share/,
    ],
    [
      'below 0 %',
      check({ percent: -0.1 }),
      bad('shares.0.percent'),
      /^-0\.1 % is not a share of a total: give 0 to 100/,
    ],
    ['no percentage', check({ percent: 'twenty' }), bad('shares.0.percent'), /"twenty" is not a percentage\. Write it/],
    ['a list for a percentage', check({ percent: [] }), bad('shares.0.percent'), /^That value is not a percentage/],
    ['a number with an exponent', check({ percent: 1e-7 }), bad('shares.0.percent'), /"1e-7" is not a percentage/],
    [
      'more decimals than stated',
      check({ percent: '20.75', decimals: 1 }),
      bad('shares.0.decimals'),
      /2 decimals, not 1/,
    ],
    ['more than four decimals', check({ percent: '20.71234' }), bad('shares.0.percent'), /0 to 4 decimals, not 5/],
    ['less than no decimals', check({ percent: '20', decimals: -1 }), bad('shares.0.decimals'), /0 to 4 decimals/],
    ['no percentages', check(), { ...bad('shares'), limit: 10, actual: 0 }, /0 percentages; give 1 to 10/],
    ['eleven', check(...Array<object>(11).fill({ percent: 1 })), { ...bad('shares'), actual: 11 }, /give 1 to 10/],
    ['of nobody', { ...check({ percent: 1 }), total: 0 }, bad('total'), /from 1 to 100000/],
    ['of too many', { ...check({ percent: 1 }), total: 100_001 }, { ...bad('total'), limit: 100_000 }, /100001/],
  ])('%s', (_name, variables, expected, message) => expectRefused(CHECK, variables, expected, message));

  test.each([
    ['{ percent: 120 }', /^120 % is not a share/],
    ['{ percent: 2.07e1 }', /"2\.07e1" is not a percentage/],
    ['{ percent: true }', /^That value is not a percentage/],
  ])('%s in the document', (share, message) => expectRefused(literal(share), {}, bad('shares.0.percent'), message));
});
