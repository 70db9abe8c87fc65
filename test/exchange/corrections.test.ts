/** Corrections by file: a row with a reason corrects or takes back a report, and an old sheet undoes nothing that is newer. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Role } from '../../src/access/viewer';
import { setCongressPilot } from '../../src/congress/plan-congress';
import { correctCongressReport, retractCongressReport } from '../../src/congress/report-congress-completed';
import type { Imported } from '../../src/exchange/import-files';
import { verify } from '../../src/progress/verify';
import { emptyDatabase, importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

const ADMIN = { subject: 'admin', role: Role.ADMIN, path: [1], publicTotals: true };
const HEAD = 'organization,status,plannedOn,heldOn,delegatesSummoned,delegatesAttended,note,reason,version';
/** Positions 3 to 5 plan, 6 reports A.1.01. */
const STATE = `${HEAD}
A.1.01,,2025-02-20,,,,,,
A.1.02,,2025-04-20,,,,,,
A.2,,2025-02-21,,,,,,
`;
const REPORT = `${HEAD}\nA.1.01,,,2025-02-20,100,95,Tốt,,\n`;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(database.dataSource);
  await importCountry(database.dataSource);
  await importTexts(database.dataSource, { 'state.csv': STATE });
  await importTexts(database.dataSource, { 'report.csv': REPORT });
});

async function versionOf(code: string): Promise<string> {
  const [found] = await database.dataSource.query<{ version: string }[]>(
    `SELECT c.position || 'm' || left(e.mark, 6) AS version FROM congress c JOIN organization o ON o.id = c.organization_id
       JOIN log_entry e ON e.position = c.position WHERE o.code = $1`,
    [code],
  );
  return found?.version ?? '';
}

/** One row, of A.1.01 unless it names another; `@` stands for the version that it has now. */
async function importRow(row: string, options: Parameters<typeof importTexts>[2] = {}): Promise<Imported> {
  const code = row.split(',')[0] ?? '';
  const text = `${HEAD}\n${row.replace('@', await versionOf(code))}\n`;
  return importTexts(database.dataSource, { 'row.csv': text }, options);
}

const doneOf = ({ tables }: Imported): string[][] => tables.flatMap(({ rows }) => rows.map(({ done }) => [...done]));

const correct = (changes: object): Promise<unknown> =>
  correctCongressReport(database.dataSource, ADMIN, { organization: 'A.1.01', reason: 'Đếm lại', ...changes });

async function lastEvent(): Promise<object | undefined> {
  const [event] = await database.dataSource.query<object[]>(
    `SELECT kind, reason, actor, body ->> 'heldOn' AS "heldOn", (body ->> 'delegatesAttended')::integer AS attended,
            (body ->> 'byFile')::boolean AS "byFile" FROM log_entry ORDER BY position DESC LIMIT 1`,
  );
  return event;
}

describe('a row that differs from the report', () => {
  test.each([
    ['with a reason of its own', 'A.1.01,,,2025-02-20,100,96,,Đếm lại,@', null, { attended: 96, reason: 'Đếm lại' }],
    ['without a version', 'A.1.01,,,2025-02-20,100,96,,Đếm lại,', null, { attended: 96 }],
    ['by the position alone', 'A.1.01,,,2025-02-20,100,96,,Đếm lại,6', null, { attended: 96 }],
    ['with the reason of the import', 'A.1.01,,,2025-02-20,100,96,,,@', 'Rà soát', { attended: 96, reason: 'Rà soát' }],
    ['with both reasons: its own', 'A.1.01,,,2025-02-20,100,96,,Đếm lại,@', 'Rà soát', { reason: 'Đếm lại' }],
    ['in its day', 'A.1.01,,,2025-02-21,,,,Nhầm ngày,@', null, { heldOn: '2025-02-21', attended: 95 }],
    ['in counts alone', 'A.1.01,,,,,90,,Đếm lại,@', null, { heldOn: '2025-02-20', attended: 90 }],
    ['in its note, which is no reason', 'A.1.01,,,2025-02-20,,,Khá,Nhầm,@', null, { reason: 'Nhầm' }],
  ])('is a correction %s', async (_name, row, reason, event) => {
    const imported = await importRow(row, { reason });
    expect(linesOf(imported)).toEqual([]);
    expect(doneOf(imported)).toEqual([['CORRECTED']]);
    expect(await lastEvent()).toMatchObject({ kind: 'CORRECTED', byFile: true, actor: 'import', ...event });
    expect(await verify(database.dataSource)).toEqual([]);
    // The same file again has nothing to change, though its version is an old one by now.
    expect(doneOf(await importRow(row.replace('@', '6'), { reason }))).toEqual([[]]);
  });

  test.each([
    ['A.1.01,,,2025-02-20,100,96,,,@', /delegatesAttended 95 → 96.*say why in a column reason/],
    ['A.1.01,,,2025-02-21,,,Khá,,', /heldOn 2025-02-20 → 2025-02-21; note "Tốt" → "Khá"/],
    // A note explains a plan, and never a correction.
    ['A.1.01,,,,,90,Đếm lại,,@', /delegatesAttended 95 → 90/],
  ])('is refused without a reason: %s', async (row, message) => {
    const imported = await importRow(row);
    expect(imported.recorded).toBe(false);
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
  });

  test('is refused where it cannot be true', async () => {
    expect(linesOf(await importRow('A.1.01,,,2025-02-20,100,101,,Đếm lại,@'))).toEqual([
      expect.stringContaining('101 delegates attended, but only 100 were summoned'),
    ]);
  });
});

describe('a row whose congress has moved on', () => {
  const OLD = 'A.1.01,,,2025-02-20,100,95,Tốt';

  test('changes nothing, and says what it would have undone', async () => {
    const before = await versionOf('A.1.01');
    await correct({ delegatesAttended: 96 });
    const imported = await importRow(`${OLD},Nhầm,${before}`);
    expect(imported.recorded).toBe(false);
    expect(linesOf(imported)).toEqual([
      expect.stringMatching(
        /^row\.csv, row 2, column "version", "6m[0-9a-f]{6}": .* has version 6, and it is at 7 now, since 2025-03-01, by admin: delegatesAttended 95 → 96\. Export the sheet again/,
      ),
    ]);
    expect(imported.tables[0]?.rows[0]?.refusal?.problem.code).toBe('CONFLICT');
  });

  test.each([
    ['without a reason', `${OLD},,6`],
    ['to another day of the plan', 'A.1.02,,2025-05-20,,,,,,4'],
    ['with a report', 'A.1.02,,,2025-02-25,,,,,4'],
    ['that is postponed meanwhile', 'A.1.02,POSTPONED,,,,,,Bão,4'],
  ])('is a CONFLICT whatever it would change: %s', async (_name, row) => {
    await correct({ delegatesAttended: 96 });
    await setCongressPilot(database.dataSource, ADMIN, { organization: 'A.1.02', pilot: true });
    const imported = await importRow(row);
    expect(linesOf(imported)).toEqual([expect.stringMatching(/has version \d, and it is at [78] now/)]);
  });

  test('is unchanged where it says what is known', async () => {
    await correct({ delegatesAttended: 96 });
    await correct({ delegatesAttended: 95 });
    for (const row of [`${OLD},,6`, 'A.1.01,,,,,,,,6', 'A.1.01,PLANNED,2025-02-20,,,,,,3']) {
      const imported = await importRow(row);
      expect({ lines: linesOf(imported), done: doneOf(imported) }).toEqual({ lines: [], done: [[]] });
    }
  });

  test('leaves the other rows alone', async () => {
    await correct({ delegatesAttended: 96 });
    const rows = `${HEAD}\n${OLD},Nhầm,6\nA.1.02,,,2025-02-25,,,,,${await versionOf('A.1.02')}\n`;
    const imported = await importTexts(database.dataSource, { 'x.csv': rows }, { skipBad: true });
    expect(doneOf(imported)).toEqual([[], ['COMPLETED']]);
    expect(linesOf(imported)).toHaveLength(1);
  });

  test('may do without a version, as before', async () => {
    await correct({ delegatesAttended: 96 });
    expect(doneOf(await importRow(`${OLD},Nhầm,`))).toEqual([['CORRECTED']]);
  });
});

describe('a version', () => {
  test.each([
    ['of a log that is longer', '4711m3fa9c2', /has version 4711, but the log of this database ends at 6/],
    ['of another log', '6m000000', /Version 6 is not one of what this row is about/],
    ['of another row', '4', /Version 4 is not one of what this row is about/],
    ['of an event that is of no congress', '1', /Version 1 is not one of what this row is about/],
    ['of before there was a congress', '0', /has version 0, and it is at 6 now/],
    ['that is none', 'mới', /"mới" is not a version/],
  ])('%s refuses a row that would change something', async (_name, version, message) => {
    const imported = await importRow(`A.1.01,,,2025-02-20,100,96,,Đếm lại,${version}`);
    expect(linesOf(imported)).toEqual([expect.stringMatching(message)]);
    if (version === 'mới') return;
    expect(doneOf(await importRow(`A.1.01,,,2025-02-20,100,95,,,${version}`))).toEqual([[]]);
  });

  test('is of the congress as the import found it: two tables may change the same one', async () => {
    const version = await versionOf('A.1.02');
    const imported = await importTexts(database.dataSource, {
      'plans.csv': `organization,plannedOn,version\nA.1.02,2025-05-20,${version}\n`,
      'reports.csv': `organization,heldOn,version\nA.1.02,2025-02-25,${version}\n`,
    });
    expect(linesOf(imported)).toEqual([]);
    expect(doneOf(imported)).toEqual([['RESCHEDULED'], ['COMPLETED']]);
  });

  test('means nothing where there is no congress yet: a sheet may plan it in another database', async () => {
    expect(doneOf(await importRow('A,,2025-05-20,,,,,,4711m3fa9c2'))).toEqual([['PLANNED']]);
  });

  test('of a form that nobody filled in plans nothing, and founds no congress', async () => {
    expect(doneOf(await importRow('A,,,,,,,,0'))).toEqual([[]]);
    const found = await database.dataSource.query<object[]>('SELECT FROM congress WHERE position = 0');
    expect(found).toEqual([]);
    expect(doneOf(await importRow('A,,,,,,Chưa rõ,,0'))).toEqual([['PLANNED']]);
  });
});

describe('a report is taken back', () => {
  test.each([
    ['by the row as it was exported', 'A.1.01,PLANNED,2025-02-20,,100,95,,Chưa tổ chức,@', ['RETRACTED']],
    ['with its counts left out', 'A.1.01,kế hoạch,2025-02-20,,,,,Chưa tổ chức,@', ['RETRACTED']],
    ['and put off', 'A.1.01,tạm hoãn,,,,,,Bão,@', ['RETRACTED', 'POSTPONED']],
    ['and planned for another day', 'A.1.01,PLANNED,2025-03-20,,,,,Bão,@', ['RETRACTED', 'RESCHEDULED']],
  ])('%s', async (_name, row, done) => {
    const version = await versionOf('A.1.01');
    const imported = await importRow(row);
    expect(linesOf(imported)).toEqual([]);
    expect(doneOf(imported)).toEqual([done]);
    expect(await verify(database.dataSource)).toEqual([]);
    expect(doneOf(await importRow(row.replace('@', version)))).toEqual([[]]);
  });

  test.each([
    ['without a reason', 'A.1.01,PLANNED,,,,,,,@', /To take that report back, say why in a column reason/],
    ['but says when it was held', 'A.1.01,PLANNED,,2025-02-20,,,,Sai,@', /yet to be held, and also what was reported/],
    ['but says other counts', 'A.1.01,PLANNED,,,100,90,,Sai,@', /yet to be held, and also what was reported/],
  ])('not %s', async (_name, row, message) => {
    expect(linesOf(await importRow(row))).toEqual([expect.stringMatching(message)]);
  });

  test('not by a sheet from before the report, and not without a version', async () => {
    for (const version of ['3', '']) {
      expect(doneOf(await importRow(`A.1.01,PLANNED,2025-02-20,,,,,Sai,${version}`))).toEqual([[]]);
    }
  });

  test('not where it was corrected meanwhile', async () => {
    await correct({ delegatesAttended: 96 });
    expect(linesOf(await importRow('A.1.01,PLANNED,,,,,,Sai,6'))).toEqual([expect.stringMatching(/is at 7 now/)]);
    await retractCongressReport(database.dataSource, ADMIN, { organization: 'A.1.01', reason: 'Sai' });
    expect(doneOf(await importRow('A.1.01,PLANNED,,,,,,Sai,6'))).toEqual([[]]);
  });
});
