/** The demo's rating of 2019 is one that the mutations would have taken, and adds up to what was published. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { playDemoRecords } from '../../src/demo/play-demo-records';
import { decideRecording } from '../../src/rating/decide-rating';
import { GRADE_FIELDS, NOBODY, peopleIn, type GradeCounts } from '../../src/rating/grade';
import { UNFINISHED } from '../../src/rating/rating-state';

const CSV = readFileSync(join(__dirname, '../../data/provinces-2020.csv'), 'utf8');

const ratings = (today: string) => playDemoRecords(today, CSV).filter(({ noun }) => noun.name === 'RATING');
const countsOf = (row: Record<string, unknown>) => row as unknown as GradeCounts;

test('each was recorded once it had finished, by the rules of recordRating', () => {
  for (const { recordedAt, row } of ratings('2020-12-31')) {
    const given = { ...countsOf(row), finishedOn: String(row['finished_on']) };
    expect(decideRecording(2019, UNFINISHED, given, recordedAt.slice(0, 10))).toMatchObject(given);
  }
});

test('59 by the end of February with 816 people, 63 by the end of March', () => {
  const inTime = ratings('2020-02-29');
  expect(inTime).toHaveLength(59);
  const sums = inTime.reduce<GradeCounts>((sum, { row }) => {
    const counts = countsOf(row);
    const fields = GRADE_FIELDS.map(([, field]) => [field, sum[field] + counts[field]] as const);
    return Object.fromEntries(fields) as unknown as GradeCounts;
  }, NOBODY);
  expect(sums).toEqual({ excellent: 169, good: 643, satisfactory: 0, unsatisfactory: 0, unnamed: 4 });
  const all = ratings('2020-03-31');
  expect(new Set(all.map(({ organization }) => organization)).size).toBe(63);
  expect(all.every(({ row }) => peopleIn(countsOf(row)) >= 11 && peopleIn(countsOf(row)) <= 17)).toBe(true);
  expect(all.slice(59).map(({ recordedAt }) => recordedAt.slice(0, 7))).toEqual(Array(4).fill('2020-03'));
});

test('is the same every time, and only longer on a later day', () => {
  expect(ratings('2020-02-29')).toEqual(ratings('2020-12-31').slice(0, 59));
  expect(ratings('2019-11-30')).toEqual([]);
});
