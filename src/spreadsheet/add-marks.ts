/** Adds to the formats of a workbook those of cells at fault: as the cells look, on a red ground. */
import { attributeOf } from './workbook';

export interface CellStyles {
  /** The number of the format that looks like that of the given number, marked. */
  mark: (style: number) => number;
  /** The list of formats, with the marked ones that were asked for. */
  write: () => string;
}

const GROUND = '<patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor indexed="64"/></patternFill>';

export function addMarks(xml = ''): CellStyles {
  const fills = findList(xml, 'fills', 'fill');
  const formats = findList(xml, 'cellXfs', 'xf');
  if (fills === undefined || formats === undefined) return { mark: (style) => style, write: () => xml };
  const added: string[] = [];
  const marks = new Map<number, number>();
  return {
    mark: (style) => {
      const known = marks.get(style);
      if (known !== undefined) return known;
      const number = formats.items.length + added.length;
      added.push(withFill(formats.items[style] ?? formats.items[0] ?? '<xf/>', fills.items.length));
      marks.set(style, number);
      return number;
    },
    write: () => {
      if (added.length === 0) return xml;
      const fill = `<${fills.prefix}fill>${GROUND.replaceAll(/<(\/?)(?=\w)/g, `<$1${fills.prefix}`)}</${fills.prefix}fill>`;
      return extend(extend(xml, 'cellXfs', added), 'fills', [fill]);
    },
  };
}

function withFill(format: string, fill: number): string {
  const [opening = ''] = /^<[^>]*>/.exec(format) ?? [];
  const bare = opening.replace(/\s(?:fillId|applyFill)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
  return bare.replace(/^<[\w:]+/, `$& fillId="${fill}" applyFill="1"`) + format.slice(opening.length);
}

interface List {
  prefix: string;
  items: string[];
}

function findList(xml: string, list: string, item: string): List | undefined {
  const [, prefix = '', content = ''] =
    new RegExp(`<((?:\\w+:)?)${list}(?:\\s[^>]*)?>(.*?)</(?:\\w+:)?${list}>`, 's').exec(xml) ?? [];
  if (content === '') return undefined;
  const element = new RegExp(`<(?:\\w+:)?${item}(?:\\s[^>]*?)?(?:/>|>.*?</(?:\\w+:)?${item}>)`, 'gs');
  return { prefix, items: content.match(element) ?? [] };
}

function extend(xml: string, list: string, items: readonly string[]): string {
  const whole = new RegExp(`(<(?:\\w+:)?${list})((?:\\s[^>]*)?)(>.*?)(</(?:\\w+:)?${list}>)`, 's');
  return xml.replace(whole, (_all, start: string, attributes: string, content: string, end: string) => {
    const count = attributeOf(attributes, 'count');
    const counted =
      count === undefined
        ? attributes
        : attributes.replace(/(\scount\s*=\s*)(?:"\d+"|'\d+')/, `$1"${Number(count) + items.length}"`);
    return `${start}${counted}${content}${items.join('')}${end}`;
  });
}
