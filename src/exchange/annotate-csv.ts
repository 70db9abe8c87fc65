/** Adds the verdicts to CSV text, at the end of the rows; what stands before them stays as it was, letter by letter. */
import { parseCsv, type CsvRecord } from './parse-csv';
import { MESSAGE_HEADING, VERDICT_HEADING, type HeadingPlace, type RowNote } from './row-note';
import { toCsvLine } from './write-csv';

const LINE_END = /(?:\r\n|\n|\r)$/;

export function annotateCsv(
  text: string,
  name: string,
  notes: readonly RowNote[],
  headings: readonly HeadingPlace[],
): string {
  const { delimiter, records } = parseCsv(text, name);
  const added = new Map(notes.map(({ row, verdict, message }) => [row, [verdict, message ?? '']]));
  for (const { row } of headings) added.set(row, [VERDICT_HEADING, MESSAGE_HEADING]);
  const earlier = findEarlier(records, headings);
  const kept = earlier === undefined ? records : records.map((record) => cut(record, earlier, delimiter));
  const width = Math.max(...kept.map(({ fields }) => fields.length));
  const lineEnd = records.map(({ raw }) => LINE_END.exec(raw)?.[0]).find((end) => end !== undefined) ?? '\r\n';
  return kept
    .map(({ line, raw, fields }) => {
      const cells = added.get(line);
      if (cells === undefined) return raw;
      const tail = toCsvLine(cells, delimiter);
      const missing = delimiter.repeat(width - Math.max(1, fields.length) + 1);
      return `${raw.replace(LINE_END, '')}${missing}${tail}${LINE_END.exec(raw)?.[0] ?? lineEnd}`;
    })
    .join('');
}

/** Where the columns of an earlier run stand. */
function findEarlier(records: readonly CsvRecord[], headings: readonly HeadingPlace[]): number | undefined {
  const heading = records.find(({ line }) => headings.some(({ row }) => row === line));
  const column = heading?.fields.lastIndexOf(VERDICT_HEADING) ?? -1;
  return column > 0 && heading?.fields[column + 1] === MESSAGE_HEADING ? column : undefined;
}

function cut(record: CsvRecord, column: number, delimiter: string): CsvRecord {
  if (record.fields.length <= column) return record;
  const fields = record.fields.slice(0, column);
  // Written as they were read: what escapes a formula is still in them.
  const line = toCsvLine(fields, delimiter, (field) => field);
  return { ...record, fields, raw: `${line}${LINE_END.exec(record.raw)?.[0] ?? ''}` };
}
