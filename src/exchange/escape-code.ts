/** Writes what XML cannot hold as a workbook does, by its number, as `_xFFFE_`; and keeps it from taking a text such as `_x0041_` for that. */

/** Of these the libraries that write workbooks know only the controls. */
const BEYOND_XML = /(?![\t\n\u007f-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;
/** What comes after it may be one that will begin with `_`. */
const TAKEN_FOR_CODE = new RegExp(`_(?=x[\\da-fA-F]{4}(?:_|${BEYOND_XML.source}))`, 'gu');

export function escapeCode(text: string): string {
  return text
    .replace(TAKEN_FOR_CODE, '_x005F_')
    .replace(BEYOND_XML, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}
