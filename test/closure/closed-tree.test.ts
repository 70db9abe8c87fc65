/** Closed organizations and the tree: from below upwards, open again from above, with files and under races. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Role, type Viewer } from '../../src/access/viewer';
import { closeOrganization, reopenOrganization } from '../../src/closure/close-organization';
import { requireOpen } from '../../src/closure/require-open';
import { cancelCongress, planCongress, reinstateCongress } from '../../src/congress/plan-congress';
import { LOCK_NUMBERS } from '../../src/database/advisory-locks';
import { RECORD_CHECKS } from '../../src/record-nouns';
import { Problem } from '../../src/problem';
import { verify } from '../../src/progress/verify';
import { holdTable } from '../support/hold-table';
import { emptyDatabase, importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(database.dataSource);
  await importCountry(database.dataSource);
});

/** The root has the first id. */
const ADMIN: Viewer = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };
const on = '2025-02-20';
const reason = 'Sáp nhập.';

const close = (organization: string) => closeOrganization(database.dataSource, ADMIN, { organization, on, reason });
const reopen = (organization: string) => reopenOrganization(database.dataSource, ADMIN, { organization, reason });
const plan = (organization: string) => planCongress(database.dataSource, ADMIN, { organization });
const cancel = (organization: string) => cancelCongress(database.dataSource, ADMIN, { organization, reason });

const message = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Problem) return `${error.code} ${error.message}`;
      throw error;
    },
  );

describe('the tree', () => {
  test('is closed from below upwards, and opened from above downwards', async () => {
    expect(await message(close('A.1'))).toBe(
      'CONFLICT A.1.01 and 1 more directly below A.1 are open. Close what is below A.1 first.',
    );
    await close('A.1.01');
    expect(await message(close('A.1'))).toBe('CONFLICT A.1.02 below it is open. Close what is below A.1 first.');
    await close('A.1.02');
    await close('A.1');
    expect(await message(reopen('A.1.01'))).toBe('CONFLICT A.1 was closed on 2025-02-20; reopen it first.');
    await close('A.2');
    await close('A');
    expect(await message(reopen('A.1.01'))).toBe('CONFLICT A.1 was closed on 2025-02-20; reopen it first.');
    for (const code of ['A', 'A.1', 'A.1.01']) await reopen(code);
    expect(await message(close('A.1'))).toMatch(/^CONFLICT A\.1\.01 below it is open/);
    expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
  });

  test('is told for many organizations at once: the lowest that is closed is named', async () => {
    const ids = await database.dataSource.query<{ id: number }[]>('SELECT id FROM organization ORDER BY code');
    const ask = () =>
      message(
        requireOpen(
          database.dataSource.manager,
          ids.map(({ id }) => id),
        ),
      );
    expect(await ask()).toBe('done');
    for (const code of ['A.1.01', 'A.1.02', 'A.1']) await close(code);
    expect(await ask()).toBe('CONFLICT A.1.01 was closed on 2025-02-20; reopen it first.');
  });
});

describe('a file', () => {
  beforeEach(async () => {
    await importTexts(database.dataSource, { 'plans.csv': 'organization,plannedOn\nA.1.01,2025-03-20\n' });
    await cancel('A.1.01');
    await close('A.1.01');
    await close('A.1.02');
    await close('A.1');
  });

  test.each([
    ['a plan', 'organization,plannedOn\nA.1.02,2025-03-20\n', 'A.1.02'],
    ['a report with its plan', 'organization,plannedOn,heldOn\nA.1.02,2025-02-20,2025-02-20\n', 'A.1.02'],
    ['a pilot flag', 'organization,pilot\nA.1.01,yes\n', 'A.1.01'],
    ['a reinstatement', 'organization,status,reason\nA.1.01,PLANNED,again\n', 'A.1.01'],
  ])('cannot bring %s', async (_what, text, code) => {
    const imported = await importTexts(database.dataSource, { 'file.csv': text });
    expect(imported.recorded).toBe(false);
    expect(linesOf(imported)).toEqual([
      expect.stringMatching(/The organization was closed on 2025-02-20; reopen it first\./),
    ]);
    expect(linesOf(imported)[0]).toContain(code);
  });

  test('that says what is known is taken, and leaves out what is closed where that is asked for', async () => {
    const known = await importTexts(database.dataSource, { 'file.csv': 'organization,status\nA.1.01,CANCELLED\n' });
    expect(known).toMatchObject({ recorded: true, positions: null });
    const texts = { 'file.csv': 'organization,plannedOn\nA.1.02,2025-03-20\nA.2,2025-03-20\n' };
    const some = await importTexts(database.dataSource, texts, { skipBad: true });
    expect(some).toMatchObject({ recorded: true });
    expect(linesOf(some)).toHaveLength(1);
  });

  test('founds nothing below a closed organization', async () => {
    const text = 'code,parent,name,level\nA.1.03,A.1,Chi bộ Mới,GRASSROOTS\n';
    const imported = await importTexts(database.dataSource, { 'organizations.csv': text });
    expect(linesOf(imported)).toEqual([expect.stringMatching(/A\.1 was closed on 2025-02-20; reopen it first\./)]);
    await reopen('A.1');
    expect(await importTexts(database.dataSource, { 'organizations.csv': text })).toMatchObject({ recorded: true });
  });
});

describe('a race', () => {
  test('of a plan that is under way and a closing: the closing waits, and finds the plan', async () => {
    const held = await holdTable(database.url, 'congress_plan');
    const planning = plan('A.2');
    await held.waitFor(1);
    const closing = message(close('A.2'));
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK_NUMBERS.structure}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    while ((await database.dataSource.query<object[]>(waiting)).length === 0);
    await held.letGo();
    await planning;
    expect(await closing).toBe('CONFLICT The congress of A.2 is PLANNED. Cancel it first.');
  });

  test('of plans and closings ends with the one or the other, never with both', async () => {
    await plan('A.2');
    await cancel('A.2');
    for (let round = 0; round < 10; round += 1) {
      const reinstate = reinstateCongress(database.dataSource, ADMIN, { organization: 'A.2' });
      const [reinstated, closed] = await Promise.all([message(reinstate), message(close('A.2'))]);
      expect([reinstated, closed].filter((each) => each === 'done')).toHaveLength(1);
      await (closed === 'done' ? reopen('A.2') : cancel('A.2'));
    }
    expect(await verify(database.dataSource, { more: RECORD_CHECKS })).toEqual([]);
  });
});
