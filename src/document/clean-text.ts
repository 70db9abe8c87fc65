/** Makes entered text fit for every format: composed letters, single spaces, no control characters, no tricks with direction. */

/** Controls, lone surrogates, marks that turn the direction of text, and code points that XML does not allow. */
const UNFIT =
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACES_CODED = /[\t\n\v\f\r\u0085\u2028\u2029]/g;

function cleanText(text: string): string {
  return text.normalize('NFC').replace(SPACES_CODED, ' ').replace(UNFIT, '').replace(/ {2,}/g, ' ').trim();
}

/** The same value with every text in it made fit. */
export function cleanTexts<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => cleanTexts(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleanTexts(each as unknown)])) as T;
}
