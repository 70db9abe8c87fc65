/** A workbook as it lies in its archive: the parts that its sheets and formats are in, and how their XML is written. */
import { posix } from 'node:path';
import { Problem } from '../problem';
import { unfold, type ZipEntry } from './zip-archive';
import { plain } from '../words/message';

export interface WorkbookSheet {
  name: string;
  isVisible: boolean;
  /** Name of the entry. */
  part: string;
}

export function brokenWorkbook(name: string): Problem {
  return new Problem(
    'BAD_USER_INPUT',
    plain`${name} is a broken XLSX file: open it in a spreadsheet, and save it again.`,
  );
}

/** Undefined when the workbook is broken. */
export function listSheets(entries: readonly ZipEntry[]): WorkbookSheet[] | undefined {
  const workbook = followLink(entries, '', /\/officeDocument$/);
  const xml = contentOf(entries, workbook);
  if (workbook === undefined || xml === undefined) return undefined;
  const links = linksOf(entries, workbook);
  return [...xml.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const id = /(?:^|\s)\w+:id="([^"]*)"/.exec(attributes)?.[1];
    const link = links.find((each) => each.id === id);
    // A sheet that is a chart has no rows.
    if (link?.type.endsWith('/worksheet') !== true) return [];
    const state = attributeOf(attributes, 'state') ?? 'visible';
    return [{ name: attributeOf(attributes, 'name') ?? '', isVisible: state === 'visible', part: link.target }];
  });
}

/** The part with the formats of cells; undefined where there is none. */
export function findStyles(entries: readonly ZipEntry[]): string | undefined {
  const workbook = followLink(entries, '', /\/officeDocument$/);
  return workbook === undefined ? undefined : followLink(entries, workbook, /\/styles$/);
}

export function contentOf(entries: readonly ZipEntry[], name: string | undefined): string | undefined {
  const entry = entries.find((each) => each.name === name);
  return entry === undefined ? undefined : unfold(entry)?.toString();
}

/** Whether the part is complete: a reader that streams it would take a cut for the end of the rows. */
export function isWhole(entries: readonly ZipEntry[], name: string): boolean {
  const entry = entries.find((each) => each.name === name);
  const tail = entry === undefined ? undefined : unfold(entry)?.subarray(-256).toString();
  return tail?.trimEnd().endsWith('worksheet>') === true;
}

interface Link {
  id: string | undefined;
  type: string;
  target: string;
}

function followLink(entries: readonly ZipEntry[], from: string, type: RegExp): string | undefined {
  return linksOf(entries, from).find((link) => type.test(link.type))?.target;
}

function linksOf(entries: readonly ZipEntry[], part: string): Link[] {
  const folder = posix.dirname(part);
  const xml = contentOf(entries, posix.join(folder, '_rels', `${posix.basename(part)}.rels`)) ?? '';
  return [...xml.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(([, attributes = '']) => {
    const target = attributeOf(attributes, 'Target') ?? '';
    return {
      id: attributeOf(attributes, 'Id'),
      type: attributeOf(attributes, 'Type') ?? '',
      target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    };
  });
}

/** Compiled once for each name: a sheet has millions of attributes. */
const PATTERNS = new Map<string, RegExp>();

export function attributeOf(attributes: string, name: string): string | undefined {
  const pattern = PATTERNS.get(name) ?? new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  PATTERNS.set(name, pattern);
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (all: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

/** Libraries that write workbooks escape only the controls among these. */
const BEYOND_XML = /(?![\t\n\u007f-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;
/** The underscore after it may be that of the next code. */
const TAKEN_FOR_CODE = new RegExp(`_(?=x[\\da-fA-F]{4}(?:_|${BEYOND_XML.source}))`, 'gu');

/**
 * Writes what XML cannot hold as a workbook does, by its number, as `_xFFFE_`; and keeps it from taking a text such as `_x0041_`
 * for that.
 */
export function escapeCode(text: string): string {
  return text
    .replace(TAKEN_FOR_CODE, '_x005F_')
    .replace(BEYOND_XML, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}
