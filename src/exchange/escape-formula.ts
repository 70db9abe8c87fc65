/** Keeps a spreadsheet from taking a text of a CSV file for a formula: with an apostrophe before it. */

/** Excel takes the full-width ones for formulas, too. */
const SIGNS = '[=+\\-@\uff1d\uff0b\uff0d\uff20\\t\\r\\n]';
/** Texts that begin with apostrophes before such a sign get one more, so that taking one off gives back every text. */
const TAKEN_FOR_FORMULA = new RegExp(`^'*${SIGNS}`);
const ESCAPED = new RegExp(`^'+${SIGNS}`);

export function escapeFormula(text: string): string {
  return TAKEN_FOR_FORMULA.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}
