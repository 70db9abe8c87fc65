/** Reads the texts that the cells of a workbook share. */
import { RaisedParts } from './raised-parts';
import { unescapeCode } from './workbook';
import { decodeXml, openXml } from './xml';

export async function readStrings(content: AsyncIterable<Uint8Array>): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  // What is above the letters says how they are pronounced, and is not part of the text.
  let isPhonetic = false;
  const raised = new RaisedParts();
  const reader = openXml({
    open: (name, attributes) => {
      raised.open(name, attributes);
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') isText = !isPhonetic;
    },
    text: (part) => {
      if (isText) text += raised.write(part);
    },
    close: (name) => {
      raised.close(name);
      if (name === 'si') strings.push(detach(unescapeCode(text)));
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 't') isText = false;
    },
  });
  for await (const chunk of decodeXml(content)) reader.write(chunk);
  reader.end();
  return strings;
}

/** From this length on, a part of a text keeps all of the text in memory. */
const SHARED_FROM = 13;
const BEYOND_LATIN_1 = /[^\0-\xff]/;

/** The same text, without what it was cut out of. */
export function detach(text: string): string {
  if (text.length < SHARED_FROM) return text;
  const encoding = BEYOND_LATIN_1.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
}
