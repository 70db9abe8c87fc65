/** What is read of workbooks, from XML as the programs that write them differ. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readTables, type ReadingOptions } from '../../src/spreadsheet/read-tables';
import { Unreadable, type FileTable, type ReadCell } from '../../src/spreadsheet/table';
import { openZip, refill, writeZip } from '../../src/spreadsheet/zip-archive';
import { sheetOf, stylesOf, text, writeBook, type WrittenBook } from '../support/written-workbook';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(book: WrittenBook | Buffer, options?: ReadingOptions): Promise<FileTable[]> {
  const path = join(folder, 'book.xlsx');
  await writeFile(path, Buffer.isBuffer(book) ? book : writeBook(book));
  return readTables(path, options);
}

/** The first row of the only sheet. */
async function cellsOf(
  cells: readonly string[],
  others: Omit<WrittenBook, 'sheets'> = {},
): Promise<readonly ReadCell[]> {
  const [table] = await read({ sheets: { A: sheetOf(cells) }, ...others });
  return table?.rows[0]?.cells ?? [];
}

const day = (written: string): Date => new Date(`${written}T00:00:00Z`);
const broken = { code: 'BAD_USER_INPUT', message: expect.stringContaining('is a broken XLSX file') };

describe('a cell has', () => {
  test('a text: shared, with what is above its letters left out, its own, or of a formula', async () => {
    const strings =
      '<si><r><t>Đảng </t></r><r><rPr><b/></rPr><t xml:space="preserve">bộ </t></r><r><t>&lt;xã&gt;</t></r></si><si><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si><si/>';
    const shared = [0, 1, 2, 3].map((index) => `<c t="s"><v>${index}</v></c>`);
    const own = [
      '<c t="inlineStr"><is><t>x</t><rPh><t>y</t></rPh></is></c>',
      '<c t="str"><f>A1&amp;"z"</f><v>z</v></c>',
    ];
    expect(await cellsOf([...shared, ...own, '<c><v><![CDATA[7]]></v></c>'], { strings })).toEqual([
      'Đảng bộ <xã>',
      '漢',
      'a\rb_x0041_',
      null,
      'x',
      'z',
      7,
    ]);
  });

  test('a number, a yes or a no, and a day of ISO 8601', async () => {
    const cells = [
      '<c><v>1.5E2</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="b"><v>0</v></c>',
      '<c t="d"><v>2025-02-28T13:00:00</v></c>',
    ];
    expect(await cellsOf([...cells, '<c t="d"><v>2025-02-30</v></c>'])).toEqual([
      150,
      true,
      false,
      day('2025-02-28'),
      '2025-02-30',
    ]);
  });

  test('an error, or a formula whose result is not in the file: neither passes for an empty cell', async () => {
    const cells = [
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c><f>10+20</f></c>',
      '<c><f>10+20</f><v></v></c>',
      '<c t="str"><f>A1</f></c>',
      '<c><f t="shared" si="0"/></c>',
      '<c t="s"><f>A1</f><v/></c>',
    ];
    const formula = (written: string): Unreadable => new Unreadable('FORMULA', written);
    expect(await cellsOf(cells)).toEqual([
      new Unreadable('ERROR', '#DIV/0!'),
      formula('=10+20'),
      formula('=10+20'),
      formula('=A1'),
      formula('=…'),
      formula('=A1'),
    ]);
  });

  test('nothing, where a formula has made an empty text', async () => {
    expect(await cellsOf(['<c t="str"><f>""</f><v></v></c>', '<c><f>1+1</f><v>2</v></c>'])).toEqual([null, 2]);
  });

  test('a day or a number, as its format says', async () => {
    const formats = [
      14,
      22,
      '[$-42A]dd/mm/yyyy;@',
      'd"/"m"/"yy',
      '[h]:mm',
      46,
      '"ngày" 0',
      '#,##0 "đại biểu"',
      '[Red]0.00',
      'mmm-yy',
    ];
    const cells = formats.map((_format, index) => `<c s="${index + 1}"><v>45716.75</v></c>`);
    const isDay = [true, true, true, true, false, false, false, false, false, true];
    expect(await cellsOf(cells, { styles: stylesOf(...formats) })).toEqual(
      isDay.map((each) => (each ? day('2025-02-28') : 45716.75)),
    );
  });

  test('a day counted from 1904, where the workbook says so', async () => {
    const others = { styles: stylesOf(14), settings: 'date1904="true"' };
    expect(await cellsOf(['<c s="1"><v>44254</v></c>'], others)).toEqual([day('2025-02-28')]);
  });

  test('midnight in Viet Nam, which a program has written in UTC, is not the day that is shown', async () => {
    const cells = ['<c s="1"><v>45692.708333333336</v></c>', '<c s="2"><v>45692.708333333336</v></c>'];
    const zoned = '<c s="1" t="d"><v>2025-02-04T17:00:00.000Z</v></c>';
    const shown = [new Unreadable('SHIFTED', '2025-02-04'), day('2025-02-04'), day('2025-02-05')];
    expect(await cellsOf([...cells, zoned], { styles: stylesOf(14, 22) })).toEqual(shown);
  });

  test('raised digits apart from those that they stand at', async () => {
    const runs = '<r><t>118</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t>9</t></r>';
    expect(await cellsOf([`<c t="inlineStr"><is>${runs}</is></c>`])).toEqual(['118¹9']);
    expect(await cellsOf(['<c t="s"><v>0</v></c>'], { strings: `<si>${runs}</si>` })).toEqual(['118¹9']);
  });

  test('an hour without a day as its number', async () => {
    expect(await cellsOf(['<c s="1"><v>0.75</v></c>'], { styles: stylesOf('h:mm') })).toEqual([0.75]);
  });
});

describe('a sheet', () => {
  test('shows more of a number than its digits', async () => {
    const formats = ['00', '"AH."000', '00\\-00', '0', '#,##0', '0000000', '@'];
    const row = formats.map((_format, index) => `<c s="${index + 1}"><v>${index === 5 ? 12345 : 7}</v></c>`);
    const [table] = await read({ sheets: { A: sheetOf(row) }, styles: stylesOf(...formats) });
    expect(table?.rows[0]?.cells).toEqual([7, 7, 7, 7, 7, 12345, 7]);
    expect([...(table?.rows[0]?.shown ?? [])]).toEqual([
      [0, '07'],
      [1, 'AH.007'],
      [2, '00-07'],
      [5, '0012345'],
    ]);
  });

  test('has rows and cells where they say that they are, or else one after the other', async () => {
    const data = `<dimension ref="A1:A1"/><sheetData><row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>
      <row r="9"><c t="inlineStr"><is><t> </t></is></c></row><row r="1048576"><c r="XFD1048576"><v>4</v></c></row></sheetData>
      <mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>`;
    const [table] = await read({ sheets: { A: data } });
    expect(table?.rows.map(({ number, cells }) => [number, cells.length, cells.at(-1)])).toEqual([
      [3, 4, 2],
      [4, 1, 3],
      [1_048_576, 16_384, 4],
    ]);
    expect(table?.merges).toEqual([{ firstRow: 1, lastRow: 2, firstColumn: 0, lastColumn: 2 }]);
  });

  test('is read under any prefix, in the strict format, and in UTF-16', async () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const prefixed = `<x:worksheet xmlns:x="${strict}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>mã</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    const rels =
      '<Relationships><Relationship Id="s0" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
    const [table] = await read({ sheets: { A: prefixed }, parts: { 'xl/_rels/workbook.xml.rels': rels } });
    expect(table?.rows).toEqual([{ number: 1, cells: ['mã'] }]);
    const entries = openZip(writeBook({ sheets: { A: prefixed } })) ?? [];
    const utf16 = Buffer.from(`\ufeff${prefixed}`, 'utf16le');
    const recoded = entries.map((entry) => (entry.name.endsWith('sheet1.xml') ? refill(entry, utf16) : entry));
    expect((await read(writeZip(recoded)))[0]?.rows).toEqual([{ number: 1, cells: ['mã'] }]);
  });

  test('is found where another part names it in other letters, or with backslashes', async () => {
    const entries = openZip(writeBook({ sheets: { A: sheetOf([text('x')]) } })) ?? [];
    const renamed = entries.map((entry) => ({
      ...entry,
      name: entry.name.replace('worksheets/sheet1', 'Worksheets\\Sheet1'),
    }));
    const [table] = await read(writeZip(renamed));
    expect(table?.rows).toHaveLength(1);
  });
});

describe('of several sheets', () => {
  const book: WrittenBook = {
    sheets: { 'Báo cáo': sheetOf([text('1')]), Nháp: sheetOf([text('2')]), 'Ẩn &amp; kín': sheetOf([text('3')]) },
    states: { 'Ẩn &amp; kín': 'veryHidden', Nháp: 'hidden' },
  };

  test('the visible ones are read, or the one that is named', async () => {
    expect((await read(book)).map(({ sheet }) => sheet)).toEqual(['Báo cáo']);
    expect((await read(book, { sheet: 'Ẩn & kín' })).map(({ sheet }) => sheet)).toEqual(['Ẩn & kín']);
    expect((await read(book, { sheet: 'bao cao' })).map(({ sheet }) => sheet)).toEqual(['Báo cáo']);
  });

  test('none that is not there', async () => {
    const message = 'book.xlsx has no sheet "Tháng 2". Its sheets: "Báo cáo", "Nháp", "Ẩn & kín".';
    await expect(read(book, { sheet: 'Tháng 2' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
  });
});

describe('a workbook is refused', () => {
  test.each([
    [
      'with a document type',
      '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
    ],
    ['with a sheet that is cut off', '<worksheet><sheetData><row><c><v>1</v></c></row>'],
    ['with a text that is not there', '<sheetData><row><c t="s"><v>9</v></c></row></sheetData>'],
    ['with a row beyond the last', '<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>'],
    ['with a cell beyond the last', '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>'],
  ])('%s', async (_what, sheet) => {
    await expect(read({ sheets: { A: sheet } })).rejects.toMatchObject(broken);
  });

  test('whose entry is more, less or other than it states', async () => {
    const entries = openZip(writeBook({ sheets: { A: sheetOf([text('x'.repeat(100_000))]) } })) ?? [];
    for (const lie of [{ size: 5_000 }, { size: 500_000 }, { crc: 1 }]) {
      const lying = entries.map((entry) => (entry.name.endsWith('sheet1.xml') ? { ...entry, ...lie } : entry));
      await expect(read(writeZip(lying))).rejects.toMatchObject(broken);
    }
  });

  test('whose cells are so far apart that their places would fill the memory', async () => {
    const rows = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(2_000);
    const message = expect.stringContaining('sheet "A": its cells are so far apart that they cannot be read.');
    await expect(read({ sheets: { A: `<sheetData>${rows}</sheetData>` } })).rejects.toMatchObject({
      code: 'LIMIT',
      message,
    });
  });
});
