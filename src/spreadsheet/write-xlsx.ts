/** Writes a workbook while its rows arrive, as a form to read, print and fill in; only a few rows wait in memory. */
import type { Writable } from 'node:stream';
import { stylesXml } from './cell-styles';
import type { GuideSheet, SheetForm } from './sheet-form';
import { openLineWriter, type OutColumn, type TableWriter } from './table-writer';
import { partsBefore, sheetPath, workbookXml, type SheetPart } from './workbook-parts';
import { openSheetXml } from './worksheet-xml';
import { openArchive, type ArchiveWriter } from './zip-stream';

export function openXlsxWriter(
  output: Writable,
  sheetName: string,
  columns: readonly OutColumn[],
  form: SheetForm,
): TableWriter {
  const archive = openArchive(output);
  const sheet = openSheetXml(columns, form);
  // Nothing is written before there is a row, or none will come.
  let begun: Promise<(text: string) => Promise<void>> | undefined;
  let entry: ReturnType<ArchiveWriter['open']> | undefined;
  const begin = async (): Promise<(text: string) => Promise<void>> => {
    const sheets = form.guide === undefined ? 1 : 2;
    const title = form.titles?.[0] ?? sheetName;
    for (const [name, content] of partsBefore(sheets, title, stylesXml(form.language))) {
      await writePart(archive, name, content);
    }
    entry = archive.open(sheetPath(0));
    return entry.write;
  };
  const lines = openLineWriter(async (chunk) => (await (begun ??= begin()))(chunk), sheet.head, sheet.toRow);
  return {
    write: lines.write,
    end: async () => {
      await lines.end();
      const write = await (begun ??= begin());
      await write(sheet.tail());
      await entry?.end();
      const parts: SheetPart[] = [{ name: sheetName, ranges: sheet.ranges() }];
      if (form.guide !== undefined) parts.push(await writeGuide(archive, form.guide, form));
      await writePart(archive, 'xl/workbook.xml', workbookXml(parts));
      await archive.end();
    },
  };
}

async function writePart(archive: ArchiveWriter, name: string, content: string): Promise<void> {
  const entry = archive.open(name);
  await entry.write(content);
  await entry.end();
}

async function writeGuide(archive: ArchiveWriter, guide: GuideSheet, { language }: SheetForm): Promise<SheetPart> {
  const columns = guide.headings.map((heading, index): OutColumn => {
    return {
      heading,
      kind: 'text',
      wraps: true,
      ...(guide.widths[index] !== undefined && { width: guide.widths[index] }),
    };
  });
  const sheet = openSheetXml(columns, { language }, true);
  const rows = guide.rows.map(sheet.toRow);
  await writePart(archive, sheetPath(1), [sheet.head, ...rows, sheet.tail()].join(''));
  return { name: guide.name, ranges: sheet.ranges() };
}
