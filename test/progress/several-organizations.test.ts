/** Progress of several organizations at once: in one statement, in their order, at one position; and as one state that is pushed (P5, P7, P11, P13). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { matches, type Filter } from '../../src/feed/filter';
import { LogEntry } from '../../src/feed/log-entry';
import { countMatching } from '../../src/feed/read-matching';
import { ProgressOfResolver } from '../../src/progress/progress-of-resolver';
import { ProgressOfDocument, ProgressOfStateDocument } from '../generated/operations';
import { openCleanUp } from '../support/clean-up';
import { carryOut, type Command } from '../support/command';
import { follow } from '../support/follow';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { playSmallCampaign } from '../support/play-small-campaign';
import { openOperation } from '../support/read-as-api';
import { recordStatements } from '../support/relations-read';
import { post, requireData, startOn, tokenFor } from '../support/start-test-app';

const cleanUp = openCleanUp();
let database: TestDatabase;
let app: App;
let root: string;
/** Of O1, with O3 and O4 below it. */
let province: string;

beforeAll(async () => {
  database = await openTestDatabase();
  cleanUp.add(() => database.close());
  await playSmallCampaign(database.dataSource);
  app = await startOn(database.url, { PUBLIC_TOTALS: 'on' });
  cleanUp.add(app.close);
  root = await tokenFor(Role.VIEWER, 'O0');
  province = await tokenFor(Role.VIEWER, 'O1');
});
afterAll(() => cleanUp.closeAll());

async function ask(organizations: string[], token = root) {
  const { progressOf } = requireData(await post(app.url, ProgressOfDocument, { organizations }, token));
  return progressOf!;
}

async function refuse(organizations: string[], token = root) {
  const { errors } = await post(app.url, ProgressOfDocument, { organizations }, token);
  return errors?.[0];
}

const change = (command: Omit<Extract<Command, { name: 'setPilot' }>, 'key' | 'name'>) =>
  carryOut(database.dataSource, { key: null, name: 'setPilot', ...command });

describe('a list', () => {
  test('has the order in which it is asked for, and one position', async () => {
    const codes = ['O4', 'O0', 'O2', 'O4', 'O1'];
    const rows = await ask(codes);
    expect(rows.map(({ organization }) => organization.code)).toEqual(codes);
    expect(rows.map(({ planned }) => planned)).toEqual([1, 4, 1, 1, 3]);
    expect(new Set(rows.map(({ position }) => position)).size).toBe(1);
    expect(rows[0]).toEqual(rows[3]);
  });

  test('is read in as many statements as one', async () => {
    const recording = recordStatements(database.dataSource);
    const operation = openOperation(database.dataSource);
    const scope = { level: null, pilot: null, asOf: '2020-03-10' };
    await new ProgressOfResolver().progressOf(operation, { organizations: ['O0', 'O1', 'O2', 'O3', 'O4'], ...scope });
    await operation.close();
    recording.stop();
    const reads = recording.take().filter(({ sql }) => /^\s*(SELECT|WITH)\b/i.test(sql));
    // The organizations, the moment, and the counters.
    expect(reads).toHaveLength(3);
  });

  test.each([
    [['O0', 'O1', 'O2', 'nowhere', 'nobody'], 'organizations.3', 'no organization with the code "nowhere"'],
    [['nowhere'], 'organizations.0', 'no organization with the code "nowhere"'],
  ])('with a code that is not known is refused by its place: %j', async (codes, argument, message) => {
    expect(await refuse(codes)).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'NOT_FOUND', argument },
    });
  });

  test.each([0, 201])('of %i codes is refused', async (length) => {
    const extensions = { code: 'BAD_USER_INPUT', argument: 'organizations', limit: 200, actual: length };
    expect(await refuse(new Array<string>(length).fill('O1'))).toMatchObject({ extensions });
    expect(await ask(new Array<string>(200).fill('O1'))).toHaveLength(200);
  });

  test('has the totals above the viewer where they are public, and nothing beside them (P7)', async () => {
    expect((await ask(['O0', 'O1', 'O3'], province)).map(({ planned }) => planned)).toEqual([4, 3, 1]);
    const extensions = { code: 'NOT_FOUND', argument: 'organizations.1' };
    expect(await refuse(['O1', 'O2'], province)).toMatchObject({ extensions });
  });
});

describe('a state of several', () => {
  test('comes at once, and whole after a change below one of them; what is elsewhere does not wake it', async () => {
    const both = follow(app.url, ProgressOfStateDocument, { organizations: ['O3', 'O2'] }, root);
    const [first] = await both.waitFor(1);
    expect(first!.progressOf).toEqual(await ask(['O3', 'O2']));
    await change({ organization: 4, pilot: true });
    const { entries } = await change({ organization: 2, pilot: true });
    const states = await both.waitFor(2);
    expect(states[1]!.progressOf.map(({ position }) => position)).toEqual(
      entries.flatMap(({ position }) => [position, position]),
    );
    expect(states[1]!.progressOf).toEqual(await ask(['O3', 'O2']));
    await carryOut(database.dataSource, { key: null, name: 'turnDay', days: 1 });
    const turned = (await both.waitFor(3))[2]!;
    expect(turned.progressOf).toEqual(await ask(['O3', 'O2']));
    await both.stop();
    expect(both.received).toHaveLength(3);
  });

  test('ends with its place in the list when one of them has moved out of reach (P7)', async () => {
    const state = follow(app.url, ProgressOfStateDocument, { organizations: ['O1', 'O3'] }, province);
    await state.waitFor(1);
    await database.dataSource.query("UPDATE organization SET parent_id = 3, path = '{1,3,4}' WHERE code = 'O3'");
    await change({ organization: 4, pilot: false });
    const [error, ...more] = await state.ended;
    await database.dataSource.query("UPDATE organization SET parent_id = 2, path = '{1,2,4}' WHERE code = 'O3'");
    expect([error?.extensions, more]).toEqual([{ code: 'NOT_FOUND', argument: 'organizations.1' }, []]);
    expect(state.received).toHaveLength(1);
  });

  test('is refused as the query is', async () => {
    const state = follow(app.url, ProgressOfStateDocument, { organizations: ['O1', 'O2'] }, province);
    expect((await state.ended)[0]?.extensions).toEqual({ code: 'NOT_FOUND', argument: 'organizations.1' });
  });
});

test('a filter of several places says the same to PostgreSQL as here', async () => {
  const entries = await database.dataSource.manager.find(LogEntry);
  const filters: Filter[] = [
    { through: [], throughAny: [3, 4], labels: [], withTotals: true },
    { through: [2], throughAny: [4, 5], labels: ['pilot:false'] },
    { through: [], throughAny: [4], labels: [], kinds: ['NONE'], besides: { kinds: ['PLANNED'], path: [1, 2] } },
  ];
  for (const filter of filters) {
    const here = entries.filter((entry) => matches(filter, entry)).length;
    expect(await countMatching(database.dataSource.manager, filter, entries.length)).toBe(here);
    expect([0, entries.length]).not.toContain(here);
  }
});

describe('the least interval', () => {
  const STATES: Record<string, string> = {
    progress: 'progress(atMostEvery: $ms) { position }',
    progressOf: 'progressOf(organizations: ["O1"], atMostEvery: $ms) { position }',
    workProgram: 'workProgram(year: 2020, atMostEvery: $ms) { position }',
    qualityRating: 'qualityRating(year: 2020, atMostEvery: $ms) { position }',
    briefing: 'briefing(month: "2020-03", atMostEvery: $ms) { month }',
    reconciliation: 'reconciliation(atMostEvery: $ms) { position }',
  };

  test.each(Object.entries(STATES))('of %s is from 0 to a minute', async (_name, field) => {
    const query = `subscription ($ms: Int!) { ${field} }`;
    for (const ms of [-1, 60_001]) {
      const extensions = { code: 'BAD_USER_INPUT', argument: 'atMostEvery', limit: 60_000, actual: ms };
      const refused = follow(app.url, query, { ms }, root);
      expect((await refused.ended)[0]?.extensions).toEqual(extensions);
    }
    const served = follow(app.url, query, { ms: 60_000 }, root);
    await served.waitFor(1);
    await served.stop();
  });
});
