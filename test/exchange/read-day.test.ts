/** Days as people write them: taken where they leave no doubt, and refused with the reason where they do. */
import { describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/problem';
import { readDay } from '../../src/spreadsheet/read-day';

/** All of them are 5 February 2025, a Wednesday. */
const SAME = [
  ...['05/02/2025', '5/2/2025', '05-02-2025', '5.2.2025', '05 / 02 / 2025', '05\\02\\2025', '05/ 02/2025', '5 2 2025'],
  ...['2025-02-05', '2025-2-5', '2025/02/05', '2025/2/5', '2025.02.05', '2025 / 02 / 05', '20250205', '05022025'],
  ...['05/02/25', '5-2-25', '5.2.25', '45693', '45693.5', '45693,25', '05/02/2025.', '05–02–2025', '05‑02‑2025'],
  // With a time.
  ...[
    '05/02/2025 00:00:00',
    '05/02/2025 07:30',
    '2025-02-05T07:30:00',
    '2025-02-05 07:30:00',
    '2025-02-05T07:30:00.000',
  ],
  ...[
    '7h30 05/02/2025',
    '07:30 ngày 05/02/2025',
    '7 giờ 30 phút, ngày 05/02/2025',
    '05/02/2025 7:30 AM',
    '05/02/2025, 7h',
  ],
  ...[
    '8h00, ngày 05 tháng 02 năm 2025',
    'sáng 05/02/2025',
    '05/02/2025 (sáng)',
    '08 giờ ngày 5/2/2025',
    '05/02/2025 14h',
  ],
  // A moment is on its day in Viet Nam.
  ...['2025-02-05T00:00:00Z', '2025-02-04T17:00:00.000Z', '2025-02-05T16:59:59Z', '2025-02-05T00:00:00+07:00'],
  ...['2025-02-04T23:30:00+05:30', '2025-02-04 17:00Z'],
  // In words.
  ...[
    'ngày 05 tháng 02 năm 2025',
    'Ngày 5 tháng 2 năm 2025',
    '5 tháng 2, 2025',
    '5 tháng 2 2025',
    '05 tháng Hai năm 2025',
  ],
  ...[
    '5-Thg2-25',
    '05-Thg2-2025',
    '5 Thg 2 2025',
    '05/Thg2/25',
    '05-Feb-25',
    '05-Feb-2025',
    '5 Feb 2025',
    'Feb 5, 2025',
  ],
  ...[
    'February 5, 2025',
    '5th February 2025',
    '05Feb2025',
    'Feb. 5 2025',
    'ngày 05/02/2025',
    'ngày 5-2-2025',
    '5 tháng 2/2025',
  ],
  // With the day of the week.
  ...[
    'Thứ tư, 05/02/2025',
    'Thứ 4 ngày 05/02/2025',
    'T4 05/02/2025',
    'T.4, 5/2/2025',
    'Wed, 5 Feb 2025',
    'Wednesday 05/02/2025',
  ],
  ...['Thứ tư, ngày 05 tháng 02 năm 2025', '05/02/2025 ', 'THỨ TƯ, 05/02/2025', '7h30 thứ tư, 05/02/2025'],
  ...[
    '05/02/2025 (thứ tư)',
    '05/02/2025, Thứ Tư',
    '(05/02/2025)',
    '"05/02/2025"',
    '05/02/2025*',
    'ngày05/02/2025',
    'Mồng 5/2/2025',
  ],
  ...[
    'Wed Feb 05 2025 00:00:00 GMT+0700 (Indochina Time)',
    'Wed Feb 05 2025',
    '05/02/2025 - 08h00',
    'Tháng Hai 5, 2025',
  ],
  // What cannot be seen, and other keyboards.
  ...[
    '０５/０２/２０２５',
    '\u200e05\u200e/\u200e02\u200e/\u200e2025',
    '05/02/2025\u200b',
    '\ufeff05/02/2025',
    "'05/02/2025",
    '’05/02/2025',
  ],
  ...[
    '\u00a005/02/2025\u3000',
    '05/\u00ad02/2025',
    '05\u2009/\u200902\u2009/\u20092025',
    '\t05/02/2025',
    '05\u206002/2025'.replace('\u206002', '/02'),
  ],
  ...['ngày 05 tháng 02 năm 2025'.normalize('NFD'), '05/02/２０２５'],
];

test.each(SAME)('%j is a day', (text) => {
  expect(readDay(text)).toBe('2025-02-05');
});

test('cells that are no texts: a date, and the numbers of a spreadsheet and of a program', () => {
  expect([new Date('2025-02-05'), 45_693, 45_693.75, 20_250_205].map((cell) => readDay(cell))).toEqual(
    Array(4).fill('2025-02-05'),
  );
  expect(readDay(null)).toBeNull();
});

test.each([
  ['CN 09/02/2025', '2025-02-09'],
  ['Chủ nhật, ngày 9/2/2025', '2025-02-09'],
  ['Thứ năm, 06/02/2025', '2025-02-06'],
  ['31/12/2049', '2049-12-31'],
  ['31/12/49', '2049-12-31'],
  ['29/02/2024', '2024-02-29'],
  ['05/02/14', '2014-02-05'],
  ['5 tháng mười một năm 2025', '2025-11-05'],
  ['5 tháng Giêng năm 2025', '2025-01-05'],
  ['01/12/2025', '2025-12-01'],
  ['10-Thg12-25', '2025-12-10'],
  ['12/11/2025 11:10', '2025-11-12'],
])('%j is %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'several days': [
    ...[
      '05-06/02/2025',
      '05/02/2025-06/02/2025',
      '05, 06/02/2025',
      '5 và 6/2/2025',
      'từ 05 đến 06/02/2025',
      '05–06/02/2025',
    ],
    ...['05/02 - 06/02/2025', '5 & 6/2/2025', '05/02/2025 - 06/02/2025', '5-6 tháng 2 năm 2025'],
  ],
  'longer than a day': [
    '02/2025',
    'tháng 2/2025',
    'Tháng 02 năm 2025',
    'T2/2025',
    'Feb 2025',
    'Quý I/2025',
    '2025-02',
    'đầu tháng 2/2025',
  ],
  'year is missing': ['05/02', '5-2', '5 tháng 2', '5-Feb', '5/2.'],
  'is not in the calendar': [
    '29/02/2025',
    '31/04/2025',
    '2025-02-30',
    '30 tháng 2 năm 2025',
    '32/01/2025',
    '13/13/2025',
    '00/02/2025',
  ],
  'month 2 of 2025 has 28 days': ['29/02/2025', 'ngày 29 tháng 02 năm 2025'],
  'and would be 2025': ['05/02/2568', '2568-02-05', 'ngày 5 tháng 2 năm 2568'],
  'The year 25 cannot be right': ['05/02/0025'],
  'No clock shows that time': ['05/02/2025 25:00', '05/02/2025 24:00:01', '05/02/2025 07:75'],
  'Write the year in four digits': ['05/02/75', '25-02-05', '25/02/05', '28/02/14'],
  'is a Wednesday': ['Thứ năm, 05/02/2025', 'CN 05/02/2025'],
  'lunar calendar': ['08/01/2025 âm lịch', '8/1/2025 (âm lịch)'],
  'The day comes before the month': ['02/27/2025'],
  'Write it as 28/02/2020': [
    'chưa',
    'x',
    '5',
    '05/02/2025 hoặc sau',
    '05/02/2025 (dự kiến)',
    'trước 05/02/2025',
    '1e5',
    '05/02/2025/1',
    '--',
    '02-2025-05',
    '123456789',
  ],
};

describe.each(Object.entries(REFUSED))('refused, because: %s', (reason, texts) => {
  test.each(texts)('%j', (text) => {
    expect(() => readDay(text)).toThrow(Problem);
    expect(() => readDay(text)).toThrow(reason);
    expect(() => readDay(text)).toThrow(`"${text.trim()}"`);
  });
});

test('with the month first where that is said, and never otherwise', () => {
  expect(readDay('02/05/2025', 'mdy')).toBe('2025-02-05');
  expect(readDay('02/27/2025', 'mdy')).toBe('2025-02-27');
  expect(readDay('2025-02-05', 'mdy')).toBe('2025-02-05');
  expect(readDay('5-Thg2-25', 'mdy')).toBe('2025-02-05');
  expect(() => readDay('27/02/2025', 'mdy')).toThrow('The month comes before the day');
});

test('a date cell of a year that cannot be meant is refused, too', () => {
  expect(() => readDay(new Date('2568-02-05'))).toThrow('and would be 2025');
});
