/** The year as it is played ends each stage with the figures that are published, and has the provinces finish in their order. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, type Day } from '../../src/day';
import type { DemoOrganization } from '../../src/demo/demo-country';
import { generateDemoCountry } from '../../src/demo/generate-demo-country';
import { readProvincesFile } from '../../src/demo/read-provinces';
import { Level } from '../../src/organization/level';
import { ArrangedYear, type PlayedDecision } from '../../src/replay/arrange-year';

const START = '2020-02-29';
const END = '2020-11-01';

let organizations: ReadonlyMap<string, DemoOrganization>;
let year: ArrangedYear;
/** Day by day, as it is played. */
let played: PlayedDecision[];

beforeAll(async () => {
  const country = generateDemoCountry(END, await readProvincesFile());
  organizations = new Map(country.organizations.map((organization) => [organization.code, organization]));
  year = new ArrangedYear(country.decisions);
  played = [...country.decisions].flatMap((one) => (one.kind === 'PLANNED' ? [] : [one]));
});

function countReported(level: Level, by: Day): number {
  const reports = [...year.reportsBefore(addDays(by, 1)).values()].flat();
  return reports.filter(({ organization }) => organizations.get(organization)?.level === level).length;
}

const countAll = (level: Level): number => [...organizations.values()].filter((one) => one.level === level).length;

describe('what is reported', () => {
  test.each([
    [START, Level.GRASSROOTS, 295],
    ['2020-06-30', Level.GRASSROOTS, 51_985],
    ['2020-08-31', Level.GRASSROOTS, 52_105],
    ['2020-10-28', Level.CENTRALLY_RUN, 66],
    ['2020-10-29', Level.CENTRALLY_RUN, 67],
  ])('by %s at level %s: %i', (day, level, count) => {
    expect(countReported(level, day)).toBe(count);
  });

  test('nearly all upper-grassroots bodies by their deadline of 31 August, and all of them before the year ends', () => {
    const all = countAll(Level.UPPER_GRASSROOTS);
    expect(countReported(Level.UPPER_GRASSROOTS, '2020-08-31') / all).toBeGreaterThan(0.9);
    expect(countReported(Level.UPPER_GRASSROOTS, END)).toBe(all);
  });

  test('Thái Bình, Yên Bái and Quảng Ninh are the first to have all their grassroots, each on a day of its own', () => {
    const left = new Map<string, number>();
    for (const { code, level } of organizations.values()) {
      const [branch = ''] = code.split('.');
      if (level === Level.GRASSROOTS) left.set(branch, (left.get(branch) ?? 0) + 1);
    }
    const through: { branch: string; day: Day }[] = [];
    for (const { kind, organization, recordedAt } of played) {
      if (kind !== 'COMPLETED' || organizations.get(organization)?.level !== Level.GRASSROOTS) continue;
      const [branch = ''] = organization.split('.');
      const count = (left.get(branch) ?? 0) - 1;
      left.set(branch, count);
      if (count === 0) through.push({ branch, day: recordedAt.slice(0, 10) });
    }
    expect(through.slice(0, 3).map(({ branch }) => branch)).toEqual(['34', '15', '22']);
    expect(new Set(through.slice(0, 4).map(({ day }) => day)).size).toBe(4);
  });
});

describe('the days', () => {
  test('have every decision once, in the order in which it is recorded, and none of the plans', () => {
    const days: PlayedDecision[] = [];
    for (let day = '2019-11-01'; day <= END; day = addDays(day, 1)) {
      expect(year.countBefore(day)).toBe(days.length);
      days.push(...year.on(day));
    }
    expect(days).toEqual(played);
    expect(year.countBefore(addDays(END, 1))).toBe(played.length);
  });

  test('have no more than one decision on a congress, so that what is recorded of a day can be told by it', () => {
    for (let day = START; day <= END; day = addDays(day, 1)) {
      const codes = year.on(day).map(({ organization }) => organization);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });
});
