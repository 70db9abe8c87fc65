/** CSV and NDJSON: what is read of files as people make them, and that what is written is read back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTables } from '../../src/spreadsheet/read-tables';
import type { Cell, TableRow } from '../../src/spreadsheet/table';
import { openTableWriter, type Format, type OutColumn } from '../../src/spreadsheet/write-table';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function rowsOf(content: string | Buffer, name = 'plan.csv'): Promise<TableRow[]> {
  const path = join(folder, name);
  await writeFile(path, content);
  const [table, ...more] = await readTables(path);
  expect(more).toEqual([]);
  expect(table).toMatchObject({ file: name, sheet: null });
  return table?.rows ?? [];
}

async function written(format: Format, columns: OutColumn[], rows: Cell[][]): Promise<Buffer> {
  const output = new PassThrough();
  const all = buffer(output);
  const writer = openTableWriter(format, output, 'Sheet', columns);
  for (const row of rows) await writer.write(row);
  await writer.end();
  output.end();
  return all;
}

describe('CSV is read', () => {
  const expected = [
    { number: 1, cells: ['mã', 'tên'] },
    { number: 2, cells: ['01', 'Hà Nội'] },
  ];

  test.each([
    ['UTF-8', Buffer.from('mã,tên\n01,Hà Nội\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFmã,tên\r\n01,Hà Nội\r\n')],
    ['UTF-16 as Excel saves "Unicode text"', Buffer.from('\uFEFFmã\ttên\r\n01\tHà Nội\r\n', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from('\uFEFFmã\ttên\r\n01\tHà Nội', 'utf16le').swap16()],
    ['semicolons', Buffer.from('mã;tên\r01;Hà Nội\r')],
  ])('in %s', async (_name, content) => {
    expect(await rowsOf(content)).toEqual(expected);
  });

  test('with a line that names its delimiter, as Excel writes it', async () => {
    const rows = await rowsOf('sep=;\r\na,b;c\r\n1;2\r\n');
    expect(rows).toEqual([
      { number: 2, cells: ['a,b', 'c'] },
      { number: 3, cells: ['1', '2'] },
    ]);
  });

  test('with its delimiter found from the headings, below a title with commas', async () => {
    const rows = await rowsOf('Kế hoạch, năm 2020, cả nước\n\nmã;tên;cấp;vùng\n01;"A, B, C, D, E";x;y\n');
    expect(rows.at(-1)).toEqual({ number: 4, cells: ['01', 'A, B, C, D, E', 'x', 'y'] });
  });

  test('with rows numbered by the line on which they begin', async () => {
    const rows = await rowsOf('a,b\r\n\r\n"one\r\ntwo\nthree",2\r\n,\r\n4,"5 ""x"""\n');
    expect(rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['one\r\ntwo\nthree', '2'] },
      { number: 7, cells: ['4', '5 "x"'] },
    ]);
  });

  test('with quotation marks in the middle of a value, as they are', async () => {
    expect((await rowsOf('a,b\n1,Đảng bộ "X", 2\n')).at(-1)?.cells).toEqual(['1', 'Đảng bộ "X"', ' 2']);
  });

  test('with rows longer and shorter than the headings, as they are', async () => {
    expect((await rowsOf('a,b\n1\n1,2,3\n')).map(({ cells }) => cells.length)).toEqual([2, 1, 3]);
  });

  test.each([
    [
      'a,b\n1,2\n3,"abc\n5,6\n',
      'plan.csv, line 3: a quotation mark of the row that begins here is never closed. Close it.',
    ],
    [
      'a,b\n1,2\n3,"abc\n5,"def"\n',
      'plan.csv, line 3: the quotation marks of the row that begins here do not match. Close each one, and write those inside a value twice.',
    ],
    [
      Buffer.from('a,b\n1,H\xe0 N\xf4i\n', 'latin1'),
      'plan.csv is not text in UTF-8: save it in the spreadsheet as "CSV UTF-8", or as XLSX.',
    ],
    ['', 'plan.csv is empty: was it saved?'],
    [
      '<html><table></table></html>',
      'plan.csv is a web page (HTML), whatever its name says: open it in a spreadsheet, and save it as XLSX.',
    ],
  ])('or refused in one sentence: %j', async (content, message) => {
    await expect(rowsOf(content)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
  });
});

describe('NDJSON is read', () => {
  test('with the keys as headings, those that come later too', async () => {
    const rows = await rowsOf(
      '{"code":"01","pilot":true,"n":1.5}\n\n{"code":"02","region":"NE","n":null}\n',
      'x.ndjson',
    );
    expect(rows).toEqual([
      { number: 0, cells: ['code', 'pilot', 'n', 'region'] },
      { number: 1, cells: ['01', true, 1.5] },
      { number: 3, cells: ['02', null, null, 'NE'] },
    ]);
  });

  test('whatever the name of the file', async () => {
    expect(await rowsOf('{"a":"1"}\n', 'x.txt')).toHaveLength(2);
  });

  test.each([
    [
      '{"a":1}\n{"a":\n',
      'x.ndjson, line 2: not a JSON object. Write one object per line, such as {"code":"01","name":"Hà Nội"}.',
    ],
    [
      '{"a":1}\n[1]\n',
      'x.ndjson, line 2: not a JSON object. Write one object per line, such as {"code":"01","name":"Hà Nội"}.',
    ],
    ['{"a":{"b":1}}\n', 'x.ndjson, line 1: "a" is a list or an object. Write a text, a number, true, false or null.'],
  ])('or refused in one sentence: %j', async (content, message) => {
    await expect(rowsOf(content, 'x.ndjson')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
  });
});

describe('what is written', () => {
  const columns: OutColumn[] = [
    { heading: 'code', kind: 'text' },
    { heading: 'note', kind: 'text' },
    { heading: 'pilot', kind: 'flag' },
    { heading: 'heldOn', kind: 'day' },
    { heading: 'at', kind: 'instant' },
    { heading: 'n', kind: 'integer' },
  ];
  const day = new Date('2020-02-28T00:00:00Z');
  const at = new Date('2020-02-28T01:02:03.004Z');

  test('as CSV is what Excel takes for CSV in UTF-8, and for no formula', async () => {
    const text = await written('csv', columns, [
      ['01', '=1+1', true, day, at, -5],
      ["'=x", 'a,"b"\nc', false, null, null, null],
    ]);
    expect(text.toString()).toBe(
      '\uFEFFcode,note,pilot,heldOn,at,n\r\n01,\'=1+1,true,2020-02-28,2020-02-28T01:02:03.004Z,-5\r\n\'\'=x,"a,""b""\nc",false,,,\r\n',
    );
  });

  test('as NDJSON keeps its types', async () => {
    const text = await written('ndjson', columns, [
      ['01', '=1+1', true, day, at, -5],
      ['', null, false, null, null, null],
    ]);
    expect(
      text
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      { code: '01', note: '=1+1', pilot: true, heldOn: '2020-02-28', at: '2020-02-28T01:02:03.004Z', n: -5 },
      { code: null, note: null, pilot: false, heldOn: null, at: null, n: null },
    ]);
  });

  const letters = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    "'",
    '"',
    ',',
    ';',
    ' ',
    'a',
    'ệ',
    '😀',
    '\uFEFF',
    '<',
    '&',
  );
  const text = fc.oneof(
    fc.constantFrom('_x0041_', 'a_x000D__x005f_', '__xFFFF_', "'''=1", '00123', '1e5', 'true', '2020-02-28'),
    fc.string({ unit: letters, maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  );
  const cell = text.map((value) => (value.includes('\0') || value === '' ? null : value));

  test.each(['csv', 'ndjson', 'xlsx'] as const)('as %s is read back', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), async (cells) => {
        const pair: OutColumn[] = [
          { heading: 'code', kind: 'text' },
          { heading: 'note', kind: 'text' },
        ];
        const path = join(folder, `back.${format}`);
        await writeFile(path, await written(format, pair, cells));
        const [table] = await readTables(path);
        const read = table?.rows.slice(1).map((row) => [row.cells[0] ?? null, row.cells[1] ?? null]);
        // A row of a workbook in which nothing can be seen is none: the last of a million may have a space.
        const isSeen = (value: string | null): boolean => value !== null && (format !== 'xlsx' || value.trim() !== '');
        expect(read ?? []).toEqual(cells.filter((row) => row.some(isSeen)));
      }),
      { numRuns: format === 'xlsx' ? 60 : 300 },
    );
  });
});
