/** Reads from a workbook's list of formats what each makes of a number. */
import { builtInFormat, GENERAL, readFormat, type NumberFormat } from './number-format';
import { readXml } from './xml';

/** By the number that cells name. */
export function readFormats(xml: string): NumberFormat[] {
  const own = new Map<number, NumberFormat>();
  const ids: number[] = [];
  let isCellFormat = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt' && attributes['formatCode'] !== undefined) {
        own.set(Number(attributes['numFmtId']), readFormat(attributes['formatCode']));
      }
      if (name === 'cellXfs') isCellFormat = true;
      if (name === 'xf' && isCellFormat) ids.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormat = false;
    },
  });
  return ids.map((id) => own.get(id) ?? (Number.isNaN(id) ? GENERAL : builtInFormat(id)));
}
