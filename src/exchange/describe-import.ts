/** Says what came of an import, in lines for the person who started it. */
import type { Day } from '../day';
import { shorten } from '../text/shorten';
import { joinMessages, say, type Message } from '../words/message';
import type { MessageLanguage } from '../words/translate';
import { COLUMNS } from './columns';
import { fileWording } from './file-wording';
import type { Imported } from './import-files';
import { sayDone } from './say-done';
import {
  refusalsOf,
  type PastChange,
  type RowVerdict,
  type SheetPlace,
  type TableKind,
  type TableVerdict,
} from './verdict';

/** Refusals that are listed; the annotated files have all of them. */
const LISTED = 20;
/** Rows and headings left out that are named. */
const NAMED = 10;

export interface Description {
  language: MessageLanguage;
  dryRun: boolean;
  skipBad: boolean;
}

export function describeImport(
  imported: Imported,
  { language, dryRun, skipBad }: Description,
  written: readonly string[],
): string[] {
  const refused = refusalsOf(imported);
  const wording = fileWording(language);
  const told = (message: Message): string => message.write(wording);
  const lines = imported.tables.flatMap((table) => describeTable(table).map(told));
  for (const place of imported.leftOut) {
    lines.push(told(describeLeftOut(place)));
  }
  for (const { table, row } of refused.slice(0, LISTED)) lines.push(describeRefusal(table, row, language));
  if (refused.length > LISTED) lines.push(told(say`… and ${refused.length - LISTED} more refused rows.`));
  if (imported.past !== null) lines.push(told(describePast(imported.past)));
  for (const file of written) lines.push(told(say`${file} is the file with a verdict on each row.`));
  lines.push(told(describeEnd(imported, dryRun, skipBad, refused.length)));
  return lines;
}

function describeTable(table: TableVerdict): Message[] {
  const place = placeOf(table);
  if (table.kind === 'figures') return [say`${place}: figures are counted here, not imported; left out.`];
  const counts = new Map<string, number>();
  let same = 0;
  let refused = 0;
  for (const { done, refusal } of table.rows) {
    if (refusal !== undefined) refused += 1;
    else if (done.length === 0) same += 1;
    for (const each of done) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const parts = [...counts].map(([what, count]) => say`${count} ${sayDone(what)}`);
  if (same > 0) parts.push(say`${same} unchanged`);
  if (refused > 0) parts.push(say`${refused} refused`);
  const listed = parts.length === 0 ? say`none` : joinMessages(parts, ', ');
  const lines = [say`${place}: ${rowsOf(table.rows.length)} of ${KIND_NAMES[table.kind]}: ${listed}.`];
  lines.push(...describeSince(table));
  if (table.leftOut.length > 0) {
    const shown = `${table.leftOut.slice(0, NAMED).join(', ')}${table.leftOut.length > NAMED ? ' …' : ''}`;
    lines.push(
      table.leftOut.length === 1
        ? say`  left out because it does not name an organization: row ${shown}`
        : say`  left out because they do not name an organization: rows ${shown}`,
    );
  }
  if (table.ignored.length > 0) {
    const names = [...new Set(table.ignored)];
    const shown = names.slice(0, NAMED).join(', ');
    lines.push(
      names.length > NAMED
        ? say`  left out because the headings are unknown: ${shown}, and ${names.length - NAMED} more`
        : say`  left out because the headings are unknown: ${shown}`,
    );
  }
  for (const { heading, key } of table.taken) {
    lines.push(say`  the heading "${shorten(heading, 100)}" was taken for "${COLUMNS[key].vi}"`);
  }
  return lines;
}

export const KIND_NAMES: Readonly<Record<TableKind, Message>> = {
  organizations: say`organizations`,
  congresses: say`congresses`,
  documents: say`documents`,
  values: say`values of indicators`,
  ratings: say`ratings`,
  declarations: say`declared totals`,
  events: say`events`,
  figures: say`figures`,
};

/** `  plans hold since 2025-01-01: 12; since 2025-03-01: 1` */
function describeSince({ rows }: TableVerdict): Message[] {
  const counts = new Map<Day, number>();
  for (const { since } of rows) if (since !== undefined) counts.set(since, (counts.get(since) ?? 0) + 1);
  if (counts.size === 0) return [];
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, count]) => say`since ${day}: ${count}`);
  return [say`  plans hold ${joinMessages(parts, '; ')}`];
}

function describePast({ plans, from, today, briefings }: PastChange): Message {
  const published =
    briefings === 0
      ? say``
      : briefings === 1
        ? say` What was published stays; restatements may appear in 1 briefing.`
        : say` What was published stays; restatements may appear in ${briefings} briefings.`;
  return plans === 1
    ? say`Warning: 1 plan holds since days before the business day (${today}): figures as of ${from} and the days after it may differ from what they were.${published}`
    : say`Warning: ${plans} plans hold since days before the business day (${today}): figures as of ${from} and the days after it may differ from what they were.${published}`;
}

/** `reports.xlsx, sheet "Hà Nội", row 12, column "Ngày tổ chức", "31/02/2020": …` */
export function describeRefusal(
  table: TableVerdict,
  { row, refusal }: RowVerdict,
  language: MessageLanguage = 'en',
): string {
  const column = refusal?.column ? say`, column "${refusal.column.heading}"` : say``;
  const given = refusal?.value ?? null;
  const value = given === null ? say`` : say`, "${typeof given === 'string' ? shorten(given, 60) : given}"`;
  const place = say`${placeOf(table)}, row ${String(row)}${column}${value}: ${refusal?.problem.said ?? say``}`;
  return place.write(fileWording(language, table.headings));
}

function placeOf({ file, sheet }: SheetPlace): Message {
  return sheet === null ? say`${file}` : say`${file}, sheet "${sheet}"`;
}

function describeLeftOut(place: SheetPlace): Message {
  return place.isHidden === true
    ? say`${placeOf(place)} is hidden; left out. To read it, show it, or import it with --sheet.`
    : say`${placeOf(place)}: no row of headings was recognised; left out.`;
}

function describeEnd(imported: Imported, dryRun: boolean, skipBad: boolean, refused: number): Message {
  const { positions, recorded, campaign } = imported;
  const events = positions === null ? say`no events` : eventsOf(positions.last - positions.first + 1);
  const made =
    campaign === 'made'
      ? say`a campaign and ${events}`
      : campaign === 'changed'
        ? say`the changed campaign and ${events}`
        : events;
  if (recorded) {
    if (positions === null) return say`Recorded ${made}.`;
    const { first, last } = positions;
    return first === last
      ? say`Recorded ${made}, position ${first}.`
      : say`Recorded ${made}, positions ${first} to ${last}.`;
  }
  if (refused > 0 && !skipBad) {
    const rows = rowsOf(refused);
    const nothing = dryRun ? say`nothing would be recorded` : say`nothing was recorded`;
    return refused === 1
      ? say`${rows} refused, so ${nothing}. Fix it, or use --skip-bad to record the others.`
      : say`${rows} refused, so ${nothing}. Fix them, or use --skip-bad to record the others.`;
  }
  return dryRun ? say`A real run would record ${made}.` : say`Nothing was recorded.`;
}

function rowsOf(count: number): Message {
  return count === 1 ? say`1 row` : say`${count} rows`;
}

function eventsOf(count: number): Message {
  return count === 1 ? say`1 event` : say`${count} events`;
}
