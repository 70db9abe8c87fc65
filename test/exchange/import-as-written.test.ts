/** Sheets as people fill them in, imported whole: what is recorded is what they mean, and what is doubtful is not recorded at all. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { importFiles } from '../../src/exchange/import-files';
import { recogniseTable } from '../../src/exchange/recognise-table';
import type { FileTable, TableRow } from '../../src/spreadsheet/table';
import { CAMPAIGN, emptyDatabase, importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const PLANS = 'organization,plannedOn\nA.1.01,2025-03-20\nA.1.02,2025-03-20\nA.2,2025-03-20\n';

function held(): Promise<{ code: string; day: string; dự: number | null }[]> {
  return database.dataSource.query(
    `SELECT o.code, c.held_on AS day, r.delegates_attended AS dự FROM congress c JOIN organization o ON o.id = c.organization_id
       JOIN congress_report r ON r.congress_id = c.id WHERE c.held_on IS NOT NULL ORDER BY o.code`,
  );
}

describe('reports', () => {
  beforeEach(async () => {
    await emptyDatabase(database.dataSource);
    await importCountry(database.dataSource);
    await importTexts(database.dataSource, { 'plans.csv': PLANS });
  });

  test('of a printed form with all that is around them', async () => {
    const imported = await importTexts(database.dataSource, {
      'bieu.csv': `ĐẢNG BỘ HUYỆN,,,,,,
BÁO CÁO KẾT QUẢ ĐẠI HỘI,,,,,,
STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Đại biểu,,Cấp ủy viên
,,,(dd/mm/yyyy),Triệu tập (người),Dự (người),được bầu
(1),(2),(3),(4),(5),(6),(7)
I,,Huyện Châu Thành,,,,
1,A.1.01,CHI BỘ ẤP BẮC,"Thứ tư, 05/02/2025",30,29 người,5
2,Ａ.1.02\u200b,Chi bộ Ðông Hoà,ngày 27 tháng 02 năm 2025,1.200,1.187,5
,,Tổng cộng,,1.230,1.216,10
,,,"An Hòa, ngày 01 tháng 3 năm 2025",,,
Người lập biểu,,,Thủ trưởng đơn vị,,,
`,
    });
    expect(linesOf(imported)).toEqual([]);
    expect(imported.tables).toMatchObject([{ headingRow: 4, leftOut: [5, 6, 9, 10, 11], ignored: ['STT'] }]);
    expect(await held()).toEqual([
      { code: 'A.1.01', day: '2025-02-05', dự: 29 },
      { code: 'A.1.02', day: '2025-02-27', dự: 1187 },
    ]);
  });

  test('with the month first are not recorded as other days, not even without the bad rows', async () => {
    const file = { 'x.csv': 'Mã tổ chức,Ngày tổ chức\nA.1.01,01/02/2025\nA.1.02,02/27/2025\nA.2,2025-02-05\n' };
    const imported = await importTexts(database.dataSource, file, { skipBad: true });
    expect(linesOf(imported)).toEqual([
      expect.stringMatching(
        /^x\.csv, row 2, column "Ngày tổ chức", "01\/02\/2025": .*row 3 .*"02\/27\/2025".*--dates mdy\.$/,
      ),
      expect.stringMatching(/^x\.csv, row 3, column "Ngày tổ chức", "02\/27\/2025": .*--dates mdy\.$/),
    ]);
    expect(await held()).toEqual([{ code: 'A.2', day: '2025-02-05', dự: null }]);
    expect(linesOf(await importTexts(database.dataSource, file, {}, { dates: 'mdy' }))).toEqual([]);
    expect((await held()).map(({ day }) => day)).toEqual(['2025-01-02', '2025-02-27', '2025-02-05']);
  });

  test('whose column may mean something else are refused until it is left out', async () => {
    const file = { 'x.csv': 'Mã tổ chức,Ngày tổ chức,Số đại biểu\nA.1.01,05/02/2025,30\n' };
    await expect(importTexts(database.dataSource, file)).rejects.toThrow(/the heading "Số đại biểu" \(column C\)/);
    const imported = await importTexts(database.dataSource, file, {}, { ignoreColumns: ['Số đại biểu'] });
    expect(imported.tables).toMatchObject([{ ignored: ['Số đại biểu'], rows: [{ done: ['COMPLETED'] }] }]);
  });

  test('whose column to be left out is nowhere are refused: it may be there under another heading', async () => {
    const file = { 'x.csv': 'Mã tổ chức,Ngày tổ chức,Điện thoại\nA.1.01,05/02/2025,30\n' };
    const leaveOut = (heading: string): Promise<unknown> =>
      importTexts(database.dataSource, file, { dryRun: true }, { ignoreColumns: [heading] });
    await expect(leaveOut('Số ĐT')).rejects.toThrow('--ignore-column names "Số ĐT", and no sheet has that heading.');
    await expect(leaveOut('ĐIỆN THOẠI')).resolves.toMatchObject({ tables: [{ ignored: ['Điện thoại'] }] });
  });
});

describe('codes that look like numbers', () => {
  const ORGANIZATIONS = `Mã tổ chức,Mã tổ chức cấp trên,Tên tổ chức,Cấp,Loại hình
00,,Trung ương,trung ương,gốc
01,00,Đảng bộ thành phố Một,trực thuộc trung ương,thành phố
1,00,Đảng bộ tỉnh Một,trực thuộc trung ương,tỉnh
01.10,01,Đảng bộ quận 10,cơ sở,
01.1,01,Đảng bộ quận 1,cơ sở,
3/4,01,Đảng bộ xã Ba Bốn,cơ sở,
1E5,01,Đảng bộ xã Một E,cơ sở,
12,01,Đảng bộ xã Mười Hai,cơ sở,
`;
  const row = (number: number, code: TableRow['cells'][number], shown?: string): TableRow => ({
    number,
    cells: [code, '20/05/2025'],
    ...(shown !== undefined && { shown: new Map([[0, shown]]) }),
  });

  test('are kept as text from CSV, and in a workbook found by what the sheet shows, or refused', async () => {
    await emptyDatabase(database.dataSource);
    expect(
      linesOf(await importTexts(database.dataSource, { 'campaign.json': CAMPAIGN, 'o.csv': ORGANIZATIONS })),
    ).toEqual([]);
    const rows = [
      { number: 1, cells: ['Mã tổ chức', 'Ngày dự kiến'] },
      ...[row(2, 1.1), row(3, 1, '01'), row(4, 12), row(5, new Date('2025-04-03')), row(6, 100_000), row(7, 0)],
      ...[row(8, '01.10'), row(9, 1), row(10, 77)],
    ];
    const table: FileTable = { file: 'x.xlsx', sheet: 'Sheet1', rows, merges: [] };
    const imported = await importFiles(
      database.dataSource,
      { campaign: null, tables: [recogniseTable(table)], leftOut: [] },
      {
        ...{ dryRun: false, skipBad: true, subject: 'import', reason: null, since: null, ignoreNames: false },
        ...{ clockDay: '2025-03-01', progress: () => undefined },
      },
    );
    expect(
      imported.tables.flatMap(({ rows: all }) => all.filter(({ done }) => done.length > 0).map((each) => each.row)),
    ).toEqual([3, 4, 8]);
    expect(
      linesOf(imported).map((line) => line.replace(/^.*row (\d+), column "Mã tổ chức", "[^"]*": /, '$1: ')),
    ).toEqual([
      '2: The cell is the number 1.1, and may mean 01.10, 01.1. Format the column as text, and write the code as it is.',
      '5: A spreadsheet has made 2025-04-03 of the code. It may have been 3/4. Format the column as text, and write the code again.',
      '6: A spreadsheet has made 100000 of the code. It may have been 1E5. Format the column as text, and write the code again.',
      '7: A spreadsheet has made 0 of the code. It may have been 00. Format the column as text, and write the code again.',
      '9: The cell is the number 1, and may mean 01, 1. Format the column as text, and write the code as it is.',
      expect.stringContaining('10: There is no organization with the code "77".'),
    ]);
    const planned = 'SELECT o.code FROM congress c JOIN organization o ON o.id = c.organization_id ORDER BY o.code';
    expect(await database.dataSource.query(planned)).toEqual(['01', '01.10', '12'].map((code) => ({ code })));
  });
});
