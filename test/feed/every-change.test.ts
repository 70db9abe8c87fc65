/** P17: whatever changes a table that answers read takes a position in the log: every mutation, every kind of import, and the clock. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import type { App } from '../../src/app';
import { turnDayByClock } from '../../src/congress/turn-day';
import { EACH_MUTATION, inputOf, mutation, mutationsOfSchema } from '../support/each-mutation';
import { changedBetween, fingerprintOf } from '../support/fingerprint';
import {
  CAMPAIGN,
  emptyDatabase,
  importCountry,
  importTexts,
  ORGANIZATIONS,
  type Texts,
} from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import { post, startOn, tokenFor } from '../support/start-test-app';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What the work has changed, and by how much it has moved the head. */
async function changesOf(work: () => Promise<unknown>): Promise<{ tables: string[]; positions: number }> {
  const before = await fingerprintOf(database.dataSource);
  await work();
  const after = await fingerprintOf(database.dataSource);
  return { tables: changedBetween(before, after), positions: after.head - before.head };
}

describe('P17: every mutation', () => {
  let app: App;
  let admin: string;
  let reader: string;

  beforeAll(async () => {
    await emptyDatabase(database.dataSource);
    await importCountry(database.dataSource);
    app = await startOn(database.url);
    admin = await tokenFor(Role.ADMIN, 'TW');
    reader = await tokenFor(Role.VIEWER, 'TW');
  });
  afterAll(() => app.close());

  test('is tried below: give a new one a line', () => {
    expect(EACH_MUTATION.map(([name]) => name).sort()).toEqual(Object.keys(mutationsOfSchema()).sort());
  });

  test.each(EACH_MUTATION)(
    '%s takes a position; refused, and sent again with its key, it changes nothing',
    async (name, given) => {
      const input = await inputOf(database.dataSource, given);
      const send = (token: string) =>
        post(app.url, mutation(name), { input: { ...input, idempotencyKey: name } }, token);
      let refused: unknown;
      expect(await changesOf(async () => (refused = (await send(reader)).errors))).toEqual({
        tables: [],
        positions: 0,
      });
      expect(refused).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      const { tables, positions } = await changesOf(async () => {
        expect((await send(admin)).errors).toBeUndefined();
      });
      expect(tables).toContain('log_entry');
      expect(positions).toBe(1);
      expect(await changesOf(() => send(admin))).toEqual({ tables: [], positions: 0 });
    },
  );
});

const PLANS = 'organization,plannedOn\nA.1,2025-03-20\nA.2,2025-03-21\n';
const REPORTS = 'organization,heldOn\nA.2,2025-02-27\n';
const GROWN = `${ORGANIZATIONS}A.3;A;Đảng bộ Sở Tài chính;cơ sở;\n`;
const RENAMED = GROWN.replace('Sở Tài chính', 'Sở Tài chính và Kế hoạch');
const changed = (more: object): string => JSON.stringify({ ...(JSON.parse(CAMPAIGN) as object), ...more });
const LOG = `position,recordedAt,day,kind,organization,status,plannedOn,pilot
1,2025-03-01T00:00:00Z,2025-03-01,PLANNED,A.2,PLANNED,2025-03-21,no
`;
const COUNTRY = { 'campaign.json': CAMPAIGN, 'organizations.csv': ORGANIZATIONS };
const WHOLE = { ...COUNTRY, 'events.csv': LOG };

/** One after another, from an empty database on; an import `anew` begins with an empty one. */
const IMPORTS: readonly (readonly [what: string, texts: Texts, positions: number, anew: boolean])[] = [
  ['a campaign', { 'campaign.json': CAMPAIGN }, 1, true],
  ['a file of organizations', { 'organizations.csv': ORGANIZATIONS }, 1, false],
  ['a text of the campaign', { 'campaign.json': changed({ name: 'Đại hội' }) }, 1, false],
  ['whether it follows the clock', { 'campaign.json': changed({ name: 'Đại hội', followsClock: true }) }, 1, false],
  ['plans', { 'plans.csv': PLANS }, 2, false],
  ['an organization, once the log has begun', { 'organizations.csv': GROWN }, 1, false],
  ['a name', { 'organizations.csv': RENAMED }, 1, false],
  ['reports', { 'reports.csv': REPORTS }, 1, false],
  ['a campaign, organizations, plans and reports', { ...COUNTRY, 'plans.csv': PLANS, 'reports.csv': REPORTS }, 5, true],
  ['a whole log', WHOLE, 1, true],
];

describe('P17: every kind of import', () => {
  test.each(IMPORTS)(
    '%s takes positions; as a dry run, and once more, it changes nothing',
    async (_what, texts, positions, anew) => {
      const { dataSource } = database;
      if (anew) await emptyDatabase(dataSource);
      expect(await changesOf(() => importTexts(dataSource, texts, { dryRun: true }))).toEqual({
        tables: [],
        positions: 0,
      });
      const made = await changesOf(async () => {
        const { recorded, positions: said } = await importTexts(dataSource, texts);
        expect({ recorded, count: said!.last - said!.first + 1 }).toEqual({ recorded: true, count: positions });
      });
      expect(made.tables.length).toBeGreaterThan(0);
      expect(made.positions).toBe(positions);
      const again = await changesOf(async () => {
        expect((await importTexts(dataSource, texts)).positions).toBeNull();
      });
      expect(again).toEqual({ tables: [], positions: 0 });
    },
  );

  test('with a row that is refused changes nothing at all', async () => {
    const { dataSource } = database;
    const texts = {
      'organizations.csv': `${RENAMED}A.4;Z;Không có;cơ sở;\n`,
      'campaign.json': changed({ term: '2025' }),
    };
    const refused = await changesOf(async () => {
      expect(await importTexts(dataSource, texts)).toMatchObject({ recorded: false, positions: null });
    });
    expect(refused).toEqual({ tables: [], positions: 0 });
  });

  test('and so does the clock', async () => {
    const { dataSource } = database;
    await emptyDatabase(dataSource);
    await importTexts(dataSource, { ...WHOLE, 'campaign.json': changed({ followsClock: true }) });
    const turned = await changesOf(() => turnDayByClock(dataSource, '2025-03-02'));
    expect(turned).toMatchObject({ tables: expect.arrayContaining(['campaign', 'log_entry']), positions: 1 });
    expect(await changesOf(() => turnDayByClock(dataSource, '2025-03-02'))).toEqual({ tables: [], positions: 0 });
  });
});
