/** Ratings are pushed: every event once and in order, of one year or of all, and the figures as a state (P5, P7). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import {
  CheckSharesDocument,
  CorrectRatingDocument,
  QualityRatingDocument,
  QualityRatingStateDocument,
  RatingChangedDocument,
  RecordRatingDocument,
  RetractRatingDocument,
  TurnDayDocument,
} from '../generated/operations';
import { toSeen } from '../support/check-events';
import { cursorAt } from '../support/cursors';
import { follow } from '../support/follow';
import { startTestApp, tokenFor, type TestApp } from '../support/start-test-app';

let app: TestApp;
let admin: string;
let of01: string;

beforeAll(async () => {
  app = await startTestApp();
  admin = await tokenFor(Role.ADMIN);
  of01 = await tokenFor(Role.REPORTER, '01');
});
afterAll(() => app.close());

const COUNTS = { excellent: 3, good: 10, satisfactory: 0, unsatisfactory: 0, unnamed: 1 };
const rating = (organization: string, year: number) => ({ organization, year, finishedOn: '2020-02-20', ...COUNTS });
const record = (organization: string, year: number) =>
  app.ask(RecordRatingDocument, { input: rating(organization, year) });

async function headCursor(): Promise<string> {
  const { qualityRating } = await app.ask(QualityRatingDocument, { year: 2019 });
  return qualityRating!.cursor;
}

describe('P5: ratingChanged', () => {
  test('pushes what is recorded, corrected and retracted, and catches up on one year without a gap', async () => {
    const after = await headCursor();
    const live = follow(app.url, RatingChangedDocument, { year: 2018, after }, admin);
    await record('01', 2018);
    await record('02', 2017);
    const change = { organization: '01', year: 2018, reason: 'Sai số' };
    await app.ask(CorrectRatingDocument, { input: { ...change, good: 9 } });
    const events = (await live.waitFor(2)).map(({ ratingChanged }) => toSeen(ratingChanged));
    expect(events.map(({ kind, rating: { organization, people } }) => [kind, organization.code, people])).toEqual([
      ['RATING_RECORDED', '01', 14],
      ['RATING_CORRECTED', '01', 13],
    ]);
    expect(events.map(({ previousCursor }) => previousCursor)).toEqual([after, events[0]!.cursor]);
    await app.ask(RetractRatingDocument, { input: change });
    const retracted = (await live.waitFor(3))[2]!.ratingChanged.node;
    expect(retracted).toMatchObject({
      kind: 'RATING_RETRACTED',
      reason: 'Sai số',
      rating: { finishedOn: null, people: 0 },
    });
    await live.stop();

    const all = follow(app.url, RatingChangedDocument, { after }, admin);
    const years = (await all.waitFor(4)).map(({ ratingChanged }) => ratingChanged.node.rating.year);
    await all.stop();
    expect(years).toEqual([2018, 2017, 2018, 2018]);
  });

  test('tells of the ratings that the demo began with, too: the 59 of 2019', async () => {
    const beginning = await cursorAt(app.app.dataSource, 0);
    const all = follow(app.url, RatingChangedDocument, { year: 2019, after: beginning }, admin);
    const events = (await all.waitFor(59)).map(({ ratingChanged }) => toSeen(ratingChanged));
    await all.stop();
    expect(events.reduce((people, event) => people + event.rating.people, 0)).toBe(816);
    expect(new Set(events.map((event) => event.rating.organization.code)).size).toBe(59);
    expect(events.slice(1).map(({ previousCursor }) => previousCursor)).toEqual(
      events.slice(0, -1).map(({ cursor }) => cursor),
    );
  });

  test('P7: a province is told of its own', async () => {
    const after = await headCursor();
    const mine = follow(app.url, RatingChangedDocument, { after }, of01);
    await record('02', 2016);
    await record('01', 2016);
    const [first] = await mine.waitFor(1);
    await mine.stop();
    // What comes, comes in order: nothing of 02 came before.
    expect(first!.ratingChanged.node.rating.organization.code).toBe('01');
    expect(first!.ratingChanged.previousCursor).toBe(after);
  });
});

test('P5: qualityRating as a state begins with the figures and ends with the newest, the turn of the day too', async () => {
  const year = 2015;
  const live = follow(app.url, QualityRatingStateDocument, { year }, admin);
  const [first] = await live.waitFor(1);
  expect(first!.qualityRating).toMatchObject({ year, finished: 0, expected: 63, people: 0, asOf: '2020-02-29' });
  await record('01', year);
  const [, second] = await live.waitFor(2);
  expect(second!.qualityRating).toMatchObject({ finished: 1, people: 14 });
  expect(second!.qualityRating.grades.map(({ rate }) => rate)).toEqual([0.2143, 0.7143, 0, 0, 0.0714]);
  await app.ask(TurnDayDocument, { input: {} });
  const [, , third] = await live.waitFor(3);
  expect(third!.qualityRating).toMatchObject({ finished: 1, asOf: '2020-03-01' });
  expect(third!.qualityRating).toEqual((await app.ask(QualityRatingDocument, { year })).qualityRating);
  await live.stop();
});

describe('checkShares', () => {
  test('of the figures of the article, however they are written', async () => {
    for (const [first, second] of [
      [20.7, 78.8],
      ['20,7 %', '78.8'],
      ['20.7%', ' 78,8'],
    ] as const) {
      const { checkShares } = await app.ask(CheckSharesDocument, {
        total: 816,
        shares: [{ percent: first }, { percent: second, decimals: 1 }],
      });
      expect(checkShares).toEqual({
        verdict: 'ONE',
        obstacle: null,
        // 643 of 816 are 78.799 %: only rounded are they 78.8.
        verdictIfCutOff: 'IMPOSSIBLE',
        shares: [
          { percent: '20.7', fits: { first: 169, last: 169 }, together: { first: 169, last: 169 } },
          { percent: '78.8', fits: { first: 643, last: 643 }, together: { first: 643, last: 643 } },
        ],
        combinations: '1',
        leftOver: { first: 4, last: 4 },
        example: [169, 643],
      });
    }
  });

  test('of percentages that cannot be, and of such that several numbers give', async () => {
    const impossible = await app.send<{ checkShares: object }, object>(
      '{ checkShares(total: 816, shares: [{ percent: 20.7 }, { percent: "79,9" }]) { verdict obstacle example } }',
    );
    expect(impossible.data!.checkShares).toEqual({ verdict: 'IMPOSSIBLE', obstacle: 'TOO_MANY', example: null });
    const several = await app.ask(CheckSharesDocument, { total: 816, shares: [{ percent: 21, decimals: 0 }] });
    expect(several.checkShares).toMatchObject({
      verdict: 'SEVERAL',
      shares: [{ percent: '21', fits: { first: 168, last: 175 } }],
      combinations: '8',
      leftOver: { first: 641, last: 648 },
      example: [171],
    });
  });
});
