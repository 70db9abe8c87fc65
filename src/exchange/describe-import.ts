/** Says what came of an import, in lines for the person who started it. */
import type { Day } from '../day';
import { shorten } from '../text/shorten';
import { COLUMNS } from './columns';
import type { Imported } from './import-files';
import { refusalsOf, type PastChange, type RowVerdict, type TableVerdict } from './verdict';

/** Refusals that are listed; the annotated files have all of them. */
const LISTED = 20;

const DONE: Readonly<Record<string, string>> = {
  FOUNDED: 'founded',
  RENAMED: 'renamed',
  RESTORED: 'restored',
  RECORDED: 'recorded',
  PLANNED: 'planned',
  RESCHEDULED: 'rescheduled',
  POSTPONED: 'postponed',
  CANCELLED: 'cancelled',
  REINSTATED: 'reinstated',
  PILOT_SET: 'set or unset as pilots',
  COMPLETED: 'reported completed',
  CORRECTED: 'corrected',
};

export function describeImport(
  imported: Imported,
  { dryRun, skipBad }: { dryRun: boolean; skipBad: boolean },
  written: readonly string[],
): string[] {
  const refused = refusalsOf(imported);
  const lines = imported.tables.flatMap(describeTable);
  for (const { table, row } of refused.slice(0, LISTED)) lines.push(describeRefusal(table, row));
  if (refused.length > LISTED) lines.push(`… and ${format(refused.length - LISTED)} more refused rows.`);
  if (imported.past !== null) lines.push(describePast(imported.past));
  for (const file of written) lines.push(`${file} is the file with a verdict on each row.`);
  lines.push(describeEnd(imported, dryRun, skipBad, refused.length));
  return lines;
}

function describeTable(table: TableVerdict): string[] {
  if (table.kind === 'figures') return [`${placeOf(table)}: figures are counted here, not imported; left out.`];
  const counts = new Map<string, number>();
  let same = 0;
  let refused = 0;
  for (const { done, refusal } of table.rows) {
    if (refusal !== undefined) refused += 1;
    else if (done.length === 0) same += 1;
    for (const each of done) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const parts = [...counts].map(([what, count]) => `${format(count)} ${DONE[what] ?? what}`);
  if (same > 0) parts.push(`${format(same)} unchanged`);
  if (refused > 0) parts.push(`${format(refused)} refused`);
  const lines = [`${placeOf(table)}: ${rowsOf(table.rows.length)} of ${table.kind}: ${parts.join(', ') || 'none'}.`];
  lines.push(...describeSince(table));
  if (table.leftOut.length > 0) {
    const shown = table.leftOut.slice(0, 10).join(', ');
    lines.push(
      `  left out because they do not name an organization: rows ${shown}${table.leftOut.length > 10 ? ' …' : ''}`,
    );
  }
  for (const { heading, key } of table.taken) {
    lines.push(`  the heading "${shorten(heading, 100)}" was taken for "${COLUMNS[key].vi}"`);
  }
  if (table.ignored.length > 0) lines.push(`  left out because the headings are unknown: ${table.ignored.join(', ')}`);
  return lines;
}

/** `  plans hold since 2025-01-01: 12; since 2025-03-01: 1` */
function describeSince({ rows }: TableVerdict): string[] {
  const counts = new Map<Day, number>();
  for (const { since } of rows) if (since !== undefined) counts.set(since, (counts.get(since) ?? 0) + 1);
  if (counts.size === 0) return [];
  const parts = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, count]) => `since ${day}: ${format(count)}`);
  return [`  plans hold ${parts.join('; ')}`];
}

function describePast({ plans, from, today, briefings }: PastChange): string {
  const published =
    briefings === 0 ? '' : ` What was published stays; restatements may appear in ${countOf(briefings, 'briefing')}.`;
  return `Warning: ${countOf(plans, 'plan')} ${plans === 1 ? 'holds' : 'hold'} since days before the business day (${today}): figures as of ${from} and the days after it may differ from what they were.${published}`;
}

/** `reports.xlsx, sheet "Hà Nội", row 12, column "Ngày tổ chức", "31/02/2020": …` */
export function describeRefusal(table: TableVerdict, { row, refusal }: RowVerdict): string {
  const column = refusal?.column ? `, column "${refusal.column.heading}"` : '';
  const value = refusal?.value == null ? '' : `, "${shorten(refusal.value, 60)}"`;
  return `${placeOf(table)}, row ${row}${column}${value}: ${refusal?.problem.message ?? ''}`;
}

function placeOf({ file, sheet }: TableVerdict): string {
  return sheet === null ? file : `${file}, sheet "${sheet}"`;
}

function describeEnd(imported: Imported, dryRun: boolean, skipBad: boolean, refused: number): string {
  const { positions, recorded, campaign } = imported;
  const events = positions === null ? 'no events' : countOf(positions.last - positions.first + 1, 'event');
  const made = campaign === 'made' ? 'a campaign and ' : campaign === 'changed' ? 'the changed campaign and ' : '';
  if (recorded) {
    const where =
      positions === null
        ? ''
        : positions.first === positions.last
          ? `, position ${positions.first}`
          : `, positions ${positions.first} to ${positions.last}`;
    return `Recorded ${made}${events}${where}.`;
  }
  if (refused > 0 && !skipBad) {
    return `${rowsOf(refused)} refused, so nothing ${dryRun ? 'would be' : 'was'} recorded. Fix ${refused === 1 ? 'it' : 'them'}, or use --skip-bad to record the others.`;
  }
  return dryRun ? `A real run would record ${made}${events}.` : 'Nothing was recorded.';
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}

function rowsOf(count: number): string {
  return countOf(count, 'row');
}

function countOf(count: number, what: string): string {
  return `${format(count)} ${what}${count === 1 ? '' : 's'}`;
}
