/** Workbooks: what is read of files that spreadsheets made, what is refused, and how they are given back with verdicts. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { annotateFile } from '../../src/spreadsheet/annotate-file';
import { readTables } from '../../src/spreadsheet/read-tables';
import { Unreadable, type FileTable } from '../../src/spreadsheet/table';
import { contentOf } from '../../src/spreadsheet/workbook';
import { openZip, refill, unfold, writeZip, type ZipEntry } from '../../src/spreadsheet/zip-archive';

const FIXTURES = join(__dirname, '..', 'fixtures');
const PLAN = join(FIXTURES, 'plan.xlsx');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function entriesOf(path: string): Promise<ZipEntry[]> {
  const entries = openZip(await readFile(path));
  if (entries === undefined) throw new Error('Not an archive.');
  return entries;
}

/** The plan with a part of it changed. */
async function changed(name: string, part: string, change: (xml: string) => string): Promise<string> {
  const entries = await entriesOf(PLAN);
  const path = join(folder, name);
  const changedEntries = entries.map((entry) =>
    entry.name === part ? refill(entry, change(unfold(entry)?.toString() ?? '')) : entry,
  );
  await writeFile(path, writeZip(changedEntries));
  return path;
}

const SHEET = 'xl/worksheets/sheet1.xml';
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

const TITLE = { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 4 };

function rowsExpected(): FileTable['rows'] {
  return [
    { number: 1, cells: ['KẾ HOẠCH ĐẠI HỘI ĐẢNG BỘ CÁC CẤP'] },
    { number: 3, cells: ['Mã tổ chức', 'Ngày dự kiến', 'Ngày tổ chức', 'Tỷ lệ', 'Tổng', 'Điểm'] },
    { number: 4, cells: ['01.003', day('2020-02-28'), '28/02/2020', 0.125, 3, true] },
    { number: 5, cells: ['01.004', day('1905-03-01'), null, 42, 'ab', new Unreadable('ERROR', '#DIV/0!')] },
    { number: 6, cells: [1, day('2020-02-29'), 'dòng một\ndòng  hai đậm', ' trước sau '] },
  ];
}

describe('a workbook made by LibreOffice is read', () => {
  test.each(['plan.xlsx', 'plan-1904.xlsx'])('%s', async (file) => {
    expect(await readTables(join(FIXTURES, file))).toEqual([
      { file, sheet: 'Kế hoạch', rows: rowsExpected(), merges: [TITLE] },
      { file, sheet: 'Báo cáo', rows: [{ number: 1, cells: ['code'] }], merges: [] },
    ]);
  });

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Ho_Chi_Minh'])('to the same days in %s', (zone) => {
    const script = `require('${join(__dirname, '../support/typescript-hook.js')}');
      require('${join(__dirname, '../../src/spreadsheet/read-tables.ts')}').readTables(process.argv[1]).then(([{ rows }]) =>
        process.stdout.write(JSON.stringify(rows)));`;
    const env = { ...process.env, TZ: zone };
    const output = execFileSync(process.execPath, ['-e', script, PLAN], { env, encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual(JSON.parse(JSON.stringify(rowsExpected())));
  });

  test('with texts in the cells themselves, rich ones too, and rows and cells without a number', async () => {
    const rows = `<sheetData><row><c t="inlineStr"><is><t>code</t></is></c><c t="inlineStr"><is><r><t>Hà </t></r><r><rPr><b/></rPr><t>Nội</t></r></is></c></row>
      <row><c t="str"><v>&lt;a &amp; b&gt;</v></c><c><v>7</v></c></row></sheetData>`;
    const path = await changed('inline.xlsx', SHEET, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, rows));
    const [table] = await readTables(path);
    expect(table?.rows).toEqual([
      { number: 1, cells: ['code', 'Hà Nội'] },
      { number: 2, cells: ['<a & b>', 7] },
    ]);
  });

  test('with a text in the very last cell that a sheet can have', async () => {
    const last = '<row r="1048576"><c r="XFD1048576" t="str"><v>end</v></c></row></sheetData>';
    const path = await changed('far.xlsx', SHEET, (xml) => xml.replace('</sheetData>', last));
    const [table] = await readTables(path);
    expect(table?.rows).toHaveLength(6);
    expect(table?.rows.at(-1)).toMatchObject({ number: 1_048_576 });
    expect(table?.rows.at(-1)?.cells.at(-1)).toBe('end');
  });

  test('with a text of 32,767 letters', async () => {
    const long = 'ệ'.repeat(32_767);
    const path = await changed('long.xlsx', 'xl/sharedStrings.xml', (xml) => xml.replace('01.003', long));
    const [table] = await readTables(path);
    expect(table?.rows[2]?.cells[0]).toBe(long);
  });
});

describe('refused in one sentence', () => {
  const refusal = (path: string, rest: RegExp): Promise<void> =>
    expect(readTables(path)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(rest) });

  test('the old format and OpenDocument', async () => {
    await refusal(
      join(FIXTURES, 'plan.xls'),
      /^plan\.xls is in the old format of Excel 97-2003 \(\.xls\): open it, and save it as XLSX\.$/,
    );
    await refusal(
      join(FIXTURES, 'plan.ods'),
      /^plan\.ods is an OpenDocument file \(\.ods\): open it, and save it as XLSX or CSV\.$/,
    );
  });

  test('one with a password', async () => {
    const path = join(folder, 'secret.xlsx');
    const head = Buffer.from('D0CF11E0A1B11AE1', 'hex');
    await writeFile(path, Buffer.concat([head, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le')]));
    await refusal(path, /^secret\.xlsx is protected by a password: save it without one\.$/);
  });

  test('a broken one: cut off, without its parts, or with XML that ends too soon', async () => {
    const bytes = await readFile(PLAN);
    const cutOff = join(folder, 'cut.xlsx');
    await writeFile(cutOff, bytes.subarray(0, bytes.length - 500));
    await refusal(cutOff, /^cut\.xlsx is not whole: its end is missing\. Copy or download it again\.$/);
    await refusal(
      await changed('gone.xlsx', 'xl/workbook.xml', () => '<workbook/>'),
      /^gone\.xlsx is a broken XLSX file: open it in a spreadsheet, and save it again\.$/,
    );
    await refusal(await changed('half.xlsx', SHEET, (xml) => xml.slice(0, 2_000)), /is a broken XLSX file/);
  });

  test('one that unpacks to more than 200 MB, and one that lies about it', async () => {
    const bomb = await changed('bomb.xlsx', SHEET, (xml) =>
      xml.replace('</sheetData>', `${' '.repeat(210 * 2 ** 20)}</sheetData>`),
    );
    await refusal(bomb, /^bomb\.xlsx unpacks to more than 200 MB: split it, or save it as CSV UTF-8\.$/);
    const lie = (entry: ZipEntry, size: number): ZipEntry => (entry.name === SHEET ? { ...entry, size } : entry);
    const entries = await entriesOf(bomb);
    for (const size of [0, 1_000]) {
      const path = join(folder, 'lie.xlsx');
      await writeFile(path, writeZip(entries.map((entry) => lie(entry, size))));
      await refusal(path, size === 0 ? /unpacks to more than 200 MB/ : /is a broken XLSX file/);
    }
  });

  test('a file that is not there, and a folder', async () => {
    await refusal(join(folder, 'no.xlsx'), /no\.xlsx is not there: is the name right\?$/);
    await refusal(folder, /is a folder: name a file in it\.$/);
  });
});

describe('given back with verdicts', () => {
  const notes = [
    { sheet: 'Kế hoạch', row: 4, verdict: 'OK', message: null, column: null },
    { sheet: 'Kế hoạch', row: 5, verdict: 'LỖI', message: 'Ngày < 2020 & "sai"', column: 1 },
    { sheet: 'Kế hoạch', row: 6, verdict: 'LỖI', message: '=SUM(A1)', column: 4 },
  ];
  const headings = [{ sheet: 'Kế hoạch', row: 3 }];

  test('a workbook has two columns more, and is otherwise what it was', async () => {
    const target = join(folder, 'annotated.xlsx');
    await annotateFile(PLAN, target, notes, headings);
    const [table, other] = await readTables(target);
    const added: Record<number, (string | null)[]> = {
      3: ['Kết quả / Result', 'Lý do / Reason'],
      4: ['OK'],
      5: ['LỖI', 'Ngày < 2020 & "sai"'],
      6: [null, null, 'LỖI', '=SUM(A1)'],
    };
    expect(table?.rows).toEqual(
      rowsExpected().map(({ number, cells }) => ({ number, cells: [...cells, ...(added[number] ?? [])] })),
    );
    expect(other?.rows).toEqual([{ number: 1, cells: ['code'] }]);

    const [before, after] = [await entriesOf(PLAN), await entriesOf(target)];
    const differing = after.filter((entry, index) => before[index]?.crc !== entry.crc).map(({ name }) => name);
    expect(differing.sort()).toEqual(['xl/styles.xml', SHEET]);
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    const sheet = contentOf(after, SHEET) ?? '';
    // Formulas stay, the cell at fault looks as it did but for its ground, and an empty one at fault is there to be seen.
    expect(sheet).toContain('<f aca="false">CONCATENATE(&quot;a&quot;,&quot;b&quot;)</f><v>ab</v>');
    expect(sheet).toMatch(/<c s="8" r="B5" t="n"><v>1887\.99998842593<\/v><\/c>/);
    expect(sheet).toMatch(/<c s="9" r="E6"\/>/);
    const formats =
      /<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(contentOf(after, 'xl/styles.xml') ?? '')?.[1]?.match(/<xf .*?<\/xf>/gs) ??
      [];
    expect(formats[8]?.replace(/ fillId="3" applyFill="1"/, '')).toBe(formats[6]?.replace(/ fillId="\d"/, ''));
  });

  test('again, in the same two columns', async () => {
    const once = join(folder, 'once.xlsx');
    const twice = join(folder, 'twice.xlsx');
    await annotateFile(PLAN, once, notes, headings);
    await annotateFile(
      once,
      twice,
      notes.slice(0, 1).map((note) => ({ ...note, verdict: 'XONG' })),
      headings,
    );
    const [table] = await readTables(twice);
    expect(table?.rows.map(({ cells }) => cells.slice(6))).toEqual([
      [],
      ['Kết quả / Result', 'Lý do / Reason'],
      ['XONG'],
      [],
      [],
    ]);
  });

  test('CSV keeps every letter of what was there, its encoding and its line ends', async () => {
    const source = join(folder, 'plan.csv');
    const target = join(folder, 'plan-out.csv');
    const text = '\uFEFFTiêu đề\r\nmã; tên ;"cấp"\r\n01;"a ""b""\nc";\'=x\r\n02\r\n03;x;y;z';
    await writeFile(source, Buffer.from(text, 'utf16le'));
    const note = (row: number, verdict: string, message: string | null) => ({
      sheet: null,
      row,
      verdict,
      message,
      column: null,
    });
    await annotateFile(
      source,
      target,
      [note(3, 'OK', null), note(5, 'LỖI', '=a; b'), note(6, 'LỖI', 'x')],
      [{ sheet: null, row: 2 }],
    );
    expect((await readFile(target)).toString('utf16le')).toBe(
      '\uFEFFTiêu đề\r\nmã; tên ;"cấp";;Kết quả / Result;Lý do / Reason\r\n01;"a ""b""\nc";\'=x;;OK;\r\n02;;;;LỖI;"\'=a; b"\r\n03;x;y;z;LỖI;x\r\n',
    );
    await annotateFile(target, target, [note(5, 'OK', null)], [{ sheet: null, row: 2 }]);
    const [table] = await readTables(target);
    expect(table?.rows.map(({ cells }) => cells.slice(4))).toEqual([
      [],
      ['Kết quả / Result', 'Lý do / Reason'],
      [],
      ['OK', null],
      [],
    ]);
  });

  test('NDJSON gets two keys', async () => {
    const source = join(folder, 'plan.ndjson');
    const target = join(folder, 'plan-out.ndjson');
    await writeFile(source, '{"code":"01"}\n\n{"code": "02"}\n');
    await annotateFile(source, target, [{ sheet: null, row: 1, verdict: 'OK', message: null, column: null }], []);
    expect(await readFile(target, 'utf8')).toBe(
      '{"code":"01","Kết quả / Result":"OK","Lý do / Reason":null}\n\n{"code": "02"}\n',
    );
  });

  test('nothing half-written stays where the target cannot be', async () => {
    const target = join(folder, 'nowhere', 'out.xlsx');
    await expect(annotateFile(PLAN, target, notes, headings)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: `${target} cannot be written: the folder is not there. Name another file.`,
    });
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
