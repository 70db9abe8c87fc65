/** Tables that stand one below the other on a sheet, and rows that only look like headings of another. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { splitTables } from '../../src/exchange/split-tables';
import type { FileTable } from '../../src/spreadsheet/table';
import { openCampaignFolder, type CampaignFolder } from '../support/open-campaign-folder';

let campaign: CampaignFolder;

beforeAll(async () => {
  campaign = await openCampaignFolder();
});
afterAll(() => campaign.close());

function sheetOf(text: string): FileTable {
  const rows = text.split('\n').map((line, index) => {
    return { number: index + 1, cells: line.split(',').map((cell) => (cell === '' ? null : cell)) };
  });
  return { file: 'x.csv', sheet: null, rows, merges: [] };
}

const beginnings = (text: string): (number | undefined)[] =>
  splitTables(sheetOf(text)).map(({ rows }) => rows.at(0)?.number);

test.each([
  ['two of different columns', 'Mã,Ngày tổ chức\nA.1,1\nMã,Tên,Ngày dự kiến\nA.2,x,2', [1, 3]],
  ['titles above each', 'BÁO CÁO\nMã,Ngày tổ chức\nA.1,1\nB. CHƯA\nMã,Tên,Ngày dự kiến\nA.2,x,2', [1, 5]],
  ['the same headings on the next page', 'Mã,Ngày tổ chức\nA.1,1\nMã,Ngày tổ chức\nA.2,2', [1]],
  ['headings in two languages', 'Mã tổ chức,Ngày tổ chức\nCode,Held on\nA.2,2', [1]],
  ['headings of two rows', 'Mã,Ngày tổ chức,Đại biểu,\n,,Triệu tập,Dự\nA.1,1,2,3', [1]],
  ['a note that speaks of headings', 'Mã,Ngày tổ chức,Ghi chú\nA.1,1,Mã tổ chức\nA.2,2,Ngày dự kiến', [1]],
  ['no headings at all', 'a,b\nc,d', [1]],
])('%s', (_name, text, expected) => {
  expect(beginnings(text)).toEqual(expected);
});

test('a copy has the verdicts of both', async () => {
  await campaign.write(
    'hai.csv',
    'Mã tổ chức,Ngày tổ chức\nAH.CT.01,20/02/2025\n\nMã tổ chức,Tên tổ chức,Ngày dự kiến\nAH.CT.99,,20/05/2025\n',
  );
  const { code, out } = await campaign.giaoban(['import', 'hai.csv']);
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('hai.csv, row 5, column "Mã tổ chức"') });
  const copy = await campaign.read('hai.checked.csv');
  expect(
    copy
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .join('\n'),
  ).toMatch(
    /^Mã tổ chức,Ngày tổ chức,,Kết quả \/ Result,.*\nAH\.CT\.01,20\/02\/2025,,would be .*\n[^\n]*\n?Mã tổ chức,Tên tổ chức,Ngày dự kiến,Kết quả \/ Result,.*\nAH\.CT\.99,,20\/05\/2025,REFUSED,/,
  );
});
