/** The demo gives way to a campaign of one's own when asked, as long as nobody has changed it; otherwise the refusal says what to do. */
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { turnDay } from '../../src/congress/turn-day';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import type { Ended } from '../support/run-giaoban';
import { runHere } from '../support/run-here';

const FOLDER = join(__dirname, '..', '..', 'examples', 'campaign');
const FILES = ['campaign.json', 'organizations.csv', 'plans.csv', 'reports.csv'];

let demo: TestDatabase;
let fresh: TestDatabase;

beforeAll(async () => {
  fresh = await openTestDatabase();
  await giaoban(fresh, 'import', ...FILES);
});

afterAll(() => fresh.close());

beforeEach(async () => {
  demo = await openTestDatabase('small');
});

afterEach(() => demo.close());

function giaoban({ url }: TestDatabase, ...words: string[]): Promise<Ended> {
  return runHere(words, { folder: FOLDER, settings: { DATABASE_URL: url } });
}

/** How many rows each table has, and where the log ends. */
async function extentOf({ dataSource }: TestDatabase): Promise<unknown> {
  const tables = await dataSource.query<{ name: string }[]>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::integer FROM ${name}`);
  return {
    counts: await dataSource.query<unknown[]>(`${counts.join(' UNION ALL ')} ORDER BY name`),
    head: await dataSource.query<unknown[]>('SELECT position FROM log_head'),
    ids: await dataSource.query<unknown[]>('SELECT min(id), max(id) FROM organization'),
  };
}

const epochOf = async ({ dataSource }: TestDatabase): Promise<string> =>
  (await dataSource.query<{ epoch: string }[]>('SELECT epoch FROM log_head'))[0]?.epoch ?? '';

test('unasked it stays, and the refusal names the way', async () => {
  const before = await extentOf(demo);
  const { code, out, err } = await giaoban(demo, 'import', ...FILES);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/giaoban: This database holds the demo country\. [^\n]+ add --replace-demo; [^\n]+\n$/);
  expect(await extentOf(demo)).toEqual(before);
});

describe('when asked', () => {
  test('nothing of it is left: all is as in a new database, in another epoch', async () => {
    const epoch = await epochOf(demo);
    const { code, out } = await giaoban(demo, 'import', '--replace-demo', ...FILES);
    expect(code).toBe(0);
    expect(out).toMatch(/\nRecorded a campaign and 13 events, positions 1 to 13\.\n$/);
    expect(await extentOf(demo)).toEqual(await extentOf(fresh));
    expect(await epochOf(demo)).not.toBe(epoch);
    expect((await giaoban(demo, 'verify')).out).toMatch(/^Nothing differs: 9 congresses and 13 events/);
    // Asked again, there is no demo any more, and the files say what is there.
    const again = await giaoban(demo, 'import', '--replace-demo', ...FILES);
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/Recorded no events\.\n$/) });
  });

  test('a dry run, and an import in which a row is refused, leave it as it was', async () => {
    const before = [await extentOf(demo), await epochOf(demo)];
    const tried = await giaoban(demo, 'import', '--replace-demo', '--dry-run', ...FILES);
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('A real run would record a campaign and 13') });
    // Plans without their organizations.
    const refused = await giaoban(demo, 'import', '--replace-demo', '--no-annotate', 'campaign.json', 'plans.csv');
    expect(refused.code).toBe(1);
    expect([await extentOf(demo), await epochOf(demo)]).toEqual(before);
  });

  test('it takes a campaign to be put in its place', async () => {
    const { code, err } = await giaoban(demo, 'import', '--replace-demo', 'organizations.csv');
    expect(code).toBe(1);
    expect(err).toMatch(/Give the campaign file \(\.json\) as well\.\n$/);
  });

  test.each(['demo', 'an operator'])('one that %s has changed stays', async (subject) => {
    const viewer = { subject, role: Role.ADMIN, path: [1], publicTotals: true };
    await turnDay(demo.dataSource, viewer, { to: null });
    const before = await extentOf(demo);
    for (const words of [['--replace-demo'], []]) {
      const { code, err } = await giaoban(demo, 'import', ...words, ...FILES);
      expect(code).toBe(1);
      expect(err).toMatch(/something was recorded in it since it was loaded: it is not replaced\. [^\n]+\n$/);
    }
    expect(await extentOf(demo)).toEqual(before);
  });
});
