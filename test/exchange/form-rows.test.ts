/** The rows that forms have around a table: left out by number, and never a row that may be about a congress. */
import { describe, expect, test } from '@jest/globals';
import { KnownCodes } from '../../src/exchange/known-codes';
import { recogniseTable } from '../../src/exchange/recognise-table';
import { settleAsides } from '../../src/exchange/settle-asides';
import { readCsv } from '../../src/spreadsheet/csv';
import type { TableRow } from '../../src/spreadsheet/table';

const HEAD = 'Mã tổ chức,Tên tổ chức,Ngày tổ chức,Số đại biểu triệu tập,Số đại biểu dự,Ghi chú\n';
const ROW = 'AH.CT.03,Chi bộ Trường THPT,05/02/2025,30,30,x\n';

/** The numbers of the rows that are judged, and of those that are left out. */
function sort(text: string, codes: string[] = ['AH.CT.03']): { judged: number[]; leftOut: readonly number[] } {
  const settled = settleAsides(recogniseTable(readCsv(text, 'x.csv')), 'organization', new KnownCodes(codes));
  return { judged: settled.rows.map(({ number }) => number), leftOut: settled.leftOut };
}

describe('numbers of columns', () => {
  test.each([
    '(1),(2),(3),(4),(5),(6)',
    '1,2,3,4,5,6',
    '[1],[2],[3],[4],[5],[6]',
    'A,B,1,2,3,4',
    '(a),(b),(1),(2),(3),(4)',
    '1.,2.,3.,4.,5.,6.',
    '(1),(2),(3),(4),(5)=(4)-(3),(6)',
    '１,２,３,４,５,６',
    'A,B,C,D,E,F',
    '1,2,3,4,,',
  ])('%s below the headings', (row) => {
    expect(sort(`${HEAD}${row}\n${ROW}`, ['1', 'A', 'AH.CT.03'])).toEqual({ judged: [3], leftOut: [2] });
  });

  test('are cells of a workbook, too', () => {
    const rows: TableRow[] = [
      { number: 1, cells: ['Mã tổ chức', 'Ngày tổ chức', 'Số đại biểu dự'] },
      { number: 2, cells: [1, 2, 3] },
      { number: 3, cells: ['A.1', new Date('2025-02-05'), 3] },
    ];
    const found = recogniseTable({ file: 'x.xlsx', sheet: 'Sheet1', rows, merges: [] });
    expect(found).toMatchObject({ leftOut: [2], rows: [{ number: 3 }] });
  });

  test.each(['1,3,2,4,5,6', 'AH.CT.03,2,3,4,5,6', '7,8,9,10,11,12', '1,,05/02/2025,30,30,'])('%s are none', (row) => {
    expect(sort(`${HEAD}${row}\n`).leftOut).toEqual([]);
  });

  test('stand directly below the headings only', () => {
    expect(sort(`${HEAD}${ROW}1,2,3,4,5,6\n`)).toEqual({ judged: [2, 3], leftOut: [] });
  });
});

describe('the headings once more', () => {
  test('of a printed page, with the numbers of columns below them', () => {
    expect(sort(`${HEAD}(1),(2),(3),(4),(5),(6)\n${ROW}${HEAD}(1),(2),(3),(4),(5),(6)\n${ROW}`)).toEqual({
      judged: [3, 6],
      leftOut: [2, 4, 5],
    });
  });
});

describe('totals', () => {
  test.each([
    ...[
      'Tổng cộng,,,150,148,',
      'Tổng số,,,150,148,',
      'Cộng,,,150,148,',
      'Cộng trang,,,150,148,',
      'Total,,,150,148,',
      'TỔNG CỘNG:,,,150,148,',
    ],
    ...[
      ',Tổng cộng,,150,148,',
      ',Cộng trang 1,,150,148,',
      ',Tổng số: 2 đơn vị,2,150,148,',
      ',,Tổng cộng,150,148,',
      'Cộng,,2,150,148,',
      ',,,150,148,',
    ],
    ...['Tổng cộng (2 đơn vị),,,150,148,', 'Lũy kế,,,150,148,', 'Tổng cộng toàn tỉnh,,,150,148,'],
  ])('%s', (row) => {
    expect(sort(`${HEAD}${ROW}${row}\n`)).toEqual({ judged: [2], leftOut: [3] });
  });

  test.each([
    'Cộng,,05/02/2025,150,148,',
    'AH.CT.03,Tổng cộng,05/02/2025,30,30,',
    ',Tổng cộng,05/02/2025,30,30,',
    'Tổng,x,05/02/2025,,,',
  ])('%s may be about a congress', (row) => {
    expect(sort(`${HEAD}${row}\n`)).toEqual({ judged: [2], leftOut: [] });
  });

  test('a name that only begins so is a name', () => {
    for (const row of ['AH.CT.03,Đảng bộ Tổng công ty,,,,', 'AH.CT.03,Đảng bộ xã Cộng Hòa,,,,', 'CONG.01,x,,,,']) {
      expect(sort(`${HEAD}${row}\n`)).toEqual({ judged: [2], leftOut: [] });
    }
  });
});

describe('signatures', () => {
  test.each([
    'Người lập biểu,,,,Thủ trưởng đơn vị,',
    ',Người lập biểu,Thủ trưởng đơn vị,,,',
    ',,"An Hòa, ngày 05 tháng 3 năm 2025",,,',
    ',,"……, ngày … tháng … năm 2025",,,',
    'Nơi nhận:,,TM. BAN THƯỜNG VỤ,,,',
    '"(Ký, ghi rõ họ tên)",,"(Ký, ghi rõ họ tên)",,,',
    'KT. BÍ THƯ,,,,,',
    ',,"(Ký, đóng dấu, ghi rõ họ và tên)",,,',
  ])('%s', (row) => {
    expect(sort(`${HEAD}${ROW}${row}\n`)).toEqual({ judged: [2], leftOut: [3] });
  });

  test('what stands below one belongs to it, but not another row with a code or a day', () => {
    const block =
      'Người lập biểu,,Thủ trưởng đơn vị,,,\nNguyễn Văn A,,Trần Thị B,,,\n- Như trên;,,,,,\n- Lưu VT.,,,,,\n';
    expect(sort(`${HEAD}${ROW}${block}${ROW}Lê Văn C,,05/02/2025,,,\nAH.99,,,,,\n`)).toEqual({
      judged: [2, 7, 8, 9],
      leftOut: [3, 4, 5, 6],
    });
  });

  test('a note about a day or a person does not sign the sheet', () => {
    const notes =
      ROW.replace(',x\n', ',"Hoãn, ngày 20 tháng 3 năm 2025"\n') + ROW.replace(',x\n', ',Người lập biểu nghỉ\n');
    expect(sort(`${HEAD}${notes}Đảng bộ xã,,,,,\n`)).toEqual({ judged: [2, 3, 4], leftOut: [] });
  });
});

describe('groups', () => {
  test.each([
    'I,Khối cơ quan,,,,',
    'II. Khối cơ quan,,,,,',
    'A,,,,,',
    'B. Khối xã,,,150,148,',
    'III,,,,,',
    'Khối xã,,,,,',
    '1. Huyện Châu Thành,,,,,',
    ',I. Huyện Châu Thành,,,,',
  ])('%s', (row) => {
    expect(sort(`${HEAD}${row}\n${ROW}`)).toEqual({ judged: [3], leftOut: [2] });
  });

  test('are judged where the code is known, or a day stands in them', () => {
    expect(sort(`${HEAD}I,Khối cơ quan,,,,\nA,,,,,\nII,x,05/02/2025,,,\n`, ['A', 'I'])).toEqual({
      judged: [2, 3, 4],
      leftOut: [],
    });
  });

  test('a code that nobody knows is a mistake, not a group', () => {
    expect(sort(`${HEAD}AH.99,,,,,\n1,,,,,\nXYZ,,,,,\n`)).toEqual({ judged: [2, 3, 4], leftOut: [] });
  });
});

test('a dash is an empty cell', () => {
  const found = recogniseTable(
    readCsv('Mã tổ chức,Đại hội điểm,Ngày tổ chức,Số đại biểu dự\nA.1,-,-,—\n,,…,-\n', 'x.csv'),
  );
  expect(found).toMatchObject({ rows: [{ number: 2, cells: ['A.1', '-', null, null] }], leftOut: [3] });
});

test('rows of dashes, and cells in which nothing can be seen, say nothing', () => {
  expect(sort(`${HEAD}-,-,-,-,-,-\n…,…,…,,,\n———,,,,,\n${ROW} ,\u200b,\u00a0, ,,\ufeff\n`)).toEqual({
    judged: [5],
    leftOut: [2, 3, 4, 6],
  });
  expect(
    recogniseTable(readCsv('Mã tổ chức,Ngày dự kiến,Ngày tổ chức\nA.1,22/04/2025, \u200b\n', 'x.csv')).rows,
  ).toEqual([{ number: 2, cells: ['A.1', '22/04/2025', null] }]);
});
