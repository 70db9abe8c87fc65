/** Values of indicators, ratings and declared totals by file: each row by the rules of the mutations, with a verdict of its own. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ImportOptions } from '../../src/exchange/import-files';
import { closeOrganization } from '../../src/closure/close-organization';
import { checkRecords } from '../support/check-records';
import { emptyDatabase, importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';
import {
  defineIndicators,
  recordedDeclarations,
  recordedRatings,
  recordedValues,
  rootViewer,
} from '../support/records-of-country';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ dataSource } = database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(dataSource);
  await importCountry(dataSource);
  await defineIndicators(dataSource);
});

/** What came of each row, in words: what was done, `unchanged`, or the refusal. */
async function verdictsOf(sheet: string, options: Partial<ImportOptions> = {}): Promise<string[]> {
  const imported = await importTexts(dataSource, { 'sheet.csv': sheet }, { skipBad: true, ...options });
  const refusals = linesOf(imported);
  return imported.tables.flatMap(({ rows }) =>
    rows.map(({ done, refusal }) => {
      if (refusal === undefined) return done.length === 0 ? 'unchanged' : done.join(' ');
      return refusals.shift()?.replace(/^sheet\.csv, /, '') ?? '';
    }),
  );
}

const verdictOf = async (sheet: string, options: Partial<ImportOptions> = {}): Promise<string> =>
  (await verdictsOf(sheet, options)).at(-1) ?? '';

const VALUES = `Mã tổ chức;Tên tổ chức;Mã chỉ tiêu;Tên chỉ tiêu;Tháng;Giá trị;Lý do
A.1;Đảng bộ huyện Châu Thành;training.classes;Lớp bồi dưỡng;02/2025;5;
`;

describe('values of indicators', () => {
  test.each<[what: string, row: string, verdict: string]>([
    ['the same', 'A.1;;training.classes;;02/2025;5;', 'unchanged'],
    ['another month', 'A.1;;training.classes;;2025-01;7;', 'RECORDED'],
    ['a month in words', 'A.2;;training.classes;;tháng 1/2025;7;', 'RECORDED'],
    ['a code with a capital', 'A.1;;Training.Classes;;02/2025;5;', 'unchanged'],
    ['no value', 'A.1;;training.classes;;03/2025;;', 'unchanged'],
    ['no value and no such indicator', 'A.1;;no.such;;03/2025;;', 'unchanged'],
    ['thousands', 'A.1;;training.classes;;03/2025;1.234;', 'RECORDED'],
    ['the most there can be', 'A.1;;training.classes;;03/2025;1000000000;', 'RECORDED'],
    ['another value with a reason', 'A.1;;training.classes;;02/2025;6;Đếm lại', 'CORRECTED'],
    [
      'another value without a reason',
      'A.1;;training.classes;;02/2025;6;',
      'row 2, column "Giá trị", "6": 5 is recorded for 2025-02. To correct it to 6, say why in a column "Lý do", or for all rows with --reason.',
    ],
    [
      'more than there can be',
      'A.1;;training.classes;;03/2025;1000000001;',
      'row 2, column "Giá trị", "1000000001": "Giá trị" is 1,000,000,001; it must be a whole number from 0 to 1,000,000,000.',
    ],
    [
      'less than nothing',
      'A.1;;training.classes;;03/2025;-1;',
      'row 2, column "Giá trị", "-1": "Giá trị" is -1; it must be a whole number from 0 to 1,000,000,000.',
    ],
    [
      'words',
      'A.1;;training.classes;;03/2025;nhiều;',
      'row 2, column "Giá trị", "nhiều": "nhiều" is not a whole number. Write digits only, such as 145.',
    ],
    [
      'a month that has not begun',
      'A.1;;training.classes;;04/2025;1;',
      'row 2, column "Tháng", "04/2025": 2025-04 has not begun: today is 2025-03-01. Give a month from 2000-01 to 2025-03.',
    ],
    [
      'a day',
      'A.1;;training.classes;;15/02/2025;1;',
      'row 2, column "Tháng", "15/02/2025": "15/02/2025" is not a month. Write it as 02/2020, as 2020-02, or as a date cell of its first day.',
    ],
    ['no month', 'A.1;;training.classes;;;1;', 'row 2, column "Tháng": The month is missing. Write it as 02/2020.'],
    [
      'no organization',
      ';;training.classes;;02/2025;1;',
      'row 2, column "Mã tổ chức": The code of the organization is missing.',
    ],
    ['no indicator', 'A.1;;;;02/2025;1;', 'row 2, column "Mã chỉ tiêu": The code of the indicator is missing.'],
    [
      'an unknown organization',
      'A.9;Đảng bộ Sở Y tế;training.classes;;02/2025;1;',
      'row 2, column "Mã tổ chức", "A.9": There is no organization with the code "A.9". Nearest: A.2 (Đảng bộ Sở Y tế).',
    ],
    [
      'the name of another organization',
      'A.1;Đảng bộ Sở Y tế;training.classes;;01/2025;1;',
      'row 2, column "Tên tổ chức", "Đảng bộ Sở Y tế": The name here is "Đảng bộ Sở Y tế", but A.1 is "Đảng bộ huyện Châu Thành". Correct the code; or, if only the name is wrong, import with --ignore-names.',
    ],
    [
      'an unknown indicator',
      'A.1;;training.class;;01/2025;1;',
      'row 2, column "Mã chỉ tiêu", "training.class": There is no indicator with the code "training.class" at or above the organization. Nearest: training.classes.',
    ],
  ])('%s', async (_what, row, verdict) => {
    expect(await verdictsOf(VALUES)).toEqual(['RECORDED']);
    const [headings] = VALUES.split('\n');
    expect(await verdictOf(`${headings ?? ''}\n${row}\n`)).toBe(verdict);
    expect(await checkRecords(dataSource)).toEqual([]);
  });

  test('a value is looked up, corrected for the reason of the whole import, and counted', async () => {
    await verdictsOf(VALUES);
    expect(await verdictsOf(VALUES.replace(';5;', ';8;'), { reason: 'Báo lại', subject: 'thu' })).toEqual([
      'CORRECTED',
    ]);
    expect(await recordedValues(dataSource)).toEqual([
      ['A.1', 'training.classes', '2025-02', 8, 'CORRECTED', 'Báo lại'],
    ]);
    expect(await checkRecords(dataSource)).toEqual([]);
  });

  test('a closed organization takes no new value, and its old ones can be corrected', async () => {
    const sheet = VALUES.replace('A.1;Đảng bộ huyện Châu Thành', 'A.2;');
    await verdictsOf(sheet);
    const closing = { organization: 'A.2', on: '2025-02-28', reason: 'Sáp nhập' };
    await closeOrganization(dataSource, await rootViewer(dataSource), closing);
    expect(await verdictsOf(`${sheet.replace('5;\n', '6;Đếm lại\n')}A.2;;training.classes;;01/2025;1;\n`)).toEqual([
      'CORRECTED',
      'row 3, column "Mã tổ chức", "A.2": A.2 was closed on 2025-02-28; reopen it first.',
    ]);
  });

  test('two rows that say different things of one value are refused, those that say the same are one', async () => {
    const more = `A.1;;training.classes;;2025-02;5;\nA.1;;training.classes;;Thg2-25;6;\n`;
    expect(await verdictsOf(VALUES + more)).toEqual([
      'RECORDED',
      'unchanged',
      'row 4, column "Giá trị", "6": A.1 has 5 for 2025-02 in row 2, and 6 here. Keep one of the two.',
    ]);
    const other = await importTexts(
      dataSource,
      { 'a.csv': VALUES.replace('02/2025;5', '01/2025;5'), 'b.csv': VALUES.replace('02/2025;5', '01/2025;6') },
      { reason: 'Đếm lại' },
    );
    expect(linesOf(other).join()).toMatch(/b\.csv, row 2, .* has 5 for 2025-01 in row 2 of .*a\.csv, and 6 here/);
    expect(other.recorded).toBe(false);
  });
});

describe('values in columns of months', () => {
  const WIDE = `BIỂU TỔNG HỢP;;;;
STT;Mã chỉ tiêu;Mã tổ chức;01/2025;Tháng 2 năm 2025
1;training.classes;A.1;5;6
2;training.people;A.1;;1.250
3;training.classes;A.2;7;
`;

  test('each cell is a value; a row is recorded whole, and unchanged the second time', async () => {
    const first = await importTexts(dataSource, { 'wide.csv': WIDE });
    expect(first.tables[0]).toMatchObject({ kind: 'values', ignored: ['STT'] });
    expect(first.tables[0]?.rows.map(({ done }) => done.join(' '))).toEqual([
      'RECORDED RECORDED',
      'RECORDED',
      'RECORDED',
    ]);
    expect(await recordedValues(dataSource)).toEqual([
      ['A.1', 'training.classes', '2025-01', 5, 'RECORDED', null],
      ['A.1', 'training.classes', '2025-02', 6, 'RECORDED', null],
      ['A.1', 'training.people', '2025-02', 1_250, 'RECORDED', null],
      ['A.2', 'training.classes', '2025-01', 7, 'RECORDED', null],
    ]);
    const again = await importTexts(dataSource, { 'wide.csv': WIDE });
    expect([again.positions, linesOf(again)]).toEqual([null, []]);
    expect(await checkRecords(dataSource)).toEqual([]);
  });

  test('a refusal names the cell of the month, and nothing of its row is recorded', async () => {
    await verdictsOf(WIDE);
    const changed = WIDE.replace('1;training.classes;A.1;5;6', '1;training.classes;A.1;5;x').replace(
      'A.2;7;',
      'A.2;8;1',
    );
    expect(await verdictsOf(changed)).toEqual([
      'row 3, column "Tháng 2 năm 2025", "x": "x" is not a whole number. Write digits only, such as 145.',
      'unchanged',
      'row 5, column "01/2025", "8": 7 is recorded for 2025-01. To correct it to 8, say why in a column reason, or for all rows with --reason.',
    ]);
    expect(await recordedValues(dataSource)).toHaveLength(4);
  });

  test('the year may have a column of its own', async () => {
    const sheet =
      'Mã chỉ tiêu;Mã tổ chức;Năm;Tháng 1;Tháng 12\ntraining.classes;A.1;2024;5;6\ntraining.classes;A.2;x;1;\n';
    expect(await verdictsOf(sheet)).toEqual([
      'RECORDED RECORDED',
      'row 3, column "Năm", "x": "x" is not a year. Write it as 2020.',
    ]);
    expect((await recordedValues(dataSource)).map(([, , month]) => month)).toEqual(['2024-01', '2024-12']);
  });

  test('a column of a month can be left out like any other', async () => {
    const left = await importTexts(dataSource, { 'wide.csv': WIDE }, {}, { ignoreColumns: ['01/2025'] });
    expect(left.tables[0]).toMatchObject({ ignored: ['STT', '01/2025'] });
    expect((await recordedValues(dataSource)).map(([, , month]) => month)).toEqual(['2025-02', '2025-02']);
  });

  test('the year may stand above the months, and forms have their rows', async () => {
    const sheet = `Mã tổ chức;Mã chỉ tiêu;Năm 2024;;Năm 2025
;;Tháng 11;Tháng 12;Tháng 1
(1);(2);(3);(4);(5)
A.1;training.classes;5;6;7
Tổng cộng;;5;6;7
`;
    expect(await verdictsOf(sheet)).toEqual(['RECORDED RECORDED RECORDED']);
    expect((await recordedValues(dataSource)).map(([, , month, value]) => [month, value])).toEqual([
      ['2024-11', 5],
      ['2024-12', 6],
      ['2025-01', 7],
    ]);
  });

  test.each([
    ['no month at all', 'Mã chỉ tiêu;Mã tổ chức;Giá trị\na.b;A.1;1\n', /need the columns month/],
    [
      'two ways at once',
      'Mã chỉ tiêu;Mã tổ chức;Giá trị;01/2025\na.b;A.1;1;1\n',
      /\(01\/2025\), and also a column for the month or the value/,
    ],
    [
      'months without a year',
      'Mã chỉ tiêu;Mã tổ chức;Tháng 1;Tháng 2\na.b;A.1;1;1\n',
      /\(Tháng 1, Tháng 2\) do not all say their year/,
    ],
  ])('%s is refused as a whole', async (_what, sheet, message) => {
    await expect(importTexts(dataSource, { 'sheet.csv': sheet })).rejects.toThrow(message);
  });
});

const RATINGS = `Mã tổ chức;Năm;Ngày hoàn thành;Hoàn thành xuất sắc;Hoàn thành tốt;Hoàn thành nhiệm vụ;Không hoàn thành;Lý do
A;2024;20/12/2024;10;20;5;0;
`;

describe('ratings', () => {
  test.each<[what: string, row: string, verdict: string]>([
    ['the same', 'A;2024;20/12/2024;10;20;5;0;', 'unchanged'],
    ['what is left out', 'A;năm 2024;;;20;;;', 'unchanged'],
    ['nothing', 'A;2023;;;;;;', 'unchanged'],
    ['another year', 'A;2023;20/12/2023;1;2;3;4;', 'RECORDED'],
    ['another count with a reason', 'A;2024;;11;;;;Đếm lại', 'CORRECTED'],
    [
      'another count without a reason',
      'A;2024;21/12/2024;11;;;;',
      'row 2, column "Lý do": The rating of 2024 is recorded as finished on 2024-12-20, and says otherwise: "Ngày hoàn thành" 2024-12-20 → 2024-12-21, "Hoàn thành xuất sắc" 10 → 11. To correct it, say why in a column "Lý do", or for all rows with --reason.',
    ],
    [
      'a new one with a hole',
      'A;2023;20/12/2023;1;;3;4;',
      'row 2, column "Hoàn thành tốt": "Hoàn thành tốt" is empty. A new rating needs the day on which it finished, and the people in each grade: write 0 for none.',
    ],
    [
      'too early a day',
      'A;2023;20/11/2023;1;2;3;4;',
      'row 2, column "Ngày hoàn thành", "20/11/2023": 2023-11-20 is too early: the rating of 2023 can be finished from 2023-12-01 on. Check the day and the year.',
    ],
    [
      'a day to come',
      'A;2024;02/03/2025;1;2;3;4;Đếm lại',
      'row 2, column "Ngày hoàn thành", "02/03/2025": 2025-03-02 is in the future: today is 2025-03-01. Record the rating once it is finished.',
    ],
    [
      'too many people',
      'A;2023;20/12/2023;5001;2;3;4;',
      'row 2, column "Hoàn thành xuất sắc", "5001": "Hoàn thành xuất sắc" is 5,001; it must be a whole number from 0 to 5,000.',
    ],
    [
      'another level',
      'A.1;2024;20/12/2024;1;2;3;4;',
      'row 2, column "Mã tổ chức", "A.1": A.1 is UPPER_GRASSROOTS. Only centrally-run bodies are rated: give a province, a city, a bloc or a force.',
    ],
    ['no year', 'A;;20/12/2024;1;2;3;4;', 'row 2, column "Năm": The year is missing. Write it as 2020.'],
    ['no such year', 'A;20;20/12/2024;1;2;3;4;', 'row 2, column "Năm", "20": "20" is not a year. Write it as 2020.'],
  ])('%s', async (_what, row, verdict) => {
    expect(await verdictsOf(RATINGS)).toEqual(['RECORDED']);
    const [headings] = RATINGS.split('\n');
    expect(await verdictOf(`${headings ?? ''}\n${row}\n`)).toBe(verdict);
    expect(await checkRecords(dataSource)).toEqual([]);
  });

  test('what was recorded is what the row says', async () => {
    await verdictsOf(RATINGS);
    await verdictsOf(RATINGS.replace(';5;0;', ';6;0;Sót một đồng chí'));
    expect(await recordedRatings(dataSource)).toEqual([
      ['A', 2024, '2024-12-20', 10, 20, 6, 0, 0, 'CORRECTED', 'Sót một đồng chí'],
    ]);
  });
});

const DECLARATIONS = `Mã tổ chức;Cấp;Số đã tổ chức;Tính đến ngày;Ghi chú;Lý do
A;Cơ sở;2;28/02/2025;Theo điện báo;
A;;3;28/02/2025;;
`;

describe('declared totals', () => {
  test.each<[what: string, row: string, verdict: string]>([
    ['the same', 'A;Cơ sở;2;28/02/2025;Theo điện báo;', 'unchanged'],
    ['the same, without its remark', 'A;Cơ sở;2;28/02/2025;;', 'unchanged'],
    ['the same of all levels', 'A;tất cả các cấp;3;28/02/2025;;', 'unchanged'],
    ['nothing', 'A;Cơ sở;;28/02/2025;;', 'unchanged'],
    ['of a later day', 'A;Cơ sở;3;01/03/2025;;', 'RECORDED'],
    ['another total of that day', 'A;Cơ sở;3;28/02/2025;;', 'RECORDED'],
    ['of an earlier day, with a reason', 'A;Cơ sở;1;27/02/2025;;Nhầm ngày', 'RECORDED'],
    [
      'of an earlier day, without one',
      'A;Cơ sở;1;27/02/2025;;',
      'row 2, column "Lý do": The total in force is as of 2025-02-28, which is later than 2025-02-27. Give a reason to go back.',
    ],
    [
      'a day to come',
      'A;Cơ sở;1;02/03/2025;;',
      'row 2, column "Tính đến ngày", "02/03/2025": 2025-03-02 is in the future: today is 2025-03-01. Declare what was held up to today.',
    ],
    [
      'no day',
      'A;Cơ sở;1;;;',
      'row 2, column "Tính đến ngày": The day up to which the congresses were held is missing. Give it in "Tính đến ngày".',
    ],
    [
      'more than there can be',
      'A;Cơ sở;17;28/02/2025;;',
      'row 2, column "Số đã tổ chức", "17": There are 3 organizations of that level at and below it: 17 congresses are more than can have been held. Check the number; up to 16 are accepted.',
    ],
    [
      'a level that is not there',
      'A.1;Trực thuộc trung ương;1;28/02/2025;;',
      'row 2, column "Cấp", "Trực thuộc trung ương": There are no organizations of that level at or below it. Choose another level, or none for all.',
    ],
  ])('%s', async (_what, row, verdict) => {
    expect(await verdictsOf(DECLARATIONS)).toEqual(['RECORDED', 'RECORDED']);
    const [headings] = DECLARATIONS.split('\n');
    expect(await verdictOf(`${headings ?? ''}\n${row}\n`)).toBe(verdict);
    expect(await checkRecords(dataSource)).toEqual([]);
  });

  test('what was recorded is what the row says', async () => {
    await verdictsOf(DECLARATIONS);
    await verdictsOf(DECLARATIONS.replace('2;28/02/2025', '1;27/02/2025'), { reason: 'Nhầm ngày' });
    expect(await recordedDeclarations(dataSource)).toEqual([
      ['A', null, 3, '2025-02-28', null, null],
      ['A', 'GRASSROOTS', 1, '2025-02-27', 'Theo điện báo', 'Nhầm ngày'],
    ]);
  });
});
