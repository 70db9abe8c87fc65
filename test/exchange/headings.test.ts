/** Headings as offices write them: several rows deep, with hints and units, abbreviated, misspelt; and those that must not be guessed. */
import { describe, expect, test } from '@jest/globals';
import { recogniseTable, type RecognisedTable } from '../../src/exchange/recognise-table';
import type { ColumnKey } from '../../src/exchange/columns';
import { readCsv } from '../../src/spreadsheet/csv';
import type { Merge } from '../../src/spreadsheet/table';

function recognise(text: string, merges: Merge[] = [], ignoreColumns: string[] = []): RecognisedTable {
  return recogniseTable({ ...readCsv(text, 'x.csv'), merges }, { ignoreColumns });
}

/** The column that a heading is taken for, in a table that has the others already; undefined where it is ignored. */
function meaningOf(heading: string, value = '7'): { key: ColumnKey | undefined; isReported: boolean } {
  const found = recognise(`Mã tổ chức,Trạng thái,"${heading}"\nA.1,hoãn,${value}\n`);
  const [key] = [...found.columns].find(([, index]) => index === 2) ?? [];
  return { key, isReported: found.taken.length > 0 };
}

const HEADINGS: Readonly<Partial<Record<ColumnKey, readonly string[]>>> = {
  heldOn: [
    ...[
      'Ngày tổ chức',
      'NGÀY TỔ CHỨC',
      'Ngày tổ chức (dd/mm/yyyy)',
      'Ngày tổ chức\n(ngày/tháng/năm)',
      'Ngày tổ chức (*)',
      'Ngày tổ chức*',
    ],
    ...[
      'Ngày tổ chức ĐH',
      'Ngày ĐH',
      'Ngày tổ chức đại hội',
      '3. Ngày tổ chức',
      '(3) Ngày tổ chức',
      'III. Ngày tổ chức',
      'Ngày tổ chức (3)',
    ],
    ...[
      'Ngày tổ chức¹',
      'Ngày tổ chức:',
      'Ngày TC',
      'Ngày  tổ   chức',
      'Ngày\u200b tổ chức',
      'Ngày\u00a0tổ chức',
      'Ngày tổ chức dd/mm/yyyy',
    ],
    ...[
      'Ngày tổ chức'.normalize('NFD'),
      'Ngay to chuc',
      'Ngày tổ chức (nếu có)',
      'Ngày tổ chức [dd/mm/yyyy]',
      'Ngày tổ chức (ví dụ: 28/02/2025)',
    ],
    ...['Ngày tổ chức (ghi theo mẫu dd/mm/yyyy)', 'Thời gian thực hiện', 'Held on', 'heldOn'],
  ],
  plannedOn: ['Ngày dự kiến', 'Ngày tổ chức dự kiến', 'Ngày tổ chức (dự kiến)', 'Ngày DK', 'Ngày dự kiến (dd/mm/yyyy)'],
  delegatesAttended: [
    ...[
      'Số đại biểu dự',
      'Số đại biểu dự (người)',
      'Số Ðại biểu dự',
      'Số Ɖại biểu dự',
      'Số đại biểu dự, người',
      'Số ĐB dự',
      'SL đại biểu dự',
      'Số đại biểu tham dư',
    ],
    ...['Số đại biểu dự (ĐVT: người)', 'Đại biểu dự ĐH', 'Số đại biểu có mặt', 'Đại biểu dự đại hội (đồng chí)'],
  ],
  delegatesSummoned: [
    'Số đại biểu triệu tập',
    'ĐB triệu tập',
    'Số đại biểu được triệu tập',
    'Triệu tập',
    'Số đại biểu triệu tập (người)',
  ],
  committeeElected: [
    'Số cấp ủy viên được bầu',
    'Số cấp uỷ viên được bầu',
    'Số UV BCH',
    'Cấp ủy viên được bầu (đ/c)',
    'Số CUV được bầu',
  ],
  note: ['Ghi chú', 'Ghi chú (nếu có)', 'GC'],
};

describe.each(Object.entries(HEADINGS))('%s, without a word', (key, headings) => {
  test.each(headings)('%j', (heading) => {
    expect(meaningOf(heading)).toEqual({ key, isReported: false });
  });
});

const NEAR: Readonly<Partial<Record<ColumnKey, readonly string[]>>> = {
  heldOn: [
    'Ngày tổ chức ĐH chi bộ',
    'Ngày tổ chức đại hội năm 2025',
    'Ngày tổ chứcc',
    'Ngày tổ chuwc',
    'Ngày tổ chức chính thức',
    'Nagy tổ chức đại hội',
  ],
  delegatesSummoned: ['Số đại biểu triêụ tâp ĐH', 'Số đại biểu trieu tạpp', 'Số đại biểu được triệu tập trong đại hội'],
  delegatesAttended: ['Số đại biểuu dự', 'Số đại biểu tham dự tại đại hội'],
  committeeElected: ['Số cấp ủy viên được bầu nhiệm kỳ 2025-2030'],
};

describe.each(Object.entries(NEAR))('%s, and said to be', (key, headings) => {
  test.each(headings)('%j', (heading) => {
    expect(meaningOf(heading)).toEqual({ key, isReported: true });
  });
});

test.each([
  ...[
    'STT',
    'TT',
    'Điện thoại',
    'Số đại biểu nữ',
    'Số đại biểu dự là nữ',
    'Đại biểu dự khuyết',
    'Bí thư',
    'Địa điểm tổ chức',
    'Tỷ lệ dự (%)',
  ],
  ...[
    'Họ và tên bí thư',
    'Số đảng viên',
    'Số chi bộ',
    'Ngày sinh',
    'Ngày trù bị',
    'Số đại biểu vắng',
    'Xếp loại',
    'Kinh phí',
    'Người lập',
    'Cấp ủy viên nữ',
  ],
])('%j is another thing: ignored, and reported', (heading) => {
  const { columns, ignored } = recognise(`Mã tổ chức,Ngày tổ chức,"${heading}"\nA.1,05/02/2025,7\n`);
  expect({ size: columns.size, ignored }).toEqual({ size: 2, ignored: [heading] });
});

describe('a heading that may be ours, or not', () => {
  test.each([
    ['Đại biểu', 'số đại biểu triệu tập", "số đại biểu dự'],
    ['Số đại biểu', 'số đại biểu triệu tập", "số đại biểu dự'],
    ['Số lượng đại biểu (người)', 'số đại biểu triệu tập", "số đại biểu dự'],
    ['Số đại biểu dự trực tuyến', 'số đại biểu dự'],
    ['Số đạ biểu tham dự', 'số đại biểu dự'],
    ['Cấp ủy', 'số cấp ủy viên được bầu'],
  ])('%j is refused with its values, and says how to go on', (heading, meanings) => {
    const text = `Mã tổ chức,Ngày tổ chức,${heading}\nA.1,05/02/2025,7\n`;
    expect(() => recognise(text)).toThrow(
      `x.csv: It is not clear what the heading "${heading}" (column C) means: perhaps "${meanings}"`,
    );
    expect(() => recognise(text)).toThrow(`--ignore-column "${heading}"`);
    expect(recognise(text, [], [heading]).ignored).toEqual([heading]);
    expect(recognise(text.replace(',7', ',')).ignored).toEqual([heading]);
  });

  test('is no question where what it may mean is there', () => {
    const { columns, ignored } = recognise(
      'Mã tổ chức,Ngày tổ chức,Số đại biểu triệu tập,Số đại biểu dự,Số đại biểu,Thời gian\nA.1,05/02/2025,9,8,7,8h\n',
    );
    expect(columns.size).toBe(4);
    expect(ignored).toEqual(['Số đại biểu', 'Thời gian']);
  });
});

describe('two columns that mean the same', () => {
  const HEAD = 'Mã tổ chức,Ngày tổ chức,Số đại biểu dự,Số đại biểu có mặt\n';

  test('are refused where they differ, or one says what the other does not', () => {
    const message =
      'x.csv: The columns "Số đại biểu dự" (C) and "Số đại biểu có mặt" (D) both mean "số đại biểu dự", and they differ in row 3.';
    expect(() => recognise(`${HEAD}A.1,05/02/2025,7,7\nA.2,05/02/2025,7,8\n`)).toThrow(message);
    expect(() => recognise(`${HEAD}A.1,05/02/2025,7,7\nA.2,05/02/2025,,8\n`)).toThrow(message);
    expect(recognise(`${HEAD}A.1,05/02/2025,7,9\n`, [], ['số đại biểu có mặt']).columns.get('delegatesAttended')).toBe(
      2,
    );
  });

  test('are one where they say the same, or one is empty', () => {
    expect(recognise(`${HEAD}A.1,05/02/2025,7,7\nA.2,05/02/2025,8,\n`).columns.get('delegatesAttended')).toBe(2);
    expect(recognise(`${HEAD}A.1,05/02/2025,,7\n`).columns.get('delegatesAttended')).toBe(3);
  });
});

test('values below no heading at all are reported', () => {
  expect(recognise('Mã tổ chức,Ngày tổ chức\nA.1,05/02/2025,,nhớ gọi lại\n').ignored).toEqual(['(D)']);
});

const ALL = { organization: 1, heldOn: 3, delegatesSummoned: 4, delegatesAttended: 5, committeeElected: 6 };

describe('headings of several rows', () => {
  const placesOf = ({ columns }: RecognisedTable): Record<string, number> => {
    const { name: _name, ...places } = Object.fromEntries(columns);
    return places;
  };

  test.each([
    [
      'empty cells to the right',
      'STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Đại biểu,,Số cấp ủy viên được bầu\n"",,,,Triệu tập,Dự,\n',
      3,
    ],
    [
      'hints below',
      'STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Số đại biểu,,Số cấp ủy viên được bầu\n,,,(dd/mm/yyyy),Triệu tập (người),Dự (người),(người)\n',
      3,
    ],
    [
      'a title above',
      'BÁO CÁO KẾT QUẢ ĐẠI HỘI\nTháng 2\nSTT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Đại biểu,,Cấp ủy\n,,,,Được triệu tập,Tham dự,Số được bầu\n',
      5,
    ],
    [
      'numbers of columns below',
      'STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Đại biểu,,Số cấp ủy viên được bầu\n,,,,Triệu tập,Dự,\n(1),(2),(3),(4),(5),(6),(7)\n',
      4,
    ],
    [
      'the group repeated',
      'STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Đại biểu,Đại biểu,Cấp ủy viên\n,,,,Triệu tập,Dự,được bầu\n',
      3,
    ],
    [
      'three rows',
      'STT,Đơn vị,,Kết quả đại hội,,,\n,Mã,Tên,Ngày tổ chức,Đại biểu,,Số cấp ủy viên được bầu\n,,,,Triệu tập,Dự,\n',
      4,
    ],
  ])('%s', (_name, head, row) => {
    const found = recognise(`${head}1,A.1,x,05/02/2025,30,29,5\n`);
    expect(placesOf(found)).toEqual(ALL);
    expect(found.rows.map(({ number }) => number)).toEqual([row]);
    expect(found.headingRow.number).toBe(row - (head.includes('(1)') ? 2 : 1));
    expect(found.headings.get(5)).toMatch(/^(?:Kết quả đại hội – )?(?:Số đ|Đ)ại biểu – (?:Tham d|D)ự/);
  });

  test('merged cells say how far the heading above reaches', () => {
    const merges = [
      { firstRow: 1, lastRow: 1, firstColumn: 4, lastColumn: 5 },
      { firstRow: 1, lastRow: 2, firstColumn: 3, lastColumn: 3 },
    ];
    const head = 'STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Số đại biểu,,Ghi chú\n,,,,Triệu tập,Dự,\n';
    expect(placesOf(recognise(`${head}1,A.1,x,05/02/2025,30,29,5\n`, merges))).toMatchObject({
      heldOn: 3,
      delegatesSummoned: 4,
      delegatesAttended: 5,
      note: 6,
    });
  });

  test('what stands below another heading is another thing', () => {
    const found = recognise('Mã tổ chức,Thời gian,,Đại biểu nữ,\n,Dự kiến,Tổ chức,Triệu tập,Dự\nA.1,,05/02/2025,7,6\n');
    expect(Object.fromEntries(found.columns)).toEqual({ organization: 0, plannedOn: 1, heldOn: 2 });
    expect(found.ignored).toEqual(['Đại biểu nữ – Triệu tập', 'Đại biểu nữ – Dự']);
    expect(() => recognise('Mã tổ chức,Ngày tổ chức,Số đại biểu,\n,,Dự kiến,Dự\nA.1,05/02/2025,7,6\n')).toThrow(
      'the heading "Số đại biểu – Dự kiến" (column C)',
    );
  });

  test('the first row of values is never taken for one', () => {
    for (const first of ['1,A.1,x,05/02/2025,30,29,5', ',A.1,,,,,', ',,I. Khối cơ quan,,,,']) {
      const found = recognise(
        `STT,Mã tổ chức,Tên tổ chức,Ngày tổ chức,Số đại biểu triệu tập,Số đại biểu dự,Số cấp ủy viên được bầu\n${first}\n1,A.2,y,05/02/2025,30,29,5\n`,
      );
      expect(found.headingRow.number).toBe(1);
      expect(placesOf(found)).toEqual(ALL);
    }
  });

  test('organizations, too: the one above has a code and a name', () => {
    const found = recognise('Tổ chức,,Cấp trên trực tiếp,,Cấp\nMã,Tên,Mã,Tên,\nA.1,x,A,y,cơ sở\n');
    expect(found.kind).toBe('organizations');
    expect(Object.fromEntries(found.columns)).toMatchObject({ code: 0, name: 1, parent: 2, level: 4 });
  });
});

test.each([
  ['Ngày, tháng, năm tổ chức', 'heldOn'],
  ['Tổng số đại biểu dự', 'delegatesAttended'],
  ['SL ĐB TT', 'delegatesSummoned'],
  ['Số ĐV', undefined],
])('%j means %s', (heading, key) => {
  expect(meaningOf(heading).key).toBe(key);
});

test('two of ours in one heading are not one of them; the columns of an earlier run are none of ours', () => {
  expect(() => meaningOf('Ghi chú/Lý do')).toThrow('perhaps "lý do", "ghi chú"');
  expect(meaningOf('Lý do / Reason').key).toBeUndefined();
});
