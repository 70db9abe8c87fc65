/** Writes the blocks of a briefing as paragraphs, tables and pictures of DOCX. */
import type { Block, Chart, Column, Heading, Run, Table, Text } from './paper';
import { LIST, TEXT_WIDTH, type DocxKit, type DocxParagraph, type DocxTable } from './docx-kit';

/** The pictures of the charts, in the order of the charts. */
export interface DocxBlocks {
  kit: DocxKit;
  pictures: ReadonlyMap<Chart, Buffer>;
}

export function writeBlocks(context: DocxBlocks, blocks: readonly Block[]): (DocxParagraph | DocxTable)[] {
  return blocks.flatMap((block, index) => {
    switch (block.kind) {
      case 'heading':
        return [writeHeading(context.kit, block)];
      case 'paragraph':
        return [new context.kit.Paragraph({ style: 'BriefingText', children: writeText(context.kit, block.text) })];
      case 'list':
        return block.items.map((item, at) => writeItem(context.kit, item, index, isKept(at, block.items.length)));
      case 'table':
        return writeTable(context.kit, block);
      case 'chart':
        return writeChart(context, block);
    }
  });
}

export function writeText({ TextRun, FootnoteReferenceRun }: DocxKit, text: Text): InstanceType<DocxKit['Run']>[] {
  return text.flatMap(({ text: words, strong, lang, note }: Run) => {
    const weight = strong === true ? { bold: true } : {};
    const language = lang === undefined ? {} : { language: { value: 'vi-VN' } };
    const run = new TextRun({ text: words, ...weight, ...language });
    return note === undefined ? [run] : [run, new FootnoteReferenceRun(note)];
  });
}

function writeHeading({ Paragraph, HeadingLevel }: DocxKit, { level, text, startsPage }: Heading): DocxParagraph {
  const heading = level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
  return new Paragraph({ text, heading, pageBreakBefore: startsPage === true });
}

/** Neither the first nor the last item is left alone on a page. */
function isKept(at: number, count: number): boolean {
  return at < count - 1 && (at === 0 || at === count - 2);
}

/** Each list is an instance of its own, so that its numbers begin with 1. */
function writeItem(kit: DocxKit, item: Text, instance: number, keepNext: boolean): DocxParagraph {
  return new kit.Paragraph({
    style: 'BriefingText',
    numbering: { reference: LIST, level: 0, instance },
    keepNext,
    children: writeText(kit, item),
  });
}

function writeTable(kit: DocxKit, { caption, columns, rows, long }: Table): (DocxParagraph | DocxTable)[] {
  const { Paragraph, Table: DocxTable, TableRow, TableLayoutType, WidthType } = kit;
  const widths = columns.map(({ share }) => Math.round((share / 100) * TEXT_WIDTH));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    keepNext: true,
    children: columns.map((column, index) =>
      writeCell(kit, column, widths[index] ?? 0, [{ text: column.title, strong: true }], true),
    ),
  });
  const body = rows.map(
    (row, at) =>
      new TableRow({
        cantSplit: true,
        // A short table stays on one page; of a long one, at least its first row stays with its head.
        keepNext: !long && at < rows.length - 1,
        children: columns.map((column, index) => writeCell(kit, column, widths[index] ?? 0, row[index] ?? [], false)),
      }),
  );
  const table = new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: writeBorders(kit),
    rows: [head, ...body],
  });
  const space = new Paragraph({ style: 'SmallPrint', children: [] });
  return [...(caption === '' ? [] : [new Paragraph({ style: 'Caption', text: caption })]), table, space];
}

function writeBorders({ BorderStyle }: DocxKit) {
  const border = { style: BorderStyle.SINGLE, size: 4, color: '8A94A0' };
  return {
    top: border,
    bottom: border,
    left: border,
    right: border,
    insideHorizontal: border,
    insideVertical: border,
  };
}

function writeCell(kit: DocxKit, { align }: Column, width: number, text: Text, isHead: boolean) {
  const { AlignmentType, Paragraph, ShadingType, TableCell, VerticalAlignTable, WidthType } = kit;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 100, right: 100 },
    ...(isHead
      ? {
          verticalAlign: VerticalAlignTable.CENTER,
          shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EEF1F4' },
        }
      : {}),
    children: [
      new Paragraph({
        style: 'BriefingTable',
        alignment: align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: writeText(kit, text),
      }),
    ],
  });
}

/** Twentieths of a point in a pixel. */
const TWIPS = 15;

function writeChart({ kit, pictures }: DocxBlocks, chart: Chart): DocxParagraph[] {
  const { ImageRun, LineRuleType, Paragraph } = kit;
  const data = pictures.get(chart);
  if (data === undefined) return [];
  const width = TEXT_WIDTH / TWIPS;
  const height = (chart.drawing.height / chart.drawing.width) * width;
  const image = new ImageRun({
    type: 'png',
    data,
    transformation: { width: Math.round(width), height: Math.round(height) },
    // The library numbers pictures from the start of the process; these ids depend on the document alone.
    altText: {
      id: String([...pictures.keys()].indexOf(chart) + 1),
      name: chart.caption,
      title: chart.caption,
      description: chart.description,
    },
  });
  return [
    new Paragraph({ style: 'Caption', text: chart.caption }),
    new Paragraph({ children: [image], spacing: { after: 160, line: 240, lineRule: LineRuleType.AUTO } }),
  ];
}

export function writeSmallPrint({ Paragraph }: DocxKit, lines: readonly string[]): DocxParagraph[] {
  return lines.map((text) => new Paragraph({ style: 'SmallPrint', text }));
}
