/** Writes a briefing as DOCX: real headings, lists, tables and footnotes, charts as pictures, the font inside. */
import { readFile } from 'node:fs/promises';
import type { Day } from '../day';
import type { Paper, Chart, Drawing } from './paper';
import { writeBlocks, writeSmallPrint, writeText } from './docx-blocks';
import {
  type DocxKit,
  type DocxParagraph,
  type DocxTable,
  loadDocxKit,
  PAGE,
  TEXT_WIDTH,
  writeNumbering,
  writeStyles,
} from './docx-kit';
import { readFontsForOffice } from './read-fonts';
import { FONT } from './svg';

export async function writeDocx(paper: Paper): Promise<Buffer> {
  const kit = await loadDocxKit();
  const pictures = new Map<Chart, Buffer>();
  for (const block of paper.blocks) {
    if (block.kind === 'chart') pictures.set(block, await rasteriseDrawing(block.drawing));
  }
  const { Document, Footer, Header, Packer, Paragraph } = kit;
  const { regular, bold, italic } = readFontsForOffice();
  const file = new Document({
    title: paper.title.text,
    subject: paper.subtitle,
    creator: paper.office.text,
    lastModifiedBy: paper.office.text,
    description: paper.standing.join('. '),
    revision: 1,
    fonts: [{ name: FONT, data: regular, bold, italic }],
    styles: writeStyles(kit, paper.language),
    numbering: writeNumbering(kit),
    footnotes: Object.fromEntries(
      paper.notes.map((note, index) => [
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
          default: new Header({ children: [new Paragraph({ style: 'Header', text: paper.runningHead })] }),
          first: new Header({ children: [new Paragraph({ style: 'Header', children: [] })] }),
        },
        footers: {
          default: new Footer({ children: [numberPages(kit, paper)] }),
          first: new Footer({ children: [numberPages(kit, paper)] }),
        },
        children: [
          ...writeHead(kit, paper),
          ...writeBlocks({ kit, pictures }, paper.blocks),
          ...writeSmallPrint(kit, paper.smallPrint),
        ],
      },
    ],
  });
  return settlePackage(await Packer.toBuffer(file), paper.day);
}

function numberPages({ PageNumber, Paragraph, TextRun }: DocxKit, { pageWord }: Paper): DocxParagraph {
  const children = [`${pageWord} `, PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES];
  return new Paragraph({ style: 'Footer', children: [new TextRun({ children })] });
}

/** On the left who chairs, on the right whether it is published, below them the title. */
function writeHead(kit: DocxKit, paper: Paper): (DocxParagraph | DocxTable)[] {
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
  const { mark, office, organization, standing, subtitle, title } = paper;
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

/** The keys are not secret: the format only requires that the beginning of an embedded font is scrambled with one. */
const FACES = [
  { file: 'font1.odttf', tag: 'w:embedRegular', face: 'regular', key: '6B2C9D10-4E7F-4A52-9A31-0C5D8E7F1A01' },
  { file: 'font2.odttf', tag: 'w:embedBold', face: 'bold', key: '6B2C9D10-4E7F-4A52-9A31-0C5D8E7F1A02' },
  { file: 'font3.odttf', tag: 'w:embedItalic', face: 'italic', key: '6B2C9D10-4E7F-4A52-9A31-0C5D8E7F1A03' },
] as const;

const CORE = 'docProps/core.xml';
const FONT_TABLE = 'word/fontTable.xml';
const TIMESTAMP = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

/** Takes out what differs each time a DOCX is written: dates of the clock, and the random keys of embedded fonts. */
async function settlePackage(docx: Buffer, day: Day): Promise<Buffer> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const files = new Map<string, Uint8Array>(Object.entries(unzipSync(docx)));
  const core = files.get(CORE);
  if (core !== undefined) files.set(CORE, strToU8(strFromU8(core).replace(TIMESTAMP, `$1${day}T00:00:00Z`)));
  files.set(FONT_TABLE, strToU8(writeFontTable()));
  const fonts = readFontsForOffice();
  for (const { file, face, key } of FACES) files.set(`word/fonts/${file}`, scramble(fonts[face], key));
  // The date of a file in an archive is local time: this is the same bytes in every time zone.
  const mtime = new Date(1980, 0, 1);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime, level: 6 }));
}

/** Programs that read no embedded fonts take Times New Roman, whose letters are as wide. */
function writeFontTable(): string {
  const faces = FACES.map(({ tag, key }, index) => `<${tag} r:id="rId${index + 1}" w:fontKey="{${key}}"/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    `<w:font w:name="${FONT}"><w:altName w:val="Times New Roman"/><w:family w:val="roman"/><w:pitch w:val="variable"/>`,
    ...faces,
    '</w:font></w:fonts>',
  ].join('');
}

/** The first 32 bytes, exclusive-or the bytes of the key from the last to the first, twice. */
function scramble(font: Buffer, key: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(key.replaceAll('-', ''), 'hex').reverse();
  return Uint8Array.from(font, (byte, index) => (index < 32 ? byte ^ (bytes[index % 16] ?? 0) : byte));
}

/** Dots for each pixel of the drawing: 192 to the inch. */
const ZOOM = 2;

/** 2.5 MB of WebAssembly: loaded when first asked for. */
const loadRasteriser = async () => {
  const rasteriser = await import('@resvg/resvg-wasm');
  await rasteriser.initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return rasteriser;
};

let loading: ReturnType<typeof loadRasteriser> | undefined;

/** A PNG with the shipped font. */
async function rasteriseDrawing({ svg }: Drawing): Promise<Buffer> {
  // It may be initialised once only, however many ask at the same time.
  loading ??= loadRasteriser();
  const { Resvg } = await loading;
  const { regular, bold } = readFontsForOffice();
  const font = { fontBuffers: [regular, bold], defaultFontFamily: FONT, serifFamily: FONT };
  const drawing = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM }, background: '#ffffff' });
  const image = drawing.render();
  try {
    return Buffer.from(image.asPng());
  } finally {
    // Their memory is outside JavaScript's heap: nothing else frees it.
    image.free();
    drawing.free();
  }
}
