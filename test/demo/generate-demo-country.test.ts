/** The demo country reproduces every published figure, on the days for which they are known. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { Day } from '../../src/day';
import { generateDemoCountry } from '../../src/demo/generate-demo-country';
import { Level } from '../../src/organization/level';
import { recordedDayOf, replayDemoCountry, type ReplayedCongress } from './replay-demo-country';

const CSV = readFileSync(join(__dirname, '../../data/provinces-2020.csv'), 'utf8');
const END = '2021-02-01';
const whole = generateDemoCountry(END, CSV);
const { organizations } = whole;
const { congresses: atTheEnd, broken } = replayDemoCountry(whole);

function congressesOn(today: Day): ReplayedCongress[] {
  return replayDemoCountry(generateDemoCountry(today, CSV)).congresses;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

const at = (level: Level) => (congress: ReplayedCongress) => congress.organization.level === level;
const isPilot = ({ pilot }: ReplayedCongress) => pilot;
const isCompleted = ({ status }: ReplayedCongress) => status === 'COMPLETED';
const branchOf = (code: string) => code.split('.')[0] ?? '';

describe('the decisions', () => {
  test('keep every rule, for every organization', () => {
    expect(broken).toEqual([]);
    expect(atTheEnd).toHaveLength(organizations.length);
  });

  test('are in the order in which they were recorded, the plan of the root first', () => {
    const days = whole.decisions.map(({ recordedAt }) => recordedAt);
    expect(days.every((day, index) => index === 0 || day >= (days[index - 1] ?? ''))).toBe(true);
    expect(whole.decisions[0]).toMatchObject({ organization: 'VN', kind: 'PLANNED', plannedOn: '2021-01-25' });
    expect(days.at(-1)?.slice(0, 10)).toBe(END);
  });

  test('let no body meet before those below it, pilots aside', () => {
    const heldOn = new Map(atTheEnd.map((one) => [one.organization.code, one]));
    const wrong = [...heldOn.values()].filter(({ organization, heldOn: day }) => {
      const above = heldOn.get(organization.parentCode ?? '');
      return above && !above.pilot && (above.heldOn ?? '') <= (day ?? '');
    });
    expect(wrong).toEqual([]);
  });

  test('are the same every time', () => {
    expect(hashOf(generateDemoCountry(END, CSV))).toBe(hashOf(whole));
  });

  test.each(['2020-02-29', '2020-06-30', '2020-10-29'])(
    'on %s begin the decisions of every later day, and leave out none that is recorded by then',
    (today) => {
      const { decisions } = generateDemoCountry(today, CSV);
      expect(decisions.length).toBe(whole.decisions.filter((one) => recordedDayOf(one) <= today).length);
      expect(decisions.every((one, index) => isDeepStrictEqual(one, whole.decisions[index]))).toBe(true);
    },
  );

  test('plan pilots in the first two quarters, at two levels only', () => {
    const pilots = whole.decisions.flatMap((one) => (one.kind === 'PLANNED' && one.pilot ? [one.plannedOn] : []));
    expect(pilots).toHaveLength(1_174 + 92);
    expect(pilots.every((day) => day >= '2020-01-01' && day <= '2020-06-30')).toBe(true);
  });
});

describe('on 29 February 2020', () => {
  const congresses = congressesOn('2020-02-29');
  const grassroots = congresses.filter(at(Level.GRASSROOTS)).filter(isPilot);
  const overdue = grassroots.filter(
    ({ status, plannedOn }) => status === 'PLANNED' && (plannedOn ?? '') < '2020-02-29',
  );

  test('295 of 1,174 pilots of the grassroots and 0 of 92 one level up are held, and nothing else', () => {
    const upper = congresses.filter(at(Level.UPPER_GRASSROOTS)).filter(isPilot);
    expect([grassroots.filter(isCompleted).length, grassroots.length]).toEqual([295, 1_174]);
    expect([upper.filter(isCompleted).length, upper.length]).toEqual([0, 92]);
    expect(congresses.filter(isCompleted)).toHaveLength(295);
    expect(congresses.filter(isPilot)).toHaveLength(1_174 + 92);
  });

  test('the provinces differ: some are far ahead, some have held none, some have pilots overdue', () => {
    const rates = [...new Set(grassroots.map(({ organization }) => branchOf(organization.code)))].map((branch) => {
      const own = grassroots.filter(({ organization }) => branchOf(organization.code) === branch);
      return own.filter(isCompleted).length / own.length;
    });
    expect(rates).toHaveLength(67);
    expect(rates.filter((rate) => rate > 0.6).length).toBeGreaterThan(2);
    expect(rates.filter((rate) => rate === 0).length).toBeGreaterThan(5);
    expect(overdue.length).toBeGreaterThanOrEqual(20);
    expect(overdue.length).toBeLessThanOrEqual(60);
  });

  test('some congresses are postponed because of COVID-19, first in Vĩnh Phúc', () => {
    const postponed = congresses.filter(({ status }) => status === 'POSTPONED').length;
    expect(postponed).toBeGreaterThanOrEqual(40);
    expect(postponed).toBeLessThanOrEqual(80);
    const decisions = whole.decisions.filter((one) => one.kind === 'POSTPONED' && recordedDayOf(one) <= '2020-02-29');
    expect(decisions.filter((one) => !JSON.stringify(one).includes('COVID-19'))).toEqual([]);
    expect(decisions[0]?.organization).toMatch(/^26\./);
    expect(decisions.some((one) => one.kind === 'POSTPONED' && one.plannedOn !== null)).toBe(true);
  });
});

describe('played forward', () => {
  test('51,985 of 52,105 grassroots congresses are held by 30 June 2020, all pilots among them', () => {
    const grassroots = congressesOn('2020-06-30').filter(at(Level.GRASSROOTS));
    expect([grassroots.filter(isCompleted).length, grassroots.length]).toEqual([51_985, 52_105]);
    expect(grassroots.filter(isPilot).every(isCompleted)).toBe(true);
  });

  test('as of a past day the figures stay what they were: nothing was held in time and reported later', () => {
    const heldBy = (level: Level, day: Day) =>
      replayDemoCountry(whole)
        .congresses.filter(at(level))
        .filter(({ heldOn }) => heldOn !== null && heldOn <= day).length;
    expect(heldBy(Level.GRASSROOTS, '2020-02-29')).toBe(295);
    expect(heldBy(Level.UPPER_GRASSROOTS, '2020-02-29')).toBe(0);
    expect(heldBy(Level.GRASSROOTS, '2020-06-30')).toBe(51_985);
    expect(heldBy(Level.GRASSROOTS, '2020-08-31')).toBe(52_105);
    expect(heldBy(Level.UPPER_GRASSROOTS, '2020-09-30')).toBe(
      organizations.filter(({ level }) => level === Level.UPPER_GRASSROOTS).length,
    );
  });

  test('Thái Bình is through first with the grassroots, then Yên Bái, then Quảng Ninh', () => {
    const lastHeld = new Map<string, Day>();
    const lastReported = new Map<string, Day>();
    const levels = new Map(organizations.map(({ code, level }) => [code, level]));
    for (const one of whole.decisions) {
      if (one.kind !== 'COMPLETED' || levels.get(one.organization) !== Level.GRASSROOTS) continue;
      const branch = branchOf(one.organization);
      lastReported.set(branch, recordedDayOf(one));
      if (one.heldOn > (lastHeld.get(branch) ?? '')) lastHeld.set(branch, one.heldOn);
    }
    for (const last of [lastHeld, lastReported]) {
      const order = [...last].sort(([, a], [, b]) => (a < b ? -1 : 1));
      expect(order.slice(0, 3).map(([branch]) => branch)).toEqual(['34', '15', '22']);
      expect(new Set(order.slice(0, 4).map(([, day]) => day)).size).toBe(4);
    }
  });

  test('all 67 centrally-run bodies have held theirs by 29 October 2020, the last on the 28th or 29th', () => {
    const bodies = congressesOn('2020-10-29').filter(at(Level.CENTRALLY_RUN));
    const days = bodies.map(({ heldOn }) => heldOn ?? '').sort();
    expect(bodies.filter(isCompleted)).toHaveLength(67);
    expect((days[0] ?? '') >= '2020-08-15').toBe(true);
    expect(['2020-10-28', '2020-10-29']).toContain(days.at(-1));
  });

  test('the national congress ends the campaign with 1,587 delegates', () => {
    expect(whole.decisions.at(-1)).toMatchObject({ organization: 'VN', kind: 'COMPLETED', heldOn: END });
    expect(whole.decisions.at(-1)).toMatchObject({ delegatesSummoned: 1_587, delegatesAttended: 1_587 });
    expect(atTheEnd.every(isCompleted)).toBe(true);
  });
});
