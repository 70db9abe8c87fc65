/** What a workbook allows in the cells of a column: lists to choose from, counts, days of a window. Pure. */
import { dayNumber } from './day-number';
import type { Allowed, OutColumn } from './table-writer';
import { toXmlText } from './xml-text';

/** The longest title, hint and list that spreadsheets open without complaint. */
const LONGEST = { title: 32, hint: 225, list: 255 } as const;

interface Place {
  column: string;
  firstRow: number;
  lastRow: number;
}

/** Empty where nothing is restricted: an element without children would be an error. */
export function validationsOf(
  columns: readonly Pick<OutColumn, 'heading' | 'allowed'>[],
  placeOf: (index: number) => Place,
): string {
  const all = columns.flatMap(({ heading, allowed }, index) =>
    allowed === undefined ? [] : [validation(heading, allowed, placeOf(index))],
  );
  return all.length === 0 ? '' : `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`;
}

function validation(heading: string, allowed: Allowed, { column, firstRow, lastRow }: Place): string {
  const { type, first, second } = ruleOf(allowed);
  const between = second === undefined ? '' : ' operator="between"';
  const title = toXmlText(heading.slice(0, LONGEST.title));
  const hint = toXmlText(requireShort(allowed.hint, LONGEST.hint));
  const place = `${column}${firstRow}:${column}${lastRow}`;
  const attributes = `type="${type}"${between} allowBlank="1" showErrorMessage="1" errorTitle="${title}" error="${hint}" sqref="${place}"`;
  const formulas = [first, second].map((formula, index) =>
    formula === undefined ? '' : `<formula${index + 1}>${formula}</formula${index + 1}>`,
  );
  return `<dataValidation ${attributes}>${formulas.join('')}</dataValidation>`;
}

function ruleOf(allowed: Allowed): { type: string; first: string | number; second?: string | number } {
  if ('words' in allowed)
    return { type: 'list', first: toXmlText(`"${requireShort(allowed.words.join(','), LONGEST.list)}"`) };
  if ('most' in allowed) return { type: 'whole', first: 0, second: allowed.most };
  return { type: 'date', first: dayNumber(allowed.from), second: dayNumber(allowed.to) };
}

function requireShort(text: string, longest: number): string {
  if (text.length <= longest) return text;
  throw new Error(`A list or hint for a workbook has ${text.length} letters, of at most ${longest}: ${text}`);
}
