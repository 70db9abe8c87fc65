/** The cells that only the sheet of events has: the mark of an entry, and the record after it. Pure. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { stringify } from 'safe-stable-stringify';
import { MARK } from '../feed/log-entry';

/** In front of a mark: a spreadsheet would take some marks for numbers. */
const LETTER = 'm';

export function toMarkCell(mark: string | null): string | null {
  return mark === null ? null : `${LETTER}${mark}`;
}

/** Undefined when the text is not a mark. */
export function fromMarkCell(text: string): string | undefined {
  const mark = text.slice(LETTER.length);
  return text.startsWith(LETTER) && MARK.test(mark) ? mark : undefined;
}

/** XML cannot hold them, and JSON can write them in a way that it can; of the controls JSON does so by itself. */
const BEYOND_XML = /[\ufffe\uffff]/g;

/** More than this is packed: a cell of a workbook holds 32,767 characters, and a published briefing is a long text. */
const LONGEST_PLAIN = 30_000;
const PACKED = 'gzip:';

/** What a packed cell may unpack to: a small file must not fill the memory. */
const LONGEST_UNPACKED = 16 * 1024 * 1024;

/** The JSON of a record, its keys sorted; long ones packed, as base64 of gzip. */
export function toRecordCell(record: Readonly<Record<string, unknown>>): string {
  const json = stringify(record).replace(BEYOND_XML, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
  return json.length <= LONGEST_PLAIN ? json : `${PACKED}${gzipSync(json, { level: 9 }).toString('base64')}`;
}

/** The value of such a cell; throws when it is not one. */
export function fromRecordCell(text: string): unknown {
  if (!text.startsWith(PACKED)) return JSON.parse(text);
  const packed = Buffer.from(text.slice(PACKED.length), 'base64');
  return JSON.parse(gunzipSync(packed, { maxOutputLength: LONGEST_UNPACKED }).toString());
}
