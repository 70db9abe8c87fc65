/** Draws days on which offices work: seldom a weekend, never a public holiday, busier in some months than in others. */
import { type DayNumber, LAST_DAY, toDay, weekdayOf } from './count-days';
import type { Draw } from './draw';

/** For each day the weight of all days before it. */
type Season = Float64Array;

const SATURDAY = 0.15;
const SUNDAY = 0.02;

/** New Year, Tết, the Hùng Kings, 30 April and 1 May, National Day, New Year. */
const HOLIDAYS = new Set([
  '2020-01-01',
  ...['22', '23', '24', '25', '26', '27', '28', '29'].map((day) => `2020-01-${day}`),
  '2020-04-02',
  '2020-04-30',
  '2020-05-01',
  '2020-09-02',
  '2021-01-01',
]);

/** A season with these weights by month (`2020-04`); months that are not named weigh 1. */
export function openSeason(weights: Readonly<Record<string, number>> = {}): Season {
  const season = new Float64Array(LAST_DAY + 2);
  for (let number = 0; number <= LAST_DAY; number++) {
    const weight = weightOf(number) * (weights[toDay(number).slice(0, 7)] ?? 1);
    season[number + 1] = (season[number] ?? 0) + weight;
  }
  return season;
}

function weightOf(number: DayNumber): number {
  if (HOLIDAYS.has(toDay(number))) return 0;
  const weekday = weekdayOf(number);
  return weekday === 0 ? SUNDAY : weekday === 6 ? SATURDAY : 1;
}

/** A day of the season, both ends included. */
export function drawWorkingDay(draw: Draw, season: Season, from: DayNumber, to: DayNumber): DayNumber {
  if (from > to) throw new RangeError(`No day lies between ${toDay(from)} and ${toDay(to)}`);
  const before = season[from] ?? 0;
  const target = before + draw.unit() * ((season[to + 1] ?? 0) - before);
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((season[middle + 1] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
