/** Adds the verdicts to NDJSON: two keys at the end of the objects. */
import { MESSAGE_HEADING, VERDICT_HEADING, type RowNote } from './row-note';

export function annotateNdjson(text: string, notes: readonly RowNote[]): string {
  const byLine = new Map(notes.map((note) => [note.row, note]));
  return text
    .split('\n')
    .map((line, index) => {
      const note = byLine.get(index + 1);
      const object = line.trim();
      if (object === '') return line;
      const old = JSON.parse(object) as Record<string, unknown>;
      if (note === undefined && !(VERDICT_HEADING in old)) return line;
      const { [VERDICT_HEADING]: _verdict, [MESSAGE_HEADING]: _message, ...own } = old;
      if (note === undefined) return JSON.stringify(own);
      return JSON.stringify({ ...own, [VERDICT_HEADING]: note.verdict, [MESSAGE_HEADING]: note.message });
    })
    .join('\n');
}
