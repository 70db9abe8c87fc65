/** Plays the quality rating of 2019: 59 of the 63 provinces and cities finish before the end of February 2020, four in March. */
import { RATING, RatingEventKind, toRatingColumns } from '../rating/rating-noun';
import { apportion } from './apportion';
import { type DayNumber, toDay, toDayNumber } from './count-days';
import type { DemoRecord } from './demo-country';
import { Draw } from './draw';
import { drawWorkingDay, openSeason } from './draw-working-day';
import type { Province } from './read-provinces';

const YEAR = 2019;
/** Published: 816 people, of whom 20.7 % and 78.8 % can only be 169 and 643. How they spread over the bodies is generated. */
const PUBLISHED = { people: 816, excellent: 169, unnamed: 4 };
const LATE = 4;
/** Members of a standing committee. */
const COMMITTEE = { least: 11, most: 17 };
/** Most finish before the year ends or right after Tết. */
const SEASON = openSeason({ '2019-12': 2, '2020-01': 1, '2020-02': 1.5 });
const IN_TIME = { from: toDayNumber('2019-12-09'), to: toDayNumber('2020-02-18') };
const IN_MARCH = { from: toDayNumber('2020-03-03'), to: toDayNumber('2020-03-20') };
const DAYS_TO_REPORT = 6;

interface Counts {
  people: number;
  excellent: number;
  unnamed: number;
}

/** In the order of the provinces, not of the days. */
export function playRating(provinces: readonly Province[]): DemoRecord[] {
  const draw = new Draw(`rating ${YEAR}`);
  const late = new Set(draw.spread(LATE, provinces.length));
  const spread = spreadPublished(draw, provinces.length - LATE);
  return provinces.map(({ code }, index) => {
    const isLate = late.has(index);
    const counts = isLate ? drawCounts(draw) : spread.shift();
    if (counts === undefined) throw new Error('The published people are spread over too few bodies.');
    return recordBody(draw, code, counts, isLate ? IN_MARCH : IN_TIME);
  });
}

function spreadPublished(draw: Draw, bodies: number): Counts[] {
  const people = Array.from({ length: bodies }, () => COMMITTEE.least);
  let left = PUBLISHED.people - bodies * COMMITTEE.least;
  while (left > 0) {
    const index = draw.between(0, bodies - 1);
    const size = people[index] ?? 0;
    if (size === COMMITTEE.most) continue;
    people[index] = size + 1;
    left -= 1;
  }
  const weights = people.map((size) => size * (0.8 + 0.4 * draw.unit()));
  const excellent = apportion(PUBLISHED.excellent, weights);
  const unnamed = new Set(draw.spread(PUBLISHED.unnamed, bodies));
  return people.map((size, index) => ({
    people: size,
    excellent: excellent[index] ?? 0,
    unnamed: unnamed.has(index) ? 1 : 0,
  }));
}

function drawCounts(draw: Draw): Counts {
  const people = draw.between(COMMITTEE.least, COMMITTEE.most);
  return { people, excellent: Math.round(people / 5), unnamed: 0 };
}

function recordBody(
  draw: Draw,
  code: string,
  { people, excellent, unnamed }: Counts,
  { from, to }: { from: DayNumber; to: DayNumber },
): DemoRecord {
  const finished = drawWorkingDay(draw, SEASON, from, to);
  const recorded = drawWorkingDay(draw, SEASON, finished, finished + DAYS_TO_REPORT);
  const standing = {
    finishedOn: toDay(finished),
    excellent,
    good: people - excellent - unnamed,
    satisfactory: 0,
    unsatisfactory: 0,
    unnamed,
  };
  return {
    recordedAt: `${toDay(recorded)}T${drawOfficeTime(draw)}+07:00`,
    noun: RATING,
    verb: RatingEventKind.RECORDED,
    organization: code,
    reason: null,
    key: `${code} ${YEAR}`,
    row: toRatingColumns(YEAR, standing),
  };
}

/** `14:25:00`: in the afternoon, after the committee has met. */
function drawOfficeTime(draw: Draw): string {
  return `${draw.between(14, 16)}:${String(draw.between(0, 59)).padStart(2, '0')}:00`;
}
