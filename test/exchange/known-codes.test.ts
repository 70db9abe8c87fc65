/** Codes as keyboards, web pages and spreadsheets change them: found again where only one can be meant, and refused otherwise. */
import { describe, expect, test } from '@jest/globals';
import { KnownCodes } from '../../src/exchange/known-codes';

const codes = new KnownCodes([
  ...['AH', 'AH.CT.03', 'ĐB.01', 'HÒA.1', 'A-1', 'XÃ/02'],
  ...[
    '00',
    '01',
    '1',
    '01.10',
    '01.1',
    '01.10.01',
    '3/4',
    '1E5',
    '0012345678901234567',
    '1.10',
    '1.1',
    '2.5',
    '007',
    '12',
    '9.20',
    '7-8-21',
  ],
]);

describe('a text that leads to one code only', () => {
  test.each([
    ...[
      ['AH.CT.03', 'AH.CT.03'],
      [' AH.CT.03 ', 'AH.CT.03'],
      ['AH.CT.03\u200b', 'AH.CT.03'],
      ['AH\u200b.CT.03', 'AH.CT.03'],
    ],
    ...[
      ['AH\u00ad.CT.\u206003', 'AH.CT.03'],
      ['\u200eAH.CT.03\u200f', 'AH.CT.03'],
      ['AH.CT.03\u00a0', 'AH.CT.03'],
      ['\u3000AH', 'AH'],
    ],
    ...[
      ['ＡＨ．ＣＴ．０３', 'AH.CT.03'],
      ['ÐB.01', 'ĐB.01'],
      ['ƉB.01', 'ĐB.01'],
      ['ĐB.01'.normalize('NFD'), 'ĐB.01'],
      ["'01", '01'],
    ],
    ...[
      ['HOÀ.1', 'HÒA.1'],
      ['HÒA.1'.normalize('NFD'), 'HÒA.1'],
      ['А\u041d.CT.03', 'AH.CT.03'],
      ['\u0391\u0397', 'AH'],
      ['A–1', 'A-1'],
      ['A−1', 'A-1'],
    ],
    ...[
      ['XÃ⁄02', 'XÃ/02'],
      ['01.10', '01.10'],
      ['1.1', '1.1'],
      ['3/4', '3/4'],
      ['1E5', '1E5'],
      ['0012345678901234567', '0012345678901234567'],
    ],
  ])('%j is %s', (written, code) => {
    expect(codes.find(written)).toBe(code);
  });

  test('one that nobody knows stays as it is written: it is refused with the nearest', () => {
    expect(codes.find(' AH.CT.99 ')).toBe('AH.CT.99');
    expect(codes.find('ah')).toBe('ah');
    expect(codes.find('123456')).toBe('123456');
  });
});

describe('a text that is refused by the sign at fault', () => {
  test.each([
    ['А\u041d.99', 'U+0410 (looks like A)'],
    ['AH\u200b.99', 'U+200B (zero-width space)'],
    ['AH\u00ad.99', 'U+00AD (soft hyphen)'],
    ['AH\u200e.99', 'U+200E (left-to-right mark)'],
    ['AH\u034f.99', 'U+034F (cannot be seen)'],
    ['Α.99', 'U+0391 (looks like A)'],
  ])('%j: %s', (written, sign) => {
    expect(() => codes.find(written)).toThrow(`contains ${sign}`);
  });

  test('or because it looks like several', () => {
    const alike = new KnownCodes(['А1', 'A1', 'HÒA', 'HOÀ']);
    expect(alike.find('А1')).toBe('А1');
    expect(() => alike.find('Α1')).toThrow('looks like several codes: А1, A1');
    expect(() => alike.find('HO\u200bÀ')).not.toThrow();
  });
});

describe('a number', () => {
  test.each([
    [1, '01', '01'],
    [1.1, '1.10', '1.10'],
    [7, '007', '007'],
    [12, undefined, '12'],
    [12, '12', '12'],
    [2.5, undefined, '2.5'],
    [99, undefined, '99'],
    [3, '003', '003'],
  ])('%d, shown as %s, is %s', (value, shown, code) => {
    expect(codes.find(value, shown)).toBe(code);
  });

  test.each([
    [1, 'may mean 01, 1. Format the column as text'],
    [1.1, 'may mean 01.10, 01.1, 1.10, 1.1. Format'],
    [7, 'has made 7 of the code. It may have been 007. Format'],
    [0, 'It may have been 00.'],
    [100_000, 'has made 100000 of the code. It may have been 1E5.'],
    [12_345_678_901_234_500, 'It may have been 0012345678901234567.'],
    [9.2, 'has made 9.2 of the code. It may have been 9.20.'],
  ])('%d is refused: it %s', (value, message) => {
    expect(() => codes.find(value)).toThrow(message);
  });

  test('is no new code where a spreadsheet may have taken something of it away', () => {
    expect(codes.find(99, undefined, true)).toBe('99');
    expect(codes.find(99.1, '99.10', true)).toBe('99.10');
    expect(() => codes.find(99.1, undefined, true)).toThrow('has made 99.1 of the code');
    expect(() => codes.find(9_876_543_210_987_654, undefined, true)).toThrow('Format the column as text');
  });
});

describe('a day', () => {
  test.each([
    [new Date('2025-04-03'), 'has made 2025-04-03 of the code. It may have been 3/4. Format'],
    [new Date('2025-03-04'), 'It may have been 3/4.'],
    [new Date('2001-10-01'), 'It may have been 01.10, 1.10, 01.10.01.'],
    [new Date('2021-08-07'), 'It may have been 7-8-21.'],
    [new Date('2025-12-30'), 'has made 2025-12-30 of the code. Format'],
  ])('%j is no code: %s', (cell, message) => {
    expect(() => codes.find(cell)).toThrow(message);
  });

  test.each([
    ['3-Thg4', '3/4'],
    ['03-Apr', '3/4'],
    ['1E+05', '1E5'],
    ['1.00E+05', '1E5'],
    ['1,00E+05', '1E5'],
    ['1.23E+16', '0012345678901234567'],
  ])('%j, as a spreadsheet writes it into CSV, is not, either', (text, code) => {
    expect(() => codes.find(text)).toThrow(`It may have been ${code}`);
  });
});
