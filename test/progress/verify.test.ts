/** P3, P4: `verify` finds nothing in a sound database, and names whatever is false. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verify } from '../../src/progress/verify';
import { describeDifference, type Difference } from '../../src/progress/verify-difference';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { plantTree } from '../support/plant-tree';
import { addToStoredTotals, storeTotalsAsReleased } from '../support/change-totals';
import { rememberRows, restoreRows } from '../support/restore-in-place';
import { Level } from '../../src/organization/level';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await playSmallCampaign(database.dataSource);
  await rememberRows(database.url);
});

afterAll(() => database.close());

beforeEach(() => restoreRows(database.url));

async function falsify(sql: string): Promise<string[]> {
  await database.dataSource.query(sql);
  return (await verify(database.dataSource)).map(describeDifference);
}

describe('a sound database', () => {
  it('has no differences', async () => {
    expect(await verify(database.dataSource)).toEqual([]);
    expect(await database.dataSource.query('SELECT position FROM log_head')).toEqual([{ position: 16 }]);
  });

  it('has none either before anything happened, or before it holds a campaign', async () => {
    const tree = { parents: [0], levels: [Level.CENTRAL, Level.GRASSROOTS], deadlines: {}, today: '2020-03-01' };
    await plantTree(database.dataSource, tree);
    expect(await verify(database.dataSource)).toEqual([]);
    await database.dataSource.query('TRUNCATE organization, campaign CASCADE');
    expect(await verify(database.dataSource)).toEqual([]);
  });

  it('is given back its connection, and told check by check', async () => {
    const told: string[] = [];
    await verify(database.dataSource, { onCheck: (what) => told.push(what) });
    expect(told).toContain('totals of an event');
    const open = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state ~ 'idle in'";
    expect(await database.dataSource.query(open)).toEqual([]);
  });
});

describe('a false counter', () => {
  it('of a day is named with its organization, slice, day and figure', async () => {
    const lines = await falsify(
      "UPDATE progress_day SET completed = completed + 1 WHERE organization_id = 2 AND level = 'UPPER_GRASSROOTS' AND day = '2020-03-29'",
    );
    expect(lines).toEqual([
      'counter of a day of O1 UPPER_GRASSROOTS no pilots on 2020-03-29: completed is 2, should be 1',
    ]);
  });

  it.each(['planned', 'on_time', 'overdue', 'past_deadline', 'postponed', 'due', 'due_by_now'])(
    'of %s is found',
    async (figure) => {
      const [line] = await falsify(
        `INSERT INTO progress_day SELECT 1, 'CENTRAL', true, '2020-12-24', 0, 0, 0, 0, 0, 0, 0; UPDATE progress_day SET ${figure} = 3 WHERE day = '2020-12-24'`,
      );
      expect(line).toBe(`counter of a day of O0 CENTRAL pilots on 2020-12-24: ${figure} is 3, should be 0`);
    },
  );

  it('is also one that is missing', async () => {
    const lines = await falsify("DELETE FROM progress_day WHERE organization_id = 5 AND day = '2020-03-01'");
    expect(lines).toContain('counter of a day of O4 GRASSROOTS no pilots on 2020-03-01: planned is 0, should be 1');
  });

  it('of today is found', async () => {
    const lines = await falsify(
      "UPDATE progress_current SET overdue = overdue - 1 WHERE organization_id = 1 AND level = 'GRASSROOTS' AND NOT pilot",
    );
    expect(lines).toEqual(['counter of today of O0 GRASSROOTS no pilots on 2020-04-20: overdue is 0, should be 1']);
  });

  it('of today is found when the day was turned without its counters', async () => {
    const lines = await falsify("UPDATE campaign SET today = '2020-12-31'");
    expect(lines).toContain(
      'counter of today of O0 GRASSROOTS no pilots on 2020-12-31: past_deadline is 0, should be 1',
    );
  });
});

const GRASSROOTS = { level: Level.GRASSROOTS, pilot: false };
const UPPER_GRASSROOTS = { level: Level.UPPER_GRASSROOTS, pilot: false };
const PILOTS = { level: Level.CENTRALLY_RUN, pilot: true };

describe.each([
  ['as they are written now', () => Promise.resolve()],
  ['as the released version wrote them', storeTotalsAsReleased],
])('totals of events, %s', (_how, store) => {
  beforeEach(() => store(database.dataSource));

  it('do not differ in a sound database', async () => {
    expect(await verify(database.dataSource)).toEqual([]);
  });

  it.each([
    // The root, the next one below it, and an event that concerns everyone.
    [14, 0, GRASSROOTS, 'O0 GRASSROOTS no pilots'],
    [14, 1, UPPER_GRASSROOTS, 'O1 UPPER_GRASSROOTS no pilots'],
    [16, 0, PILOTS, 'O0 CENTRALLY_RUN pilots'],
  ])('are named where they are false: position %i, depth %i', async (position, depth, slice, place) => {
    const change = { ...slice, depth, figure: 'planned', by: 5 } as const;
    await addToStoredTotals(database.dataSource, position, change);
    const [line, ...more] = await falsify('SELECT');
    expect(line).toMatch(
      new RegExp(`^totals of an event of ${place} at position ${position}: planned is \\d+, should`),
    );
    expect(more).toEqual([]);
  });

  it('are found in slices in which nothing ever counts', async () => {
    const slice = { level: Level.CENTRAL, pilot: true, depth: 0, figure: 'postponed', by: 1 } as const;
    await addToStoredTotals(database.dataSource, 1, slice);
    expect(await falsify('SELECT')).toEqual([
      'totals of an event of O0 CENTRAL pilots at position 1: postponed is 1, should be 0',
    ]);
  });
});

it('what is due by now is compared where it is stored', async () => {
  await addToStoredTotals(database.dataSource, 14, { ...GRASSROOTS, depth: 0, figure: 'dueByNow', by: 2 });
  expect(await falsify('SELECT')).toEqual([
    'totals of an event of O0 GRASSROOTS no pilots at position 14: due_by_now is 3, should be 1',
  ]);
});

describe('a layout that is not one', () => {
  it('of the first kind is too short', async () => {
    await storeTotalsAsReleased(database.dataSource);
    expect(await falsify('UPDATE log_entry SET totals = totals[1:95] WHERE position = 2')).toContain(
      'layout of the totals of an event at position 2: length is 95, should be 96',
    );
  });

  it.each([
    ['totals || 3', /length is 66, should be 65/],
    ['totals || ARRAY[99, 1, 0, 0, 0, 0, 0, 0]', /places of slices is \{.*,99\}, should be \{[\d,]*\}/],
    ['totals || ARRAY[0, 1, 0, 0, 0, 0, 0, 0]', /places of slices is \{.*,0\}, should be \{0,/],
    ['totals || ARRAY[15, 0, 0, 0, 0, 0, 0, 0]', /slices without anything is 1, should be 0/],
    ["'{-3}'", /length is 1, should be 144/],
  ])('is found: %s', async (totals, line) => {
    const lines = await falsify(`UPDATE log_entry SET totals = ${totals} WHERE position = 4`);
    expect(lines).toContainEqual(expect.stringMatching(line));
    expect(lines).toContainEqual(expect.stringMatching(/^layout of the totals of an event at position 4: /));
  });
});

describe('a log out of order', () => {
  it('has a gap', async () => {
    const lines = await falsify('DELETE FROM log_entry WHERE position = 5');
    expect(lines).toContain('order of the log at position 6: position is 6, should be 5');
    expect(lines.join('\n')).toMatch(/event of a congress of O3 at position 5: congress is absent, should be \d/);
  });

  it('has more or less than its head says', async () => {
    expect(await falsify('UPDATE log_head SET position = 17')).toEqual([
      'order of the log: position of the head is 17, should be 16',
    ]);
  });

  it('runs backwards', async () => {
    const lines = await falsify(
      "UPDATE log_entry SET recorded_at = '2001-01-01' WHERE position = 4; UPDATE log_entry SET day = '2020-03-02' WHERE position = 9",
    );
    expect(lines.join('\n')).toMatch(/at position 4: recorded_at is 2001-01-01.*, should be not before/);
    expect(lines).toContain('order of the log at position 9: day is 2020-03-02, should be not before 2020-03-31');
  });

  it('is ahead of the business day', async () => {
    const lines = await falsify("UPDATE campaign SET today = '2020-04-19'");
    expect(lines).toContain('order of the log: today of the campaign is 2020-04-19, should be not before 2020-04-20');
  });
});

describe('a congress that is not what was decided and reported', () => {
  it.each([
    ["status = 'CANCELLED'", 1, 'status is CANCELLED, should be PLANNED'],
    ["planned_on = '2020-09-09'", 1, 'planned_on is 2020-09-09, should be 2020-04-07'],
    ["held_on = '2020-03-30'", 3, 'held_on is 2020-03-30, should be 2020-03-29'],
    ['delegates_attended = 92', 3, 'delegates_attended is 92, should be 91'],
    ['pilot = true', 4, 'pilot is true, should be false'],
    ["level = 'CENTRAL'", 4, 'level is CENTRAL, should be GRASSROOTS'],
    ['position = 4', 1, 'position is 4, should be 11'],
  ])('is found: %s', async (change, organization, line) => {
    const lines = await falsify(`UPDATE congress SET ${change} WHERE organization_id = ${organization + 1}`);
    expect(lines).toEqual([`congress of O${organization}: ${line}`]);
  });

  it('is found in an event too', async () => {
    expect(
      await falsify(
        `UPDATE log_entry SET body = body || '{"heldOn": "2020-01-31"}', path = '{1,2,5}' WHERE position = 5`,
      ),
    ).toContain('event of a congress of O3 at position 5: held_on is 2020-01-31, should be 2020-02-29');
  });

  it('is one without any plan', async () => {
    const lines = await falsify(
      "INSERT INTO congress (organization_id, level, pilot, status, position) VALUES (1, 'CENTRAL', false, 'PLANNED', 0)",
    );
    expect(lines).toContain('congress of O0: status is PLANNED, should be absent');
  });

  it('has plans without an event', async () => {
    const lines = await falsify(
      "INSERT INTO congress_plan SELECT congress_id, 99, '2020-04-20', 'CANCELLED', NULL, false FROM congress_plan WHERE position = 1",
    );
    expect(lines.join('\n')).toMatch(/event of a congress of O1 at position 99: congress is absent, should be \d/);
    expect(lines.join('\n')).toMatch(/counter of a day of O1 CENTRALLY_RUN no pilots on 2020-04-20: planned is 0/);
  });
});

describe('many differences', () => {
  it('are listed as far as asked for, with how many there are', async () => {
    await database.dataSource.query('UPDATE progress_current SET planned = planned + 1');
    const [rows] = await database.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM progress_current',
    );
    const differences: Difference[] = await verify(database.dataSource, { limit: 3 });
    expect(differences).toHaveLength(3);
    expect(new Set(differences.map(({ total }) => total))).toEqual(new Set([rows?.count]));
  });
});
