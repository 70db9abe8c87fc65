/** Forms of records: what is in force is filled in, what somebody adds is recorded, and an old form undoes nothing. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closeOrganization } from '../../src/closure/close-organization';
import { addIndicator } from '../../src/indicator/add-indicator';
import { OverMonths, OverOrganizations } from '../../src/indicator/adding-up';
import { withdrawIndicator } from '../../src/indicator/change-indicator';
import { retractRating } from '../../src/rating/record-rating';
import { textOf } from '../../src/spreadsheet/read-cell';
import { readTables } from '../../src/spreadsheet/read-tables';
import { openCleanUp } from '../support/clean-up';
import { emptyDatabase, importCountry } from '../support/import-texts';
import type { TestDatabase } from '../support/open-database';
import {
  defineIndicators,
  recordedDeclarations,
  recordedRatings,
  recordedValues,
  rootViewer,
} from '../support/records-of-country';
import { openRoundTrip, type RoundTrip } from '../support/round-trip';
import { runHere } from '../support/run-here';

const cleanUp = openCleanUp();
let trip: RoundTrip;
let database: TestDatabase;

beforeAll(async () => {
  trip = await openRoundTrip(cleanUp);
  database = await trip.openEmpty();
});
afterAll(() => cleanUp.closeAll());
beforeEach(async () => {
  await emptyDatabase(database.dataSource);
  await importCountry(database.dataSource);
  await defineIndicators(database.dataSource);
});

const run = (...words: string[]): ReturnType<typeof runHere> =>
  runHere(words, { folder: trip.folder, settings: { DATABASE_URL: database.url } });

/** The rows of a form as CSV, without its headings. */
async function form(...words: string[]): Promise<string> {
  return trip.giaoban(database.url, 'template', ...words, '--format', 'csv');
}
const rowsOf = (csv: string): string[] => csv.trimEnd().split('\r\n').slice(1);

async function imports(csv: string, ...words: string[]): Promise<string> {
  await writeFile(join(trip.folder, 'form.csv'), csv);
  const { out } = await run('import', 'form.csv', '--no-annotate', '--language', 'en', ...words);
  return out;
}

/** Whatever is filled in as a workbook and as CSV changes nothing. */
async function expectUnchanged(name: string, ...words: string[]): Promise<void> {
  const before = await database.dataSource.query<unknown[]>('SELECT position FROM log_head');
  await trip.giaoban(database.url, 'template', name, ...words, '--output', `${name}.xlsx`, '--overwrite');
  expect(await trip.giaoban(database.url, 'import', `${name}.xlsx`, '--language', 'en')).toMatch(/: \d+ unchanged\.\n/);
  expect(await imports(await form(name, ...words))).toMatch(/: \d+ unchanged\.\n/);
  expect(await database.dataSource.query('SELECT position FROM log_head')).toEqual(before);
}

describe('values', () => {
  test('has each organization with its indicators, for the month that is over', async () => {
    const csv = await form('values', '--within', 'A.1');
    expect(csv.split('\r\n')[0]).toBe(
      '\uFEFFMã tổ chức;Tên tổ chức;Mã chỉ tiêu;Tên chỉ tiêu;Đơn vị tính;Tháng;Giá trị;Lý do;Phiên bản',
    );
    expect(rowsOf(csv)).toEqual(
      ['A.1;Đảng bộ huyện Châu Thành', 'A.1.01;Chi bộ Ấp Bắc', 'A.1.02;Chi bộ Đông Hòa'].flatMap((place) => [
        `${place};training.classes;Lớp bồi dưỡng;lớp;2025-02;;;0`,
        `${place};training.people;Lượt người được bồi dưỡng;lượt;2025-02;;;0`,
      ]),
    );
    await expectUnchanged('values');
  });

  test('is of the months that are asked for, and names them', async () => {
    const words = ['values', '--within', 'A.1.01', '--month', '02/2025', '--month', '2024-12'];
    const months = rowsOf(await form(...words)).map((row) => row.split(';')[5]);
    expect(months).toEqual(['2024-12', '2025-02', '2024-12', '2025-02']);
    await trip.giaoban(database.url, 'template', ...words, '--output', 'months.xlsx');
    const [table, guide] = await readTables(join(trip.folder, 'months.xlsx'));
    expect(textOf(table?.rows[0]?.cells[0] ?? null)).toBe(
      'Số liệu chỉ tiêu tháng 12/2024, 02/2025: Chi bộ Ấp Bắc (A.1.01)',
    );
    const explained = guide?.rows.slice(2).map(({ cells }) => cells.map(textOf)) ?? [];
    expect(explained.map(([heading]) => heading)).toEqual(table?.rows[2]?.cells.map(textOf));
    expect(explained.filter(([, text = '']) => text.length < 10)).toEqual([]);
  });

  test('is filled in and recorded; what is recorded stands in the next one, and is corrected with a reason', async () => {
    const csv = await form('values', '--within', 'A.1');
    const filled = csv
      .replace(/^(A\.1\.01;.*;lớp;2025-02);/m, '$1;12')
      .replace(/^(A\.1\.02;.*;lượt;2025-02);/m, '$1;1.250');
    expect(await imports(filled)).toMatch(/2 recorded, 4 unchanged/);
    expect(await recordedValues(database.dataSource)).toEqual([
      ['A.1.01', 'training.classes', '2025-02', 12, 'RECORDED', null],
      ['A.1.02', 'training.people', '2025-02', 1250, 'RECORDED', null],
    ]);
    await expectUnchanged('values', '--within', 'A.1');
    const next = await form('values', '--within', 'A.1.01');
    expect(rowsOf(next)[0]).toMatch(/^A\.1\.01;.*;2025-02;12;;\d+m[0-9a-f]{6}$/);
    expect(await imports(next.replace(';12;;', ';13;Đếm lại;'))).toMatch(/1 corrected, 1 unchanged/);
  });

  test('that is older than what was recorded meanwhile undoes nothing', async () => {
    const csv = await form('values', '--within', 'A.1.01');
    await imports('organization,indicator,month,value\nA.1.01,training.classes,2025-02,5\n');
    const out = await imports(csv.replace(/;lớp;2025-02;;;0/, ';lớp;2025-02;6;Nhầm;0'));
    expect(out).toMatch(
      /The value has changed since the sheet was written: the row has version 0, and it is at \d+ now/,
    );
    expect(await recordedValues(database.dataSource)).toHaveLength(1);
  });

  test('has the nearest definition of a code, and neither what is withdrawn nor who is closed', async () => {
    const viewer = await rootViewer(database.dataSource);
    const adding = { overOrganizations: OverOrganizations.SUM, overMonths: OverMonths.SUM };
    const visits = {
      code: 'visits',
      name: 'Lượt kiểm tra',
      nameEn: 'Visits',
      unit: 'lượt',
      unitEn: 'visits',
      ...adding,
    };
    // Whoever is below has had the code before.
    const own = { ...visits, name: 'Đoàn kiểm tra', nameEn: 'Inspections', unit: 'đoàn', unitEn: 'inspections' };
    await addIndicator(database.dataSource, viewer, { ...own, organization: 'A.1' });
    await addIndicator(database.dataSource, viewer, visits);
    await withdrawIndicator(database.dataSource, viewer, { code: 'training.classes', reason: 'Thôi đếm' });
    await withdrawIndicator(database.dataSource, viewer, { code: 'training.people', reason: 'Thôi đếm' });
    await closeOrganization(database.dataSource, viewer, {
      organization: 'A.1.02',
      on: '2025-02-01',
      reason: 'Sáp nhập',
    });
    const rows = rowsOf(await form('values', '--within', 'A', '--language', 'en'));
    expect(rows.map((row) => row.split(',').filter((_cell, at) => [0, 2, 3, 4].includes(at)))).toEqual([
      ['A', 'visits', 'Visits', 'visits'],
      ['A.1', 'visits', 'Inspections', 'inspections'],
      ['A.1.01', 'visits', 'Inspections', 'inspections'],
      ['A.2', 'visits', 'Visits', 'visits'],
    ]);
    await expectUnchanged('values');
  });
});

describe('ratings', () => {
  test('has the bodies that are rated, for the last year whose ratings can be finished', async () => {
    const csv = await form('ratings');
    expect(rowsOf(csv)).toEqual(['A;Đảng bộ tỉnh An Hòa;2024;;;;;;;;0']);
    await expectUnchanged('ratings');
    expect(await imports(csv.replace('2024;;;;;;', '2024;20/12/2024;10;20;5;0;'))).toMatch(/1 recorded\./);
    expect(await recordedRatings(database.dataSource)).toEqual([
      ['A', 2024, '2024-12-20', 10, 20, 5, 0, 0, 'RECORDED', null],
    ]);
    await expectUnchanged('ratings');
    expect(rowsOf(await form('ratings'))[0]).toMatch(/^A;.*;2024;2024-12-20;10;20;5;0;0;;\d+m[0-9a-f]{6}$/);
  });

  test('has a rating that was taken back as one to be filled in', async () => {
    await imports(
      'organization,year,finishedOn,excellent,good,satisfactory,unsatisfactory\nA,2023,2023-12-20,1,2,3,4\n',
    );
    const viewer = await rootViewer(database.dataSource);
    await retractRating(database.dataSource, viewer, { organization: 'A', year: 2023, reason: 'Nhầm' });
    const csv = await form('ratings', '--year', '2023');
    expect(rowsOf(csv)[0]).toMatch(/^A;Đảng bộ tỉnh An Hòa;2023;;;;;;;;\d+m[0-9a-f]{6}$/);
    await expectUnchanged('ratings', '--year', '2023');
    expect(await imports(csv.replace('2023;;;;;;', '2023;21/12/2023;2;2;3;4;'))).toMatch(/1 recorded\./);
  });
});

describe('declarations', () => {
  test('has the levels below each locality, and what is declared', async () => {
    await imports('organization,completed,asOf\nA,3,2025-02-28\n');
    const csv = await form('declarations', '--within', 'A');
    expect(rowsOf(csv)).toEqual([
      expect.stringMatching(/^A;Đảng bộ tỉnh An Hòa;;3;2025-02-28;;;\d+m[0-9a-f]{6}$/),
      'A;Đảng bộ tỉnh An Hòa;Cấp trên trực tiếp cơ sở;;;;;0',
      'A;Đảng bộ tỉnh An Hòa;Cơ sở;;;;;0',
      'A.1;Đảng bộ huyện Châu Thành;Cơ sở;;;;;0',
    ]);
    await expectUnchanged('declarations');
    const filled = csv.replace(/^(A\.1;.*;Cơ sở;);;/m, '$12;01/03/2025;').replace(';3;2025-02-28;', ';4;2025-03-01;');
    expect(await imports(filled)).toMatch(/2 recorded, 2 unchanged/);
    expect(await recordedDeclarations(database.dataSource)).toEqual([
      ['A', null, 4, '2025-03-01', null, null],
      ['A.1', 'GRASSROOTS', 2, '2025-03-01', null, null],
    ]);
    await expectUnchanged('declarations');
  });
});

describe('is refused:', () => {
  test.each([
    [['reports', '--month', '2025-02'], /--month is for the form of values only/],
    [['values', '--year', '2024'], /--year is for the form of ratings only/],
    [['values', '--month', '2025-04'], /2025-04 has not begun: today is 2025-03-01/],
    [['values', '--month', 'Q1'], /"Q1" is not a month/],
    [['ratings', '--year', '2025'], /can be finished from 2025-12-01 on: today is 2025-03-01. Give a year up to 2024/],
    [['ratings', '--year', 'x'], /"x" is not a year/],
    [['ratings', '--within', 'A.1'], /only centrally-run bodies are rated, and none is at or below .* \(A\.1\)/],
    [['declarations', '--within', 'A.1.01'], /Chi bộ Ấp Bắc \(A\.1\.01\) has no organizations below it/],
  ])('%j', async (words, message) => {
    const { code, out, err } = await run('template', ...words, '--language', 'en', '--output', 'none.xlsx');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  test('values where nothing is counted', async () => {
    await emptyDatabase(database.dataSource);
    await importCountry(database.dataSource);
    const { code, err } = await run('template', 'values', '--language', 'vi', '--output', 'none.xlsx');
    expect(code).toBe(1);
    expect(err).toContain('Không có gì để điền: Trung ương (TW) chưa dùng chỉ tiêu nào.');
  });
});

test('a form is announced in the language of the command', async () => {
  const { code, err } = await run('template', 'ratings', '--language', 'vi', '--output', 'said.xlsx');
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringContaining('Đã ghi biểu mẫu vào said.xlsx; số dòng điền sẵn: 1.'),
  });
});
