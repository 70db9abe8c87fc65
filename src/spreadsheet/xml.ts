/** Reads XML as it arrives, element by element, under the names that its root's namespace gives them. */
import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlEvents {
  /** `position` of the reader is then the end of the opening tag. */
  open: (name: string, attributes: Attributes, isEmpty: boolean) => void;
  /** Once for each stretch: comments and CDATA sections divide a text. */
  text?: (text: string) => void;
  /** Comes for an element without content, too. */
  close?: (name: string) => void;
  /** The attribute that ends at the position of the reader. */
  attribute?: (name: string, value: string) => void;
}

export interface XmlReader {
  write: (chunk: string) => void;
  /** Throws when the document is not complete. */
  end: () => void;
  /** In the text so far, in UTF-16 code units. */
  readonly position: number;
  /** What the root has before its name, with the colon: its namespace is that of the format. Empty in most files. */
  readonly prefix: string;
}

/** Whatever is not well-formed throws. */
export function openXml({ open, text, close, attribute }: XmlEvents): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let prefix: string | undefined;
  const bare = (name: string): string =>
    prefix !== undefined && prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  // No workbook has one, and entities are declared there, which can be made to grow without a bound.
  parser.on('doctype', () => {
    throw new Error('A document type is not allowed.');
  });
  parser.on('opentagstart', ({ name }) => {
    prefix ??= name.slice(0, name.indexOf(':') + 1);
  });
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    open(bare(name), attributes, isSelfClosing);
  });
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (close !== undefined) {
    parser.on('closetag', ({ name }) => {
      close(bare(name));
    });
  }
  if (attribute !== undefined) {
    parser.on('attribute', ({ name, value }) => {
      attribute(name, value);
    });
  }
  return {
    write: (chunk) => {
      parser.write(chunk);
    },
    end: () => {
      parser.close();
    },
    get position() {
      return parser.position;
    },
    get prefix() {
      return prefix ?? '';
    },
  };
}

/** The whole of a text at once. */
export function readXml(xml: string, events: XmlEvents): void {
  const reader = openXml(events);
  reader.write(xml);
  reader.end();
}

/** The text that the bytes of a document are; UTF-16 has a mark. */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Of a name with a prefix of its own, such as `r:id`. */
export function attributeNamed(attributes: Attributes, local: string): string | undefined {
  const name = Object.keys(attributes).find((each) => each === local || each.endsWith(`:${local}`));
  return name === undefined ? undefined : attributes[name];
}
