/** Adds to the formats of a workbook those of cells at fault: as the cells look, on a red ground. */
import { applyEdits, editsWithin, insertAt, setAttributes, walkXml, type Edit, type Tag } from './edit-xml';

export interface CellStyles {
  /** The number of the format that looks like that of the given number, marked. */
  mark: (style: number) => number;
  /** The list of formats, with the marked ones that were asked for. */
  write: () => string;
}

export function addMarks(xml = ''): CellStyles {
  const lists = xml === '' ? new Map<string, List>() : findLists(xml);
  const [fills, formats] = [lists.get('fills'), lists.get('cellXfs')];
  if (fills === undefined || formats === undefined) return { mark: (style) => style, write: () => xml };
  const added: string[] = [];
  const marks = new Map<number, number>();
  return {
    mark: (style) => {
      const known = marks.get(style);
      if (known !== undefined) return known;
      const number = formats.items.length + added.length;
      const item = formats.items[style] ?? formats.items[0];
      added.push(item === undefined ? `<${fills.tag.prefix}xf/>` : withFill(xml, item, fills.items.length));
      marks.set(style, number);
      return number;
    },
    write: () =>
      added.length === 0 ? xml : applyEdits(xml, [...extend(fills, [groundOf(fills)]), ...extend(formats, added)]),
  };
}

interface List {
  tag: Tag;
  /** Where its closing tag begins. */
  end: number;
  items: Item[];
}

interface Item {
  tag: Tag;
  /** Behind it. */
  end: number;
}

/** How far from the root the entries of lists are. */
const LISTED_AT = 2;

/** Lists of other kinds have entries of the same names: only what is right below the root counts. */
function findLists(xml: string): Map<string, List> {
  const lists = new Map<string, List>();
  let list: List | undefined;
  walkXml(xml, LISTED_AT, {
    open: (tag) => {
      if (tag.depth === 1 && !tag.isEmpty) list = { tag, end: tag.end, items: [] };
      if (tag.depth === 2) list?.items.push({ tag, end: tag.end });
    },
    close: (name, { start, end }, depth) => {
      const item = list?.items.at(-1);
      if (depth === 2 && item !== undefined) item.end = end;
      if (depth === 1 && list !== undefined) lists.set(name, { ...list, end: start });
      if (depth === 1) list = undefined;
    },
  });
  return lists;
}

function withFill(xml: string, { tag, end }: Item, fill: number): string {
  const edits = setAttributes(tag, { fillId: String(fill), applyFill: '1' });
  return applyEdits(xml.slice(tag.start, end), editsWithin(tag, edits));
}

function groundOf({ tag: { prefix } }: List): string {
  const colours = `<${prefix}fgColor rgb="FFFFC7CE"/><${prefix}bgColor indexed="64"/>`;
  return `<${prefix}fill><${prefix}patternFill patternType="solid">${colours}</${prefix}patternFill></${prefix}fill>`;
}

function extend({ tag, end, items }: List, added: readonly string[]): Edit[] {
  const count =
    tag.attributes['count'] === undefined ? [] : setAttributes(tag, { count: String(items.length + added.length) });
  return [...count, insertAt(end, added.join(''))];
}
