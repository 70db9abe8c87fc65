/** Documents by file: by the rules of the mutation, with the headings that offices write, and back again. */
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Snapshot } from '../../src/database/snapshot';
import { openScope } from '../../src/exchange/export-scope';
import { exportSheet } from '../../src/exchange/export-sheet';
import { checkRecords } from '../support/check-records';
import { importCountry, importTexts, linesOf } from '../support/import-texts';
import { openTestDatabase, type TestDatabase } from '../support/open-database';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await importCountry(database.dataSource);
});
afterAll(() => database.close());

const SHEET = `Danh mục văn bản;;;;;
Loại văn bản;Số, ký hiệu;Ngày ban hành;Cơ quan ban hành;Trích yếu;Căn cứ đại hội
Chỉ thị;35-CT/TW;14/06/2024;Bộ Chính trị;Về đại hội đảng bộ các cấp;x
Hướng dẫn;27-HD/BTCTW;30/07/2024;Ban Tổ chức Trung ương;Một số nội dung của Chỉ thị 35;x
Chỉ thị;35-CT/TW;30/05/2019;Bộ Chính trị;Về đại hội của nhiệm kỳ trước;
`;

const recorded = () =>
  database.dataSource.query<object[]>(
    'SELECT number, issued_on, issued_by, of_campaign FROM document ORDER BY issued_on, number',
  );

async function exported(language: 'en' | 'vi'): Promise<string> {
  const snapshot = new Snapshot(database.dataSource);
  const chunks: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  try {
    const scope = await openScope(snapshot, { within: undefined, asOf: undefined });
    await exportSheet(scope, 'documents', { format: 'csv', language, output, show: () => undefined });
    return chunks.join('');
  } finally {
    await snapshot.close();
  }
}

test('a sheet is recorded, with two documents of one number; the same sheet again changes nothing', async () => {
  const first = await importTexts(database.dataSource, { 'van-ban.csv': SHEET });
  expect(linesOf(first)).toEqual([]);
  expect(first.positions!.last - first.positions!.first + 1).toBe(3);
  expect(await recorded()).toEqual([
    { number: '35-CT/TW', issued_on: '2019-05-30', issued_by: 'Bộ Chính trị', of_campaign: false },
    { number: '35-CT/TW', issued_on: '2024-06-14', issued_by: 'Bộ Chính trị', of_campaign: true },
    { number: '27-HD/BTCTW', issued_on: '2024-07-30', issued_by: 'Ban Tổ chức Trung ương', of_campaign: true },
  ]);
  const again = await importTexts(database.dataSource, { 'van-ban.csv': SHEET });
  expect([again.positions, linesOf(again)]).toEqual([null, []]);
  expect(await checkRecords(database.dataSource)).toEqual([]);
});

test('what is written in either language says the same when it is read again', async () => {
  for (const language of ['en', 'vi'] as const) {
    const again = await importTexts(database.dataSource, { 'documents.csv': await exported(language) });
    expect([again.positions, linesOf(again)]).toEqual([null, []]);
  }
});

test('a row that the mutation would refuse is refused with its cell, and nothing is recorded', async () => {
  const before = await recorded();
  const wrong = `Mã tổ chức;Loại văn bản;Số, ký hiệu;Ngày ban hành;Cơ quan ban hành;Trích yếu
A;Kế hoạch;1-KH/TU;02/01/2025;Tỉnh ủy;Kế hoạch đại hội
B;Kế hoạch;2-KH/TU;02/01/2025;Tỉnh ủy;Kế hoạch đại hội
A;Sắc lệnh;3-KH/TU;02/01/2025;Tỉnh ủy;Kế hoạch đại hội
A;Kế hoạch;4-KH/TU;;Tỉnh ủy;Kế hoạch đại hội
A;Kế hoạch;5-KH/TU;02/01/2026;Tỉnh ủy;Kế hoạch đại hội
;Chỉ thị;35-CT/TW;14/06/2024;Bộ Chính trị;Về điều khác
A;Kế hoạch;1-KH/TU;02/01/2025;Tỉnh ủy;Kế hoạch khác
`;
  const imported = await importTexts(database.dataSource, { 'sai.csv': wrong });
  expect(linesOf(imported)).toEqual([
    expect.stringMatching(/row 3, column "Mã tổ chức", "B": There is no organization/),
    expect.stringMatching(/row 4, column "Loại văn bản", "Sắc lệnh"/),
    expect.stringMatching(/row 5, column "Ngày ban hành": The "Ngày ban hành" is missing/),
    expect.stringMatching(/row 6, column "Ngày ban hành", "02\/01\/2026": The document would be issued on 2026-01-02/),
    expect.stringMatching(/row 7, column "Số, ký hiệu", "35-CT\/TW": .*is recorded already/),
    expect.stringMatching(/row 8, column "Số, ký hiệu", "1-KH\/TU": .*already in row 2/),
  ]);
  expect(imported.recorded).toBe(false);
  expect(await recorded()).toEqual(before);
});
