/** Opens a DOCX: its parts by name, those of XML as text. */
import { strFromU8, unzipSync } from 'fflate';

export interface OpenDocx {
  names: string[];
  /** The text of a part; fails when there is none. */
  part: (name: string) => string;
  /** All parts that are XML. */
  xml: [name: string, text: string][];
}

export function readDocx(docx: Buffer): OpenDocx {
  const files = unzipSync(docx);
  const part = (name: string): string => {
    const file = files[name];
    if (file === undefined) throw new Error(`There is no ${name} in the DOCX.`);
    return strFromU8(file);
  };
  const names = Object.keys(files);
  return { names, part, xml: names.filter((name) => /\.(xml|rels)$/.test(name)).map((name) => [name, part(name)]) };
}

/** What a reader reads in it, a paragraph a line. */
export function readWords(document: string): string {
  const paragraphs = document.split('</w:p>').map((each) => [...each.matchAll(/<w:t[ >][^<]*<\/w:t>/g)].join(''));
  return paragraphs.map((each) => each.replace(/<[^>]*>/g, '')).join('\n');
}
