/** Rich workbooks come back whole with their verdicts: nothing but what is added differs, to the last letter. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { annotateFile } from '../../src/spreadsheet/annotate-file';
import { readTables } from '../../src/spreadsheet/read-tables';
import type { RowNote } from '../../src/spreadsheet/table';
import { openZip, unfold } from '../../src/spreadsheet/zip-archive';
import { writeBook, type WrittenBook } from '../support/written-workbook';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The parts of the annotated workbook, by name. */
async function annotate(
  book: WrittenBook,
  notes: readonly RowNote[],
  heading: number,
): Promise<Record<string, string>> {
  const [source, target] = [join(folder, 'book.xlsx'), join(folder, 'book.checked.xlsx')];
  await writeFile(source, writeBook(book));
  await annotateFile(source, target, notes, [{ sheet: 'A', row: heading }]);
  const entries = openZip(await readFile(target)) ?? [];
  return Object.fromEntries(entries.map((entry) => [entry.name, unfold(entry)?.toString() ?? '']));
}

function note(row: number, column: number | null = null): RowNote {
  return { sheet: 'A', row, verdict: 'REFUSED', message: 'a < b & "c"', column };
}

const SHEET = 'xl/worksheets/sheet1.xml';

const RICH = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='r' xmlns:x14ac="ac"><!-- <x:row r="2"> is > not one -->
<x:sheetPr codeName='a>b'/>{dimension}<x:cols><x:col min="1" max='2' width="9"/><x:col min="3" max="9" width='5' style="2"/></x:cols><x:sheetData>
  <x:row r='1' {spans}ht="20" x14ac:dyDescent='0.25'><x:c r="A1" s='1' t="inlineStr"><x:is><x:t>mã</x:t></x:is></x:c> <x:c r="B1" t="str"><x:v><![CDATA[</x:c>]]></x:v></x:c>{h}</x:row>
  <x:row r="2"><x:c {mark}r='A2'{old}><x:f>"x>y"&amp;A1</x:f><x:v>3</x:v></x:c><x:c r="B2"/>{v}<x:c r="F2" s="1"/><x:extLst><x:ext uri="u"/></x:extLst></x:row>
  <x:row r="3"><x:c r="A3"><x:v>4</x:v></x:c></x:row>
</x:sheetData><x:autoFilter ref="A1:B3"/><x:mergeCells count="1"><x:mergeCell ref="C1:D1"/></x:mergeCells><x:conditionalFormatting sqref="A2:B3"><x:cfRule type="expression" priority="1"><x:formula>A2>1</x:formula></x:cfRule></x:conditionalFormatting><x:dataValidations count='1'><x:dataValidation type="list" sqref="B2"><x:formula1>"có,không"</x:formula1></x:dataValidation></x:dataValidations><x:drawing r:id="d"/><x:legacyDrawing r:id="l"/><x:tableParts count="1"><x:tablePart r:id="t"/></x:tableParts></x:worksheet>`;

const STYLES = `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:fills count='2'><x:fill><x:patternFill/></x:fill><x:fill><x:patternFill patternType="gray125"/></x:fill>{fill}</x:fills><x:cellStyleXfs count="1"><x:xf numFmtId="0"/></x:cellStyleXfs><x:cellXfs{count}><x:xf numFmtId="0"/><x:xf numFmtId="2" fillId='1' applyFill="1"><x:alignment wrapText="1"/></x:xf>{xf}</x:cellXfs><x:dxfs count="1"><x:dxf><x:fill><x:patternFill/></x:fill></x:dxf></x:dxfs></x:styleSheet>`;

/** With each place filled in by its name. */
function fill(template: string, places: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_place, name: string) => places[name] ?? '');
}

describe('a workbook with everything in it', () => {
  const book: WrittenBook = {
    sheets: {
      A: fill(RICH, { dimension: '<x:dimension ref="A1:F3"/>', spans: "spans='1:6' ", old: " s='1'" }),
      B: '<sheetData/>',
    },
    styles: '',
    parts: {
      'xl/styles.xml': fill(STYLES, { count: ' count="2"' }),
      'xl/comments1.xml': '<comments><comment ref="A2"/></comments>',
      'xl/drawings/drawing1.xml': '<xdr:wsDr xmlns:xdr="d"/>',
      'xl/tables/table1.xml': '<table ref="A1:B3"/>',
    },
  };

  test('differs only in the verdicts, the mark and the widths', async () => {
    const parts = await annotate(book, [note(2, 0)], 1);
    const cell = (place: string, content: string, style = ''): string =>
      `<x:c r="${place}"${style} t="inlineStr"><x:is><x:t xml:space="preserve">${content}</x:t></x:is></x:c>`;
    // C1 and D1 are merged with nothing in them: what stood in them would not be seen.
    const annotated = fill(RICH, {
      h: cell('E1', 'Kết quả / Result') + cell('F1', 'Lý do / Reason'),
      v: cell('E2', 'REFUSED'),
      mark: 's="2" ',
    })
      .replace('<x:c r="F2" s="1"/>', cell('F2', 'a &lt; b &amp; "c"'))
      .replace(
        `<x:col min="3" max="9" width='5' style="2"/>`,
        `<x:col min="3" max="4" width='5' style="2"/><x:col min="5" max="5" width="16" customWidth="1"/><x:col min="6" max="6" width="70" customWidth="1"/><x:col min="7" max="9" width='5' style="2"/>`,
      );
    expect(parts[SHEET]).toBe(annotated);
    expect(parts['xl/styles.xml']).toBe(
      fill(STYLES, {
        fill: '<x:fill><x:patternFill patternType="solid"><x:fgColor rgb="FFFFC7CE"/><x:bgColor indexed="64"/></x:patternFill></x:fill>',
        count: ' count="3"',
        xf: '<x:xf fillId="2" applyFill="1" numFmtId="2"><x:alignment wrapText="1"/></x:xf>',
      }).replace("count='2'", 'count="3"'),
    );
    for (const part of Object.keys(book.parts ?? {}).slice(1)) expect(parts[part]).toBe(book.parts?.[part]);
    const again = await readTables(join(folder, 'book.checked.xlsx'));
    expect(again[0]?.rows[1]?.cells).toEqual([3, null, null, null, 'REFUSED', 'a < b & "c"']);
  });
});

describe('the verdicts stand', () => {
  const rows = (far: string): WrittenBook => ({
    sheets: {
      A: `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="3">${far}</row></sheetData>`,
    },
  });

  test('right of all cells', async () => {
    const parts = await annotate(rows('<c r="D3"><v>1</v></c>'), [note(2)], 1);
    expect(parts[SHEET]).toContain('<c r="E2" t="inlineStr">');
    expect(parts[SHEET]).toContain('<cols><col min="5" max="5" width="16" customWidth="1"/>');
  });

  test('beside the headings, where a sheet has no columns left', async () => {
    const parts = await annotate(rows('<c r="C3"><v>1</v></c><c r="XFD3"><v>1</v></c>'), [note(2)], 1);
    expect(parts[SHEET]).toContain('<c r="D2" t="inlineStr">');
  });

  test('on a sheet that is hidden, too', async () => {
    const parts = await annotate({ ...rows(''), states: { A: 'hidden' } }, [note(2)], 1);
    expect(parts[SHEET]).toContain('<c r="B2" t="inlineStr">');
  });

  test('where an empty cell at fault has no place yet', async () => {
    const parts = await annotate({ ...rows('<c r="D3"><v>1</v></c>') }, [note(2, 2)], 1);
    expect(parts[SHEET]).toContain('<c r="A2"><v>2</v></c><c s="0" r="C2"/><c r="E2"');
  });
});
