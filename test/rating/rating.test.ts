/** Ratings through the API: recorded, corrected and retracted; figures over provinces and cities only; nothing out of sight (P1, P2, P7, P10). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { verify } from '../../src/progress/verify';
import { describeDifference, type Check, type Difference } from '../../src/progress/verify-difference';
import {
  CorrectRatingDocument,
  QualityRatingDocument,
  RatedBodiesDocument,
  RatingHistoryDocument,
  RecordRatingDocument,
  RetractRatingDocument,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { post, requireData, startOn, startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
/** The same database, served with public totals. */
let open: App;
let of01: string;
let of02: string;

beforeAll(async () => {
  app = await startTestApp({ PUBLIC_TOTALS: 'off' });
  open = await startOn(app.databaseUrl, { PUBLIC_TOTALS: 'on' });
  of01 = await tokenFor(Role.REPORTER, '01');
  of02 = await tokenFor(Role.REPORTER, '02');
});
afterAll(async () => {
  await open.close();
  await app.close();
});

const COUNTS = { excellent: 3, good: 10, satisfactory: 1, unsatisfactory: 0, unnamed: 0 };
/** A rating of a year of its own for each test: nobody is in another's way. */
const rating = (organization: string, year: number) => ({ organization, year, finishedOn: '2020-02-20', ...COUNTS });

async function figures(year: number, within?: string, asOf?: string) {
  const { qualityRating } = await app.ask(QualityRatingDocument, { year, within, asOf });
  return qualityRating!;
}

/** What is wrong with the rows of ratings alone: the rest of the country takes its time. */
async function wrongRatings(): Promise<string[]> {
  const [{ sql, what }] = RECORD_CHECKS.filter((check) => check.what === 'record rating') as [Check];
  const found = await app.app.dataSource.query<Omit<Difference, 'what'>[]>(sql, [100]);
  return found.map((difference) => describeDifference({ what, ...difference }));
}

describe('the rating of 2019 in the demo country', () => {
  test('59 of 63 have finished; of 816 people 169 are excellent, 643 good and 4 in a grade without a name', async () => {
    expect(await figures(2019)).toMatchObject({
      organization: { code: 'VN' },
      year: 2019,
      finished: 59,
      expected: 63,
      people: 816,
      grades: [
        { grade: 'EXCELLENT', count: 169, rate: 0.2071 },
        { grade: 'GOOD', count: 643, rate: 0.788 },
        { grade: 'SATISFACTORY', count: 0, rate: 0 },
        { grade: 'UNSATISFACTORY', count: 0, rate: 0 },
        { grade: 'UNNAMED', count: 4, rate: 0.0049 },
      ],
      asOf: '2020-02-29',
    });
  });

  test('its bodies add up to that, each a standing committee of 11 to 17', async () => {
    const { qualityRating } = await app.ask(RatedBodiesDocument, { year: 2019, first: 100 });
    const bodies = qualityRating!.bodies.edges.map(({ node }) => node);
    expect(bodies).toHaveLength(67);
    expect(bodies.filter(({ counted }) => !counted).map(({ organization }) => organization.code)).toEqual([
      'CA',
      'KCQ',
      'KDN',
      'QD',
    ]);
    const finished = bodies.filter((body) => body.finished).map((body) => body.rating!);
    expect(finished).toHaveLength(59);
    const people = finished.map((each) => each.people);
    expect([Math.min(...people) >= 11, Math.max(...people) <= 17]).toEqual([true, true]);
    expect(people.reduce((sum, each) => sum + each, 0)).toBe(816);
    expect(finished.reduce((sum, { grades }) => sum + grades[0]!.count, 0)).toBe(169);
  });

  test('fewer had finished at an earlier day, by what is known now; nobody before it began', async () => {
    const onNewYear = await figures(2019, 'VN', '2020-01-01');
    expect(onNewYear.finished).toBeGreaterThan(5);
    expect(onNewYear.finished).toBeLessThan(59);
    expect(onNewYear.people).toBe(onNewYear.grades.reduce((sum, { count }) => sum + count, 0));
    const before = await figures(2019, 'VN', '2019-11-30');
    expect(before).toMatchObject({ finished: 0, expected: 63, people: 0, asOf: '2019-11-30' });
    expect(before.grades.map(({ count, rate }) => [count, rate])).toEqual(Array(5).fill([0, null]));
  });

  test('bodies are listed by whether they have finished, page by page', async () => {
    const late = await app.ask(RatedBodiesDocument, { year: 2019, finished: false });
    const codes = late.qualityRating!.bodies.edges.map(({ node }) => node.organization.code);
    expect(late.qualityRating!.bodies.totalCount).toBe(8);
    expect(codes).toHaveLength(8);
    const first = (await app.ask(RatedBodiesDocument, { year: 2019, finished: false, first: 3 })).qualityRating!.bodies;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const after = first.pageInfo.endCursor;
    const rest = await app.ask(RatedBodiesDocument, { year: 2019, finished: false, after });
    const paged = [...first.edges, ...rest.qualityRating!.bodies.edges];
    expect(paged.map(({ node }) => node.organization.code)).toEqual(codes);
  });

  test('of one province, and of a body below it', async () => {
    expect(await figures(2019, '01')).toMatchObject({ expected: 1 });
    expect(await figures(2019, '01.001')).toMatchObject({ finished: 0, expected: 0, people: 0 });
  });
});

describe('a rating', () => {
  test('is recorded, corrected, retracted and recorded anew; its history stays (P10)', async () => {
    const year = 2018;
    const { recordRating } = await app.ask(RecordRatingDocument, { input: rating('01', year) }, of01);
    expect(recordRating!.rating).toMatchObject({ people: 14, year, retracted: false, organization: { code: '01' } });
    expect(recordRating!.rating.grades.map(({ count }) => count)).toEqual(Object.values(COUNTS));
    expect(recordRating!.rating.grades[0]).toEqual({ grade: 'EXCELLENT', count: 3, rate: 0.2143 });
    expect(recordRating!.rating.position).toBe(recordRating!.position);
    const after = await figures(year);
    expect(after).toMatchObject({ finished: 1, people: 14, position: recordRating!.position });
    expect(after.cursor).toBe(recordRating!.cursor);

    const correction = { organization: '01', year, good: 9, satisfactory: null, reason: 'Đếm nhầm' };
    const { correctRating } = await app.ask(CorrectRatingDocument, { input: correction }, of01);
    expect(correctRating!.rating).toMatchObject({ people: 13, finishedOn: '2020-02-20' });
    expect(correctRating!.rating.grades[1]).toMatchObject({ grade: 'GOOD', count: 9 });
    expect(await figures(year)).toMatchObject({ finished: 1, people: 13 });

    const { retractRating } = await app.ask(
      RetractRatingDocument,
      { input: { organization: '01', year, reason: 'Chưa xong' } },
      of01,
    );
    expect(retractRating!.rating).toMatchObject({ finishedOn: null, retracted: true, people: 0 });
    expect(await figures(year)).toMatchObject({ finished: 0, people: 0 });

    await app.ask(RecordRatingDocument, { input: { ...rating('01', year), unnamed: null } }, of01);
    const { qualityRating } = await app.ask(RatingHistoryDocument, { year, within: '01' }, of01);
    const history = qualityRating!.bodies.edges[0]!.node.rating!.history.edges.map(toSeen);
    expect(history.map(({ kind }) => kind)).toEqual([
      'RATING_RECORDED',
      'RATING_CORRECTED',
      'RATING_RETRACTED',
      'RATING_RECORDED',
    ]);
    expect(history.map(({ reason }) => reason)).toEqual([null, 'Đếm nhầm', 'Chưa xong', null]);
    expect(history.map((event) => event.rating.people)).toEqual([14, 13, 0, 14]);
    expect(history.map(({ previousCursor }) => previousCursor)).toEqual([
      null,
      ...history.slice(0, -1).map(({ cursor }) => cursor),
    ]);
    expect(await wrongRatings()).toEqual([]);
  });

  test('of a bloc or a force is recorded, and counts for nothing', async () => {
    const year = 2017;
    for (const code of ['QD', 'KCQ']) await app.ask(RecordRatingDocument, { input: rating(code, year) });
    expect(await figures(year)).toMatchObject({ finished: 0, expected: 63, people: 0 });
    expect(await figures(year, 'QD')).toMatchObject({ finished: 0, expected: 0, people: 0 });
    const { qualityRating } = await app.ask(RatedBodiesDocument, { year, finished: true });
    expect(qualityRating!.bodies.edges.map(({ node }) => [node.organization.code, node.counted])).toEqual([
      ['KCQ', false],
      ['QD', false],
    ]);
  });

  test('that is recorded again, by 20 clients at once, is one event and one answer', async () => {
    const input = rating('04', 2016);
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.ask(RecordRatingDocument, { input })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { errors } = await app.send(RecordRatingDocument, { input: { ...input, good: 11 } });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('Use correctRating'), extensions: { code: 'CONFLICT', argument: 'input' } },
    ]);
    const [row] = await app.app.dataSource.query<object[]>(
      `SELECT count(*)::integer AS count FROM log_entry WHERE kind LIKE 'RATING.%' AND labels @> '{year:2016}'`,
    );
    expect(row).toEqual({ count: 1 });
  });

  test('under one idempotency key is one event; the key with another input is a CONFLICT', async () => {
    const input = { organization: '06', year: 2016, reason: 'Sai số', idempotencyKey: 'rating-06' };
    await app.ask(RecordRatingDocument, { input: rating('06', 2016) });
    const [first, second] = [
      await app.ask(CorrectRatingDocument, { input: { ...input, good: 8 } }),
      await app.ask(CorrectRatingDocument, { input: { ...input, good: 8, excellent: null } }),
    ];
    expect(second).toEqual(first);
    const { errors } = await app.send(CorrectRatingDocument, { input: { ...input, good: 7 } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.idempotencyKey' });
  });

  test('that has changed since is not changed by those who say so', async () => {
    const { recordRating } = await app.ask(RecordRatingDocument, { input: rating('08', 2016) });
    const ifPosition = recordRating!.position;
    const change = { organization: '08', year: 2016, reason: 'Sai số', ifPosition };
    await app.ask(CorrectRatingDocument, { input: { ...change, good: 8 } });
    const corrected = await app.send(CorrectRatingDocument, { input: { ...change, good: 7 } });
    const retracted = await app.send(RetractRatingDocument, { input: change });
    for (const { errors } of [corrected, retracted]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', argument: 'input.ifPosition' });
    }
  });
});

describe('P7: two provinces', () => {
  test('each sees and changes its own rating', async () => {
    const refused = await app.send(RecordRatingDocument, { input: rating('01', 2015) }, of02);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'input.organization' });
    // As near to the viewer's own code as 01 is.
    const missing = await app.send(RecordRatingDocument, { input: rating('0x', 2015) }, of02);
    const shape = (message: string | undefined) => message?.replace(/"\w+"/, '…');
    expect(shape(refused.errors?.[0]?.message)).toBe(shape(missing.errors?.[0]?.message));
    await app.ask(RecordRatingDocument, { input: rating('02', 2015) }, of02);
    expect((await app.ask(QualityRatingDocument, { year: 2015 }, of02)).qualityRating).toMatchObject({
      organization: { code: '02' },
      finished: 1,
      expected: 1,
      people: 14,
    });
    expect((await app.ask(QualityRatingDocument, { year: 2015 }, of01)).qualityRating).toMatchObject({ finished: 0 });
  });

  test('the totals of the country are seen where they are public, its rows never', async () => {
    const variables = { year: 2019, within: 'VN', first: 100 };
    const refused = await post(app.url, RatedBodiesDocument, variables, of02);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', argument: 'within' });
    const shown = requireData(await post(open.url, RatedBodiesDocument, variables, of02)).qualityRating!;
    expect(shown).toMatchObject({ finished: 59, people: 816, bodies: { totalCount: 1 } });
    expect(shown.bodies.edges.map(({ node }) => node.organization.code)).toEqual(['02']);
  });

  test('a viewer changes nothing', async () => {
    const viewer = await tokenFor(Role.VIEWER, '01');
    const { errors } = await app.send(RecordRatingDocument, { input: rating('01', 2014) }, viewer);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('verify', () => {
  test('finds nothing wrong with all of it', async () => {
    expect((await verify(app.app.dataSource, { more: RECORD_CHECKS })).map(describeDifference)).toEqual([]);
  }, 240_000);

  test('names a row that does not say what its last entry says', async () => {
    const one = `(SELECT id FROM organization WHERE code = '01') AND year = 2019`;
    await app.app.dataSource.query(`UPDATE rating SET good = good + 1 WHERE organization_id = ${one}`);
    expect(await wrongRatings()).toEqual([expect.stringMatching(/^record rating of 01.*: row is /)]);
    await app.app.dataSource.query(`UPDATE rating SET good = good - 1 WHERE organization_id = ${one}`);
    expect(await wrongRatings()).toEqual([]);
  });
});
