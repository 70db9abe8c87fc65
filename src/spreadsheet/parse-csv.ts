/** Splits CSV text into records, each with the line on which it begins and with its raw text. */
import { Problem } from '../problem';
import { say, type Message } from '../words/message';

export interface CsvRecord {
  /** From 1. */
  line: number;
  /** As it is written, with the end of its last line. */
  raw: string;
  fields: string[];
}

export interface CsvText {
  delimiter: string;
  records: CsvRecord[];
}

const DELIMITERS = [',', ';', '\t'];
/** There may be titles above the headings. */
const LINES_LOOKED_AT = 20;

export function parseCsv(text: string, name: string): CsvText {
  // Excel's own way of naming the delimiter, in a line before all others.
  const said = /^sep=(.)(?:\r\n|\n|\r)/i.exec(text);
  const delimiter = said?.[1] ?? findDelimiter(text);
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = at;
    const fields: string[] = [];
    if (start === 0 && said !== null) at = said[0].length;
    else at = readRecord(text, at, delimiter, fields, say`${name}, line ${line}`);
    const raw = text.slice(start, at);
    records.push({ line, raw, fields });
    line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return { delimiter, records };
}

/** Adds the fields of the record that begins at `from`, and returns where the next one begins. */
function readRecord(text: string, from: number, delimiter: string, fields: string[], where: Message): number {
  for (let at = from; ; at++) {
    const end = text[at] === '"' ? closeQuotes(text, at, where) : endOfBare(text, at, delimiter);
    const field = text.slice(at, end);
    fields.push(text[at] === '"' ? field.slice(1, -1).replaceAll('""', '"') : field);
    at = end;
    if (text[at] === delimiter) continue;
    if (text.startsWith('\r\n', at)) return at + 2;
    if (at === text.length || text[at] === '\n' || text[at] === '\r') return Math.min(at + 1, text.length);
    const message = say`${where}: the quotation marks of the row that begins here do not match. Close each one, and write those inside a value twice.`;
    throw new Problem('BAD_USER_INPUT', message);
  }
}

/** Where the quoted value ends; quotation marks inside it are doubled. */
function closeQuotes(text: string, from: number, where: Message): number {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) {
      const message = say`${where}: a quotation mark of the row that begins here is never closed. Close it.`;
      throw new Problem('BAD_USER_INPUT', message);
    }
    if (text[at + 1] !== '"') return at + 1;
  }
}

function endOfBare(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === delimiter || sign === '\n' || sign === '\r') return at;
  }
  return text.length;
}

/** The one that splits most of the first lines into the same number of fields; of several, the one that makes more fields. */
function findDelimiter(text: string): string {
  const bare = text.slice(0, 65_536).replace(/"[^"]*"/g, '');
  const lines = bare.split(/\r\n|\n|\r/, LINES_LOOKED_AT);
  const found = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length).filter((count) => count > 1);
    const shared = counts.map((count) => ({ count, lines: counts.filter((other) => other === count).length }));
    return { delimiter, ...shared.reduce(better, { count: 1, lines: 0 }) };
  });
  return found.reduce(better).delimiter;
}

function better<T extends { count: number; lines: number }>(best: T, other: T): T {
  return other.lines > best.lines || (other.lines === best.lines && other.count > best.count) ? other : best;
}
