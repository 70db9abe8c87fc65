/** Texts as the XML of a workbook has them. Pure. */
import { escapeCode } from './workbook';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const MARKUP = /[&<>"]/g;
/** Most texts have nothing of the kind, and are not looked at twice. */
const UNUSUAL = /[&<>"_]|(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/u;

/** For an element or an attribute in double quotes. */
export function toXmlText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return escapeCode(text).replace(MARKUP, (sign) => ENTITIES[sign] ?? sign);
}

/** As the content of a cell: XML drops white space at the ends unless told to keep it. */
export function toInlineText(text: string): string {
  const space = /^\s|\s$|\n|\s{2}/.test(text) ? ' xml:space="preserve"' : '';
  return `<is><t${space}>${toXmlText(text)}</t></is>`;
}
