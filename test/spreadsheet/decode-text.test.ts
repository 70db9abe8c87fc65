/** Text in the encodings and with the ends that programs give it; text that is not Unicode is told what it seems to be. */
import { describe, expect, test } from '@jest/globals';
import { decodeText } from '../../src/spreadsheet/decode-text';
import { parseCsv } from '../../src/spreadsheet/parse-csv';
import { toTcvn3, toVni, toWindows1258 } from '../support/legacy-text';

const TEXT = 'mã tổ chức,tên tổ chức\r\nAH.01,Đảng bộ phường Trường An\r\nAH.02,Chi bộ Hòa Bình\r\n';
const MARK = '\ufeff';

function bytesOf(text: string, encoding: 'utf8' | 'utf16le' | 'utf16be'): Buffer {
  return encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, encoding);
}

function refusalOf(bytes: Buffer): string {
  try {
    decodeText(bytes, 'a.csv');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was read.');
}

describe('text is read, and written back as it was', () => {
  test.each(['utf8', 'utf16le', 'utf16be'] as const)('%s, with and without a mark', (encoding) => {
    for (const mark of ['', MARK]) {
      const bytes = bytesOf(mark + TEXT, encoding);
      const decoded = decodeText(bytes, 'a.csv');
      expect(decoded.text).toBe(TEXT);
      expect(decoded.encode(decoded.text).equals(bytes)).toBe(true);
    }
  });

  test.each(['\u001a', '\u001a\u001a\u001a', '\u001a\r\n', '\u001a\0\0'])(
    'without the end that DOS gave it: %j',
    (end) => {
      expect(decodeText(bytesOf(TEXT + end, 'utf8'), 'a.csv').text).toBe(TEXT);
    },
  );

  test('with a control in a cell, which its row says', () => {
    expect(decodeText(bytesOf('a,b\n1,x\0y\n', 'utf8'), 'a.csv').text).toBe('a,b\n1,x\0y\n');
    expect(decodeText(bytesOf('a,b\n1,x\u001ay\n', 'utf8'), 'a.csv').text).toBe('a,b\n1,x\u001ay\n');
  });

  test('with line ends of all kinds in one file, after a line that names the delimiter', () => {
    const { delimiter, records } = parseCsv('sep=;\r\na;b,c\rd;e\n\nf;"g\r\nh"', 'a.csv');
    expect(delimiter).toBe(';');
    expect(records.map(({ line, fields }) => [line, fields])).toEqual([
      [1, []],
      [2, ['a', 'b,c']],
      [3, ['d', 'e']],
      [4, ['']],
      [5, ['f', 'g\r\nh']],
    ]);
  });
});

describe('text that is not Unicode is refused', () => {
  test.each([
    ['TCVN3 (ABC)', toTcvn3(TEXT), 'Convert it to Unicode, for example with UniKey'],
    ['VNI', toVni(TEXT), 'Convert it to Unicode, for example with UniKey'],
    ['Windows-1258', toWindows1258(TEXT), 'Open it in the spreadsheet that it comes from'],
  ])('with what it seems to be: %s', (charset, seen, advice) => {
    const message = refusalOf(Buffer.from(seen, 'latin1'));
    expect(message).toContain(
      `a.csv is not Unicode text: its letters seem to be ${charset}, such as "mã tổ chức,tên tổ chức". ${advice}`,
    );
  });

  test('in general words where nothing says what it is', () => {
    expect(refusalOf(Buffer.from('code,name\n01,Café\n', 'latin1'))).toBe(
      'a.csv is not text in UTF-8: save it in the spreadsheet as "CSV UTF-8", or as XLSX.',
    );
  });

  test('with the line, where nearly all of it is UTF-8', () => {
    const whole = Buffer.from(TEXT);
    expect(refusalOf(whole.subarray(0, whole.indexOf('ò') + 1))).toMatch(/^a\.csv, line 3: a letter is broken/);
    expect(refusalOf(Buffer.concat([whole, Buffer.from([0xe3, 0x41])]))).toMatch(/^a\.csv, line 4: a letter is broken/);
  });

  test('in UTF-16 that is cut off', () => {
    expect(refusalOf(bytesOf(MARK + TEXT, 'utf16le').subarray(0, -1))).toMatch(
      /^a\.csv is text in UTF-16, and it is broken or cut off/,
    );
  });
});
