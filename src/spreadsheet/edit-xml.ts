/** Changes places of an XML text that the parser finds, and leaves every other letter as it is. */
import { openXml, type Attributes } from './xml';

/** From where to where in the text. */
interface Span {
  start: number;
  end: number;
}

/** An opening tag, from its `<` to behind its `>`. */
export interface Tag extends Span {
  name: string;
  /** With the colon, as the document writes it before the names of its own format. */
  prefix: string;
  /** Where the first attribute could go. */
  nameEnd: number;
  attributes: Attributes;
  /** Where each attribute ends, in order. */
  ends: readonly (readonly [name: string, end: number])[];
  isEmpty: boolean;
  /** 0 is the root. */
  depth: number;
}

export interface XmlVisitor {
  open: (tag: Tag) => void;
  /** The closing tag; of an element without content, the place behind it. */
  close?: (name: string, span: Span, depth: number) => void;
}

/** Elements further from the root than `deepest` are passed over. */
export function walkXml(xml: string, deepest: number, { open, close }: XmlVisitor): void {
  let depth = 0;
  let ends: [string, number][] = [];
  const reader = openXml({
    attribute: (name) => {
      if (depth <= deepest) ends.push([name, reader.position]);
    },
    open: (name, attributes, isEmpty) => {
      if (depth <= deepest) {
        const end = reader.position;
        // In a tag, no other sign of this kind can be.
        const start = xml.lastIndexOf('<', end - 1);
        const { prefix } = reader;
        const isOwn = xml.startsWith(prefix, start + 1);
        const nameEnd = start + 1 + (isOwn ? prefix.length : 0) + name.length;
        open({ name, prefix, start, end, nameEnd, attributes, ends, isEmpty, depth });
        ends = [];
      }
      depth += 1;
    },
    close: (name) => {
      depth -= 1;
      if (depth > deepest || close === undefined) return;
      const end = reader.position;
      const isEmpty = xml.charAt(end - 2) === '/';
      close(name, { start: isEmpty ? end : xml.lastIndexOf('<', end - 1), end }, depth);
    },
  });
  reader.write(xml);
  reader.end();
}

/** What stands between start and end gives way to the text. */
export interface Edit extends Span {
  text: string;
}

/** Of edits at the same place, the first comes first. */
export function applyEdits(xml: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((one, other) => one.start - other.start)) {
    parts.push(xml.slice(at, start), text);
    at = end;
  }
  return parts.join('') + xml.slice(at);
}

export function insertAt(place: number, text: string): Edit {
  return { start: place, end: place, text };
}

/** Gives the tag other attributes in place of those of the same names. */
export function setAttributes(tag: Tag, attributes: Attributes): Edit[] {
  const old = Object.keys(attributes).flatMap((name) => removeAttribute(tag, name));
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return [insertAt(tag.nameEnd, written.join('')), ...old];
}

/** With the white space before it. */
export function removeAttribute({ ends, nameEnd }: Tag, name: string): Edit[] {
  const index = ends.findIndex(([each]) => each === name);
  const [, end] = ends[index] ?? [];
  return end === undefined ? [] : [{ start: ends[index - 1]?.[1] ?? nameEnd, end, text: '' }];
}

/** As edits of the text that begins where the tag does. */
export function editsWithin({ start }: Tag, edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
}
