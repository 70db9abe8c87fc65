/** Files that are no tables, whatever their names say: each is told what it is, and what to do. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readTables } from '../../src/spreadsheet/read-tables';
import { writeArchive, writeBook } from '../support/written-workbook';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giaoban-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function said(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  try {
    await readTables(path);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
    return (error as Error).message;
  }
  throw new Error('It was read.');
}

/** A compound file with a directory of these streams. */
function compound(...streams: readonly string[]): Buffer {
  const head = Buffer.alloc(512);
  Buffer.from('D0CF11E0A1B11AE1', 'hex').copy(head);
  const entries = ['Root Entry', ...streams].map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 'utf16le');
    entry.writeUInt16LE((name.length + 1) * 2, 64);
    return entry;
  });
  return Buffer.concat([head, Buffer.alloc(512, 'text that names a Workbook'), ...entries]);
}

const RELS = '<Relationships/>';
const hex = (digits: string): Buffer => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(64, 7)]);

describe('a file is told what it is', () => {
  test.each<[string, string, string | Buffer, string]>([
    ['gzip', 'a.csv.gz', gzipSync('mã tổ chức'), 'is compressed (gzip): unpack it, and name the file in it.'],
    ['RAR', 'a.csv', hex('526172211a070100'), 'is compressed (RAR): unpack it'],
    ['7z', 'a.xlsx', hex('377abcaf271c0004'), 'is compressed (7z): unpack it'],
    [
      'a ZIP with a table',
      'a.zip',
      writeArchive({ 'thư/x.txt.png': '', 'thư/báo cáo.csv': 'a' }),
      'unpack it, and name the file in it, thư/báo cáo.csv.',
    ],
    [
      'a ZIP with none',
      'a.zip',
      writeArchive({ 'a.png': 'x' }),
      'is an archive (ZIP), not a workbook: unpack it, and name a file of it.',
    ],
    ['PDF', 'a.csv', '%PDF-1.7\n', 'is a PDF document, in which no table can be read: ask for the spreadsheet'],
    ['PNG', 'a.xlsx', hex('89504e470d0a1a0a'), 'is a picture (PNG): type its table'],
    ['JPEG', 'a.csv', hex('ffd8ffe0'), 'is a picture (JPEG): type its table'],
    [
      'DOCX',
      'a.xlsx',
      writeArchive({ '[Content_Types].xml': RELS, '_rels/.rels': RELS, 'word/document.xml': '<w/>' }),
      'is a text document (DOCX): copy its table',
    ],
    [
      'PPTX',
      'a.xlsx',
      writeArchive({ '[Content_Types].xml': RELS, '_rels/.rels': RELS, 'ppt/presentation.xml': '<p/>' }),
      'is a presentation (PPTX)',
    ],
    [
      'XLSB',
      'a.xlsx',
      writeArchive({ '[Content_Types].xml': RELS, '_rels/.rels': RELS, 'xl/workbook.bin': 'x' }),
      'is a binary workbook (.xlsb): open it',
    ],
    ['ODS', 'a.xlsx', writeArchive({ 'content.xml': '<o/>' }), 'is an OpenDocument file (.ods): open it'],
    ['Numbers', 'a.xlsx', writeArchive({ 'Index/Document.iwa': 'x' }), 'is a document of Numbers or Pages'],
    ['DOC', 'a.xls', compound('1Table', 'WordDocument', 'Workbook'), 'is a text document (DOC): copy its table'],
    [
      'XLS',
      'a.doc',
      compound('Workbook', 'WordDocument'),
      'is in the old format of Excel 97-2003 (.xls): open it, and save it as XLSX.',
    ],
    ['XLS of Excel 95', 'a.xlsx', compound('Book'), 'is in the old format of Excel 97-2003 (.xls)'],
    ['XLS of Excel 4', 'a.xls', hex('0904060000001000'), 'is in the old format of Excel 97-2003 (.xls)'],
    ['PPT', 'a.xls', compound('PowerPoint Document'), 'is a presentation (PPT)'],
    [
      'another compound file',
      'a.xls',
      compound('Contents'),
      'is the file of another program, in an old format of Microsoft',
    ],
    ['RTF', 'a.csv', '{\\rtf1\\ansi', 'is a text document (RTF): copy its table'],
    [
      'HTML',
      'a.xls',
      '\ufeff<!-- x -->\n<table><tr><td>1</td></tr></table>',
      'is a web page (HTML), not a workbook: open it in a spreadsheet',
    ],
    ['HTML with a meta tag', 'a.xls', '<meta http-equiv="content-type"><table>', 'is a web page (HTML)'],
    ['XHTML', 'a.xls', '<?xml version="1.0"?>\n<html xmlns="x">', 'is a web page (HTML)'],
    ['MHTML', 'a.xls', 'MIME-Version: 1.0\r\nContent-Type: multipart/related', 'is a web page (MHTML)'],
    [
      'an XML spreadsheet',
      'a.xls',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>',
      'is an XML spreadsheet of Excel 2003',
    ],
    ['XML', 'a.csv', '<?xml version="1.0"?><data/>', 'is an XML file, not a table'],
    ['SYLK', 'a.csv', 'ID;PWXL;N;E\r\n', 'is in an old format (SYLK)'],
    [
      "Excel's temporary file",
      '~$plans.xlsx',
      hex('0541'),
      'is a temporary file that a spreadsheet keeps while a workbook is open',
    ],
    ["LibreOffice's temporary file", '.~lock.plans.xlsx#', ',an,', 'is a temporary file that a spreadsheet keeps'],
    ['a program', 'a.csv', Buffer.alloc(400, 'a\0\0\0'), 'is not a table but the file of another program'],
    [
      'deflated bytes',
      'a.csv',
      deflateRawSync(Buffer.from(Array.from({ length: 999 }, (_, at) => (at * at) % 251))),
      'is not a table but the file of another program',
    ],
    [
      'a workbook that is cut off',
      'a.xlsx',
      writeBook({ sheets: { A: '<sheetData/>' } }).subarray(0, -10),
      'is not whole: its end is missing. Copy or download it again.',
    ],
  ])('%s', async (_what, name, content, message) => {
    expect(await said(name, content)).toContain(`${name} ${message}`.replace(`${name} unpack`, 'unpack'));
  });

  test('a workbook with macros is one', async () => {
    const path = join(folder, 'a.xlsm');
    await writeFile(
      path,
      writeBook({
        sheets: { A: '<sheetData><row><c><v>1</v></c></row></sheetData>' },
        parts: { 'xl/vbaProject.bin': 'x' },
      }),
    );
    expect(await readTables(path)).toMatchObject([{ rows: [{ cells: [1] }] }]);
  });
});
