/** Workbooks that are written: what spreadsheets demand of their parts, what a form offers, and what is refused. */
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { openArchive } from '../../src/spreadsheet/zip-stream';
import { PLAIN_FORM, type SheetForm } from '../../src/spreadsheet/sheet-form';
import type { Cell } from '../../src/spreadsheet/table';
import { openTableWriter, type OutColumn } from '../../src/spreadsheet/write-table';
import { openXlsxWriter } from '../../src/spreadsheet/write-xlsx';

const COLUMNS: readonly OutColumn[] = [
  { heading: 'Mã', kind: 'text', width: 20 },
  { heading: 'Ngày', kind: 'day', allowed: { from: '2025-01-01', to: '2026-02-01', hint: 'Ghi ngày.' } },
  { heading: 'Số "người"', kind: 'integer', allowed: { most: 5_000, hint: 'Ghi số & chữ.' } },
  { heading: 'Có', kind: 'flag' },
  { heading: 'Cấp', kind: 'text', wraps: true, allowed: { words: ['Cơ sở', 'Trung ương'], hint: 'Chọn.' } },
  { heading: 'Tỷ lệ', kind: 'number' },
  { heading: 'Lúc', kind: 'instant' },
];
const GUIDE = { name: 'Hướng dẫn', headings: ['Cột', 'Cách ghi'], widths: [20, 60], rows: [['Mã', 'Giữ nguyên.']] };
const FORM: SheetForm = { language: 'vi', titles: ['Biểu: Đảng bộ <A> & B', 'Đợt đại hội'], guide: GUIDE };

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

async function write(rows: readonly Cell[][], form: SheetForm = PLAIN_FORM, columns = COLUMNS): Promise<Buffer> {
  const output = new PassThrough();
  const whole = buffer(output);
  const writer = openTableWriter('xlsx', output, "Biểu 'A'", columns, form);
  for (const row of rows) await writer.write(row);
  await writer.end();
  output.end();
  return whole;
}

async function partsOf(rows: readonly Cell[][], form?: SheetForm): Promise<Record<string, string>> {
  const entries = Object.entries(unzipSync(await write(rows, form)));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}

const sheetOf = async (rows: readonly Cell[][], form?: SheetForm): Promise<string> =>
  (await partsOf(rows, form))['xl/worksheets/sheet1.xml'] ?? '';

/** The children of the outermost element, in their order; throws where tags do not match. */
function childrenOf(xml: string): string[] {
  const open: string[] = [];
  const children: string[] = [];
  for (const [, closing, name = '', , single] of xml.matchAll(/<(\/?)([\w:]+)((?:\s[\w:]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes another element.`);
      continue;
    }
    if (open.length === 1) children.push(name);
    if (single !== '/') open.push(name);
  }
  if (open.length > 0) throw new Error(`<${open.join('><')}> is not closed.`);
  return children;
}

describe('the parts', () => {
  test('are well-formed, and the children of a sheet stand in the order of the schema', async () => {
    for (const form of [PLAIN_FORM, FORM]) {
      const parts = await partsOf([['01', day('2025-02-28'), 1, true, 'Cơ sở', 0.5, day('2025-02-28')]], form);
      for (const xml of Object.values(parts)) expect(childrenOf(xml).length).toBeGreaterThan(0);
      expect(childrenOf(parts['xl/worksheets/sheet1.xml']!)).toEqual([
        ...['sheetPr', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter', 'dataValidations'],
        ...['printOptions', 'pageMargins', 'pageSetup', 'headerFooter'],
      ]);
      expect(childrenOf(parts['xl/styles.xml']!)).toEqual([
        ...['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles'],
      ]);
      expect(childrenOf(parts['xl/workbook.xml']!)).toEqual(['bookViews', 'sheets', 'definedNames']);
    }
  });

  test('name each other: each part has a type, each link a target', async () => {
    const parts = await partsOf([], FORM);
    const named = [...parts['[Content_Types].xml']!.matchAll(/PartName="\/([^"]*)"/g)].map(([, name]) => name);
    const linked = Object.keys(parts).filter((name) => !name.endsWith('.rels') && name !== '[Content_Types].xml');
    expect(named.toSorted()).toEqual(linked.toSorted());
    const targets = [...parts['xl/_rels/workbook.xml.rels']!.matchAll(/Target="([^"]*)"/g)].map(
      ([, name]) => `xl/${name}`,
    );
    expect(targets.filter((name) => !(name in parts))).toEqual([]);
  });

  test('have no lists where nothing is restricted', async () => {
    const output = new PassThrough();
    const whole = buffer(output);
    const writer = openXlsxWriter(output, 'A', [{ heading: 'a', kind: 'text' }], PLAIN_FORM);
    await writer.end();
    output.end();
    const sheet = Buffer.from(unzipSync(await whole)['xl/worksheets/sheet1.xml']!).toString();
    expect(childrenOf(sheet)).not.toContain('dataValidations');
  });

  test('are the same bytes for the same rows', async () => {
    const rows = [['01', null, 2, false, null, null, null]];
    expect((await write(rows, FORM)).equals(await write(rows, FORM))).toBe(true);
  });
});

describe('rows', () => {
  const heightsOf = (sheet: string): [row: number, height: number][] =>
    [...sheet.matchAll(/<row r="(\d+)" ht="([\d.]+)">/g)].map(([, row, height]) => [Number(row), Number(height)]);

  test('are as high as what wraps in them, in the guide as well; one line needs nothing', async () => {
    const columns: OutColumn[] = [
      { heading: 'Số đại biểu triệu tập', kind: 'integer', width: 18 },
      { heading: 'Ghi chú', kind: 'text', wraps: true, width: 20 },
      { heading: 'Mã', kind: 'text', width: 5 },
    ];
    const long = 'Tổ chức sớm hơn kế hoạch'; // 24 letters, on two lines of 20
    const rows = [
      [1, 'Tổ chức sớm', 'AH.CT.01'],
      [1, long, ''],
      [1, `${long}\n${long}`, ''],
      [1, 'x'.repeat(50), ''],
    ];
    const guide = {
      ...GUIDE,
      rows: [
        ['Mã', 'Giữ nguyên.'],
        ['Cấp', 'Cấp của tổ chức. '.repeat(8).trim()],
      ],
    };
    const bytes = await write(rows, { ...FORM, guide }, columns);
    const parts = unzipSync(bytes);
    const [sheet, guideSheet] = [1, 2].map((each) => Buffer.from(parts[`xl/worksheets/sheet${each}.xml`]!).toString());
    expect(heightsOf(sheet!)).toEqual([
      ...[1, 2].map((title) => [title, 18.75]),
      [3, 31.5],
      ...[
        [5, 31.5],
        [6, 63],
        [7, 47.25],
      ],
    ]);
    expect(heightsOf(guideSheet!)).toEqual([[3, 47.25]]);
  });
});

describe('cells', () => {
  test('of texts stay texts, whatever they look like', async () => {
    const codes = ['01', '1E5', '3/4', '=1+1', '007.10', ' a  b ', 'a\nb', '<&"\'>'];
    const sheet = await sheetOf(codes.map((code) => [code]));
    for (const [index, code] of codes.entries()) {
      const escaped = code
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
      const kept = /^\s|\s$|\n|\s{2}/.test(code) ? ' xml:space="preserve"' : '';
      expect(sheet).toContain(`<c r="A${index + 2}" s="3" t="inlineStr"><is><t${kept}>${escaped}</t></is></c>`);
    }
    // Style 3 is a text to every spreadsheet, in cells that are yet to be filled in as well.
    const { 'xl/styles.xml': styles = '' } = await partsOf([]);
    expect(styles.match(/<xf [^>]*>/g)?.slice(1)[3]).toContain('numFmtId="49"');
    expect(sheet).toContain('<col min="1" max="1" width="20" style="3" customWidth="1"/>');
  });

  test('of days are dates, in the order of the language; those before 1900 are texts', async () => {
    const rows = [day('2025-02-28'), day('1900-03-01'), day('1900-02-28'), day('1890-05-19')].map((cell) => [
      null,
      cell,
    ]);
    const sheet = await sheetOf(rows);
    expect(sheet).toContain('<c r="B2" s="7"><v>45716</v></c>');
    expect(sheet).toContain('<c r="B3" s="7"><v>61</v></c>');
    expect(sheet).toContain('<c r="B4" s="3" t="inlineStr"><is><t>1900-02-28</t></is></c>');
    expect(sheet).toContain('<c r="B5" s="3" t="inlineStr"><is><t>1890-05-19</t></is></c>');
    const codes = await Promise.all(
      [PLAIN_FORM, FORM].map(
        async (form) => /formatCode="([^"]*)"/.exec((await partsOf([], form))['xl/styles.xml']!)?.[1],
      ),
    );
    expect(codes).toEqual(['yyyy-mm-dd', '[$-42A]dd/mm/yyyy']);
  });

  test('of numbers, flags and moments; empty ones are left out', async () => {
    const sheet = await sheetOf([[null, null, 12, true, '', 0.25, new Date('2025-02-28T01:02:03.004Z')]]);
    expect(/<row r="2">.*?<\/row>/.exec(sheet)?.[0]).toBe(
      '<row r="2"><c r="C2" s="5"><v>12</v></c><c r="D2" s="0" t="b"><v>1</v></c><c r="F2" s="6"><v>0.25</v></c><c r="G2" s="3" t="inlineStr"><is><t>2025-02-28T01:02:03.004Z</t></is></c></row>',
    );
  });
});

describe('a form', () => {
  test('freezes, filters and repeats the row of its headings, below its titles', async () => {
    const parts = await partsOf([['01'], ['02']], FORM);
    const sheet = parts['xl/worksheets/sheet1.xml']!;
    expect(sheet).toContain(
      '<row r="1" ht="18.75"><c r="A1" s="1" t="inlineStr"><is><t>Biểu: Đảng bộ &lt;A&gt; &amp; B</t></is></c></row>',
    );
    expect(sheet).toContain('<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<autoFilter ref="A3:G5"/>');
    const workbook = parts['xl/workbook.xml']!;
    expect(workbook).toContain('<sheet name="Biểu \'A\'" sheetId="1" r:id="rId1"/><sheet name="Hướng dẫn"');
    expect(workbook).toContain(
      '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">\'Biểu \'\'A\'\'\'!$A$3:$G$5</definedName>',
    );
    expect(workbook).toContain(
      "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'Biểu ''A'''!$3:$3</definedName>",
    );
  });

  test('is printed across A4, as wide as the page, with its name and the numbers of the pages', async () => {
    const sheet = await sheetOf([], FORM);
    expect(sheet).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(sheet).toContain('<oddHeader>&amp;C&amp;A</oddHeader><oddFooter>&amp;RTrang &amp;P/&amp;N</oddFooter>');
  });

  test('offers lists and refuses what cannot be, in the rows that are there and in those that are added', async () => {
    const sheet = await sheetOf([['01']], FORM);
    expect(sheet.match(/<dataValidation .*?<\/dataValidation>/g)).toEqual([
      '<dataValidation type="date" operator="between" allowBlank="1" showErrorMessage="1" errorTitle="Ngày" error="Ghi ngày." sqref="B4:B1004"><formula1>45658</formula1><formula2>46054</formula2></dataValidation>',
      '<dataValidation type="whole" operator="between" allowBlank="1" showErrorMessage="1" errorTitle="Số &quot;người&quot;" error="Ghi số &amp; chữ." sqref="C4:C1004"><formula1>0</formula1><formula2>5000</formula2></dataValidation>',
      '<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Cấp" error="Chọn." sqref="E4:E1004"><formula1>&quot;Cơ sở,Trung ương&quot;</formula1></dataValidation>',
    ]);
  });
});

describe('what a workbook cannot hold is refused, and says what to do', () => {
  test('a text that is too long for a cell', async () => {
    await expect(write([['a'.repeat(32_768)]])).rejects.toMatchObject({
      code: 'LIMIT',
      message: expect.stringMatching(/column "Mã" has 32768 characters, and a cell of a workbook holds 32767/),
    });
    await expect(write([['a'.repeat(32_767)]])).resolves.toBeInstanceOf(Buffer);
  });

  test('more rows than a sheet has', async () => {
    const writer = openXlsxWriter(toNowhere(), 'A', [{ heading: 'a', kind: 'integer' }], PLAIN_FORM);
    for (let row = 2; row <= 1_048_576; row++) await writer.write([row]);
    await expect(writer.write([0])).rejects.toMatchObject({ code: 'LIMIT', details: { limit: 1_048_576 } });
  });

  test('more than 4 GB: of one sheet, or altogether', async () => {
    const archive = openArchive(toNowhere(), 1_000);
    const entry = archive.open('a');
    await expect(entry.write('x'.repeat(1_001))).rejects.toMatchObject({ code: 'LIMIT' });
    const other = openArchive(toNowhere(), 100);
    const small = other.open('a');
    await small.write('abc');
    await small.end();
    await expect(other.end()).rejects.toMatchObject({ code: 'LIMIT' });
  });
});

describe('the output', () => {
  test('that takes its time is waited for: what has been taken in stays small', async () => {
    let [pending, most] = [0, 0];
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        pending += chunk.length;
        most = Math.max(most, pending);
        setImmediate(() => {
          pending -= chunk.length;
          done();
        });
      },
    });
    const writer = openXlsxWriter(slow, 'A', COLUMNS, PLAIN_FORM);
    for (let row = 0; row < 20_000; row++) await writer.write([`${Math.sin(row)}`, null, row]);
    await writer.end();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(200_000);
    expect(slow.writableLength).toBe(0);
  });

  test('that breaks is told to whoever writes', async () => {
    const broken = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('The disk is full.'));
      },
    });
    broken.on('error', () => undefined);
    const writer = openXlsxWriter(broken, 'A', COLUMNS, PLAIN_FORM);
    const writeAll = async (): Promise<void> => {
      for (let row = 0; row < 20_000; row++) await writer.write([`${Math.sin(row)}`]);
      await writer.end();
    };
    await expect(writeAll()).rejects.toThrow('The disk is full.');
  });
});

function toNowhere(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
}
