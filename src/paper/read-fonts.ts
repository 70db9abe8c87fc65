/** Reads the shipped fonts, each once, when a document first asks for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type FontForPages = 'Tinos-Regular.woff2' | 'Tinos-Bold.woff2' | 'Tinos-Italic.woff2';

export interface OfficeFonts {
  regular: Buffer;
  bold: Buffer;
  italic: Buffer;
}

const kept = new Map<string, Buffer>();

export function readFontForPages(file: FontForPages): Buffer {
  return readFont(file);
}

export function readFontsForOffice(): OfficeFonts {
  return {
    regular: readFont('Tinos-Regular.ttf'),
    bold: readFont('Tinos-Bold.ttf'),
    italic: readFont('Tinos-Italic.ttf'),
  };
}

function readFont(file: string): Buffer {
  const font = kept.get(file) ?? readBeside(join('data', 'fonts', file));
  kept.set(file, font);
  return font;
}

/** The folder is beside the sources; the built program is one folder deeper. */
function readBeside(file: string): Buffer {
  try {
    return readFileSync(join(__dirname, '..', '..', file));
  } catch {
    return readFileSync(join(__dirname, '..', '..', '..', file));
  }
}
