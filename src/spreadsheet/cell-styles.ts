/** How cells look: the formats of a workbook that is written here. Pure. */
import { CUSTOMS, type SheetLanguage } from './sheet-form';
import type { OutColumn } from './table-writer';

/** The numbers by which cells name them, in the order of `FORMATS_OF_CELLS`. */
export const STYLES = {
  plain: 0,
  title: 1,
  heading: 2,
  text: 3,
  wrapped: 4,
  integer: 5,
  number: 6,
  day: 7,
} as const;

export type StyleName = keyof typeof STYLES;

export function styleOf({ kind, wraps }: OutColumn): StyleName {
  if (kind === 'text' || kind === 'instant') return wraps === true ? 'wrapped' : 'text';
  return kind === 'flag' ? 'plain' : kind;
}

const GENERAL = 0;
const WHOLE = 1;
/** What is typed stays as it is: `01`, `1E5` and `3/4` are codes. */
const TEXT = 49;
/** The first number that is free. */
const DAY = 164;
const PLAIN_FONT = 0;
const BOLD = 1;
const LARGE = 2;

const TOP = '<alignment vertical="top"/>';
const WRAPPED = '<alignment vertical="top" wrapText="1"/>';

function format(number: number, font: number, alignment: string, surround = 0): string {
  const applied = `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"`;
  return `<xf numFmtId="${number}" fontId="${font}" fillId="${surround * 2}" borderId="${surround}" xfId="0" ${applied}>${alignment}</xf>`;
}

const FORMATS_OF_CELLS = [
  format(GENERAL, PLAIN_FONT, TOP),
  format(TEXT, LARGE, '<alignment vertical="center"/>'),
  format(TEXT, BOLD, '<alignment horizontal="center" vertical="center" wrapText="1"/>', 1),
  format(TEXT, PLAIN_FONT, TOP),
  format(TEXT, PLAIN_FONT, WRAPPED),
  format(WHOLE, PLAIN_FONT, TOP),
  format(GENERAL, PLAIN_FONT, TOP),
  format(DAY, PLAIN_FONT, TOP),
];

/** The face and size of official letters in Viet Nam; every system has it or one like it. */
const FACE = '<name val="Times New Roman"/><family val="1"/>';
const FONTS = [
  `<font><sz val="12"/>${FACE}</font>`,
  `<font><b/><sz val="12"/>${FACE}</font>`,
  `<font><b/><sz val="14"/>${FACE}</font>`,
];

/** The first two fills are those that every workbook has. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill>',
];

const EDGES = ['left', 'right', 'top', 'bottom'];
const BORDERS = [
  `<border>${EDGES.map((edge) => `<${edge}/>`).join('')}<diagonal/></border>`,
  `<border>${EDGES.map((edge) => `<${edge} style="thin"><color auto="1"/></${edge}>`).join('')}<diagonal/></border>`,
];

export function stylesXml(language: SheetLanguage): string {
  const list = (name: string, items: readonly string[]): string =>
    `<${name} count="${items.length}">${items.join('')}</${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="${DAY}" formatCode="${CUSTOMS[language].day}"/></numFmts>${list('fonts', FONTS)}${list('fills', FILLS)}${list('borders', BORDERS)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', FORMATS_OF_CELLS)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
