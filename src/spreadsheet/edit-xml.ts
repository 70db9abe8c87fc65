/** Changes places of an XML text that the parser finds, and leaves every other letter as it is. */
import { openXml, type Attributes } from './xml';

/** From where to where in the text. */
export interface Span {
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
  /** Each with the white space before it. */
  places: ReadonlyMap<string, Span>;
  isEmpty: boolean;
  /** 0 is the root. */
  depth: number;
}

export interface XmlVisitor {
  open: (tag: Tag) => void;
  /** The closing tag; of an element without content, the place behind it. */
  close?: (name: string, span: Span, depth: number) => void;
}

export function walkXml(xml: string, { open, close }: XmlVisitor): void {
  let depth = 0;
  let ends: [string, number][] = [];
  const reader = openXml({
    attribute: (name) => ends.push([name, reader.position]),
    open: (name, attributes, isEmpty) => {
      const end = reader.position;
      // In a tag, no other sign of this kind can be.
      const start = xml.lastIndexOf('<', end - 1);
      const isOwn = xml.startsWith(reader.prefix, start + 1);
      const nameEnd = start + 1 + (isOwn ? reader.prefix.length : 0) + name.length;
      const places = placesOf(ends, nameEnd);
      ends = [];
      open({ name, prefix: reader.prefix, start, end, nameEnd, attributes, places, isEmpty, depth });
      depth += 1;
    },
    close: (name) => {
      depth -= 1;
      const end = reader.position;
      const isEmpty = xml.charAt(end - 2) === '/';
      close?.(name, { start: isEmpty ? end : xml.lastIndexOf('<', end - 1), end }, depth);
    },
  });
  reader.write(xml);
  reader.end();
}

function placesOf(ends: readonly [string, number][], from: number): Map<string, Span> {
  const places = new Map<string, Span>();
  let start = from;
  for (const [name, end] of ends) {
    places.set(name, { start, end });
    start = end;
  }
  return places;
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

export function removeAttribute({ places }: Tag, name: string): Edit[] {
  const place = places.get(name);
  return place === undefined ? [] : [{ ...place, text: '' }];
}

/** As edits of the text that begins where the tag does. */
export function editsWithin({ start }: Tag, edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
}
