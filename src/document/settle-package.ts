/** Takes from a DOCX what differs each time it is written: dates of the clock, and the random keys of embedded fonts. */
import type { Day } from '../day';
import { readFontsForOffice } from './read-fonts';
import { FONT } from './svg';

/** The keys are no secret: the format only asks that the beginning of an embedded font is scrambled with one. */
const FACES = [
  { file: 'font1.odttf', tag: 'w:embedRegular', face: 'regular', key: '6B2C9D10-4E7F-4A52-9A31-0C5D8E7F1A01' },
  { file: 'font2.odttf', tag: 'w:embedBold', face: 'bold', key: '6B2C9D10-4E7F-4A52-9A31-0C5D8E7F1A02' },
  { file: 'font3.odttf', tag: 'w:embedItalic', face: 'italic', key: '6B2C9D10-4E7F-4A52-9A31-0C5D8E7F1A03' },
] as const;

const CORE = 'docProps/core.xml';
const FONT_TABLE = 'word/fontTable.xml';
const TIMESTAMP = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;

export async function settlePackage(docx: Buffer, day: Day): Promise<Buffer> {
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
