/** Writes a briefing as DOCX: real headings, lists, tables and footnotes, charts as pictures, the font inside. */
import type { BriefingDocument, Chart } from './document';
import { writeBlocks, writeSmallPrint, writeText } from './docx-blocks';
import { loadDocxKit, PAGE, TEXT_WIDTH, type DocxKit, type DocxParagraph, type DocxTable } from './docx-kit';
import { writeNumbering, writeStyles } from './docx-styles';
import { rasteriseDrawing } from './rasterise-drawing';
import { readFontsForOffice } from './read-fonts';
import { settlePackage } from './settle-package';
import { FONT } from './svg';

export async function writeDocx(document: BriefingDocument): Promise<Buffer> {
  const kit = await loadDocxKit();
  const pictures = new Map<Chart, Buffer>();
  for (const block of document.blocks) {
    if (block.kind === 'chart') pictures.set(block, await rasteriseDrawing(block.drawing));
  }
  const { Document, Footer, Header, Packer, Paragraph } = kit;
  const { regular, bold, italic } = readFontsForOffice();
  const file = new Document({
    title: document.title.text,
    subject: document.subtitle,
    creator: document.office.text,
    lastModifiedBy: document.office.text,
    description: document.standing.join('. '),
    revision: 1,
    fonts: [{ name: FONT, data: regular, bold, italic }],
    styles: writeStyles(kit, document.language),
    numbering: writeNumbering(kit),
    footnotes: Object.fromEntries(
      document.notes.map((note, index) => [
        index + 1,
        { children: [new Paragraph({ style: 'FootnoteText', children: writeText(kit, [{ text: ' ' }, ...note]) })] },
      ]),
    ),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: {
              left: PAGE.left,
              top: PAGE.others,
              right: PAGE.others,
              bottom: PAGE.others,
              header: 567,
              footer: 567,
            },
          },
        },
        headers: {
          default: new Header({ children: [new Paragraph({ style: 'Header', text: document.runningHead })] }),
          first: new Header({ children: [new Paragraph({ style: 'Header', children: [] })] }),
        },
        footers: {
          default: new Footer({ children: [numberPages(kit, document)] }),
          first: new Footer({ children: [numberPages(kit, document)] }),
        },
        children: [
          ...writeHead(kit, document),
          ...writeBlocks({ kit, pictures }, document.blocks),
          ...writeSmallPrint(kit, document.smallPrint),
        ],
      },
    ],
  });
  return settlePackage(await Packer.toBuffer(file), document.day);
}

function numberPages({ PageNumber, Paragraph, TextRun }: DocxKit, { pageWord }: BriefingDocument): DocxParagraph {
  const children = [`${pageWord} `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES];
  return new Paragraph({ style: 'Footer', children: [new TextRun({ children })] });
}

/** Who chairs on the left, how the briefing stands on the right, the title below them. */
function writeHead(kit: DocxKit, document: BriefingDocument): (DocxParagraph | DocxTable)[] {
  const { AlignmentType, BorderStyle, HeadingLevel, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun } =
    kit;
  const { WidthType } = kit;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  const half = Math.floor(TEXT_WIDTH / 2);
  const line = (text: string, look: { bold?: boolean; italics?: boolean; size?: number }): DocxParagraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 0 },
      children: [new TextRun({ text, ...look })],
    });
  const cell = (children: DocxParagraph[]): InstanceType<typeof TableCell> =>
    new TableCell({ width: { size: half, type: WidthType.DXA }, borders, children });
  const { mark, office, organization, standing, subtitle, title } = document;
  const letterhead = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: half * 2, type: WidthType.DXA },
    columnWidths: [half, half],
    borders,
    rows: [
      new TableRow({
        children: [
          cell([line(office.text, { bold: true })]),
          cell([
            ...(mark === null ? [] : [line(mark, { bold: true })]),
            ...standing.map((each) => line(each, { italics: true, size: 23 })),
          ]),
        ],
      }),
    ],
  });
  return [
    letterhead,
    new Paragraph({ heading: HeadingLevel.TITLE, children: writeText(kit, [title]) }),
    ...(organization === null ? [] : [line(organization.text, { bold: true })]),
    new Paragraph({ style: 'Subtitle', text: subtitle }),
  ];
}
