/** P4: the continuous recount finds in one round what `verify` finds, and nothing while a writer goes on. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { verify } from '../../src/progress/verify';
import { verifyContinuously, type CheckedRound } from '../../src/progress/verify-continuously';
import { describeDifference, type Difference } from '../../src/progress/verify-difference';
import { carryOut } from '../support/command';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { rememberRows, restoreRows } from '../support/restore-in-place';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await playSmallCampaign(database.dataSource);
  await rememberRows(database.url);
});

afterAll(() => database.close());

/** Ends what a test that failed has left behind: it would go on for ever. */
let stopLast: () => Promise<void> = () => Promise.resolve();

afterEach(() => stopLast());

beforeEach(() => restoreRows(database.url));

interface Watch {
  /** What was said of differences. */
  lines: string[];
  differences: Difference[];
  warnings: string[];
  rounds: CheckedRound[];
  stop: () => Promise<void>;
}

function startWatch(onRound: (round: CheckedRound) => void): Watch {
  const stop = new AbortController();
  const watch: Watch = { lines: [], differences: [], warnings: [], rounds: [], stop: () => Promise.resolve() };
  const tellRound = (message: unknown): void => {
    watch.rounds.push(message as CheckedRound);
    onRound(message as CheckedRound);
  };
  subscribe('giaoban.verify.round', tellRound);
  const stopped = verifyContinuously({
    dataSource: database.dataSource,
    pauseMilliseconds: 0,
    signal: stop.signal,
    log: {
      info: () => undefined,
      warn: (_details, message) => watch.warnings.push(message),
      error: (details, message) => {
        watch.lines.push(message);
        watch.differences.push((details as { difference: Difference }).difference);
      },
    },
  });
  watch.stop = async () => {
    stop.abort();
    await stopped;
    unsubscribe('giaoban.verify.round', tellRound);
  };
  stopLast = watch.stop;
  return watch;
}

/** One whole round. */
async function goRound(): Promise<Watch> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const watch = startWatch(() => {
    end();
  });
  await ended;
  await watch.stop();
  return watch;
}

/** Without the round in which the top is compared with what is right below it. */
function linesOf({ differences }: Watch): string[] {
  return differences.map((difference) =>
    describeDifference({ ...difference, what: difference.what.replace(', by those below', '') }),
  );
}

describe('a sound database', () => {
  it('has no differences, round after round', async () => {
    const { differences, warnings, rounds } = await goRound();
    expect([differences, warnings]).toEqual([[], []]);
    expect(rounds[0]).toMatchObject({ differences: 0, isWhole: true });
  });

  it('has none before it holds anything', async () => {
    await database.dataSource.query(
      'TRUNCATE organization, campaign, log_entry CASCADE; UPDATE log_head SET position = 0',
    );
    expect((await goRound()).rounds[0]).toMatchObject({ differences: 0, isWhole: true });
  });
});

describe('whatever verify finds', () => {
  it.each([
    ["UPDATE progress_day SET completed = completed + 1 WHERE organization_id = 2 AND day = '2020-03-29'"],
    ["UPDATE progress_day SET planned = planned + 1 WHERE organization_id = 1 AND day = '2020-03-01'"],
    ["INSERT INTO progress_day SELECT 1, 'CENTRAL', true, '2020-12-24', 0, 0, 0, 0, 0, 0, 7"],
    ["DELETE FROM progress_day WHERE organization_id = 5 AND day = '2020-03-01'"],
    ["DELETE FROM progress_day WHERE organization_id = 1 AND day = '2020-03-01'"],
    ["UPDATE progress_current SET overdue = overdue - 1 WHERE organization_id = 1 AND level = 'GRASSROOTS'"],
    ['UPDATE progress_current SET overdue = overdue - 1 WHERE organization_id = 4'],
    ["UPDATE campaign SET today = '2020-12-31'"],
    ["UPDATE campaign SET today = '2020-04-19'"],
    ...[3, 9, 11, 17, 19, 27].map((element) => [
      `UPDATE log_entry SET totals[${element}] = totals[${element}] + 5 WHERE position = 14`,
    ]),
    ['UPDATE log_entry SET totals[4] = totals[4] + 5 WHERE position = 16'],
    ["UPDATE log_entry SET totals = totals || '{15,1,0,0,0,0,0,0}' WHERE position = 1"],
    ['UPDATE log_entry SET totals = totals[1:8] WHERE position = 2'],
    ['UPDATE log_entry SET totals = array_fill(0, ARRAY[96]) WHERE position = 1'],
    ['UPDATE log_entry SET totals = array_fill(0, ARRAY[95]) WHERE position = 1'],
    ["UPDATE progress_current SET due_by_now = 7 WHERE organization_id = 2 AND level = 'CENTRALLY_RUN'"],
    ['DELETE FROM log_entry WHERE position = 5'],
    ['DELETE FROM log_entry WHERE position = 16'],
    ['DELETE FROM log_entry WHERE position = 1'],
    ['UPDATE log_head SET position = 17'],
    ["UPDATE log_entry SET recorded_at = '2001-01-01' WHERE position = 4"],
    ["UPDATE log_entry SET day = '2020-03-02' WHERE position = 9"],
    ['UPDATE log_entry SET subject = 4711 WHERE position = 5'],
    ["UPDATE log_entry SET path = '{1,3}' WHERE position = 5"],
    ["UPDATE log_entry SET path = '{4711}' WHERE position = 16"],
    ["UPDATE log_entry SET path = '{4}' WHERE position = 16"],
    ['UPDATE log_entry SET position = 2000000000 WHERE position = 16'],
    ['UPDATE log_entry SET position = -1 WHERE position = 1'],
    [`UPDATE log_entry SET body = body || '{"heldOn": "2020-01-31"}' WHERE position = 5`],
    ["UPDATE congress SET status = 'CANCELLED' WHERE organization_id = 2"],
    [
      "INSERT INTO congress (organization_id, level, pilot, status, position) VALUES (1, 'CENTRAL', false, 'PLANNED', 0)",
    ],
    [
      "INSERT INTO congress_plan SELECT congress_id, 99, '2020-04-20', 'CANCELLED', NULL, false FROM congress_plan WHERE position = 1",
    ],
    [
      "INSERT INTO congress_plan SELECT congress_id, 99, '2020-04-20', 'PLANNED', NULL, true FROM congress_plan WHERE position = 1",
    ],
  ])('is found in one round: %s', async (sql) => {
    await database.dataSource.query(sql);
    const expected = (await verify(database.dataSource, { limit: 1_000 })).map(describeDifference);
    expect(expected).not.toEqual([]);
    const watch = await goRound();
    const found = linesOf(watch);
    expect(watch.rounds[0]?.isWhole).toBe(true);
    expect(watch.rounds[0]?.differences).toBeGreaterThan(0);
    // What is said of the top may be said of what is right below it instead, and of places there is no organization for.
    const ofBodies = expected.filter((line) => !/ of O0 |counter of/.test(line));
    expect(found).toEqual(expect.arrayContaining(ofBodies));
    expect(found.length).toBeGreaterThanOrEqual(Math.min(1, expected.length));
  });

  it('names organization, slice, day and figure, with what is expected and what is there', async () => {
    await database.dataSource.query(
      "UPDATE progress_day SET completed = completed + 1 WHERE organization_id = 4 AND day = '2020-03-29' AND level = 'UPPER_GRASSROOTS'",
    );
    expect((await goRound()).lines).toEqual([
      'The recount differs: counter of a day of O3 UPPER_GRASSROOTS no pilots on 2020-03-29: completed is 2, should be 1.',
    ]);
  });

  it('says of the top that it is not the sum of what is below it', async () => {
    await database.dataSource.query(
      "UPDATE progress_current SET overdue = 0 WHERE organization_id = 1 AND level = 'GRASSROOTS' AND NOT pilot",
    );
    expect((await goRound()).lines).toEqual([
      'The recount differs: counter of today, by those below of O0 GRASSROOTS no pilots on 2020-04-20: overdue is 0, should be 1.',
    ]);
  });
});

describe('while a writer goes on', () => {
  /** Changes congresses in turn until told to stop; so many times at most, as every version of a congress is recounted. */
  async function writeUntil(stop: AbortSignal): Promise<number> {
    let count = 0;
    for (; !stop.aborted && count < 400; count += 1) {
      const change = { organization: (count % 4) + 1, pilot: count % 8 < 4 };
      await carryOut(database.dataSource, { key: null, name: 'setPilot', ...change });
      if (count % 7 === 0) await carryOut(database.dataSource, { key: null, name: 'turnDay', days: 1 });
    }
    return count;
  }

  it('nothing differs, and the recount ends when it is told to', async () => {
    const enough = new AbortController();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const watch = startWatch(() => {
      end();
      if (watch.rounds.length >= 4) enough.abort();
    });
    try {
      expect(await writeUntil(enough.signal)).toBeGreaterThan(10);
    } finally {
      enough.abort();
    }
    await ended;
    await watch.stop();
    expect([watch.differences, watch.warnings]).toEqual([[], []]);
    expect(watch.rounds.every(({ isWhole }) => isWhole)).toBe(true);
    const rounds = watch.rounds.length;
    expect(await verify(database.dataSource)).toEqual([]);
    expect(watch.rounds).toHaveLength(rounds);
  });
});
