/** Reads a row of a file of events. */
import { CongressEventKind } from '../congress/congress-event-kind';
import { isOfRecord, type LoggedRow } from '../history/event-row';
import { isOfStructure, isSaidOfStructure } from '../organization/structure-kinds';
import { Problem } from '../problem';
import { textOf } from '../spreadsheet/read-cell';
import { findText, isStorable } from '../text/unfit-characters';
import { shorten } from '../text/shorten';
import type { ColumnKey } from './columns';
import { fromMarkCell, fromRecordCell } from './event-cells';
import { readCongressFields } from './read-congress-row';
import type { ImportRow } from './read-row';
import { type Message, say } from '../words/message';

const KINDS = Object.fromEntries(
  Object.values(CongressEventKind).map((kind): [string, string[]] => [kind, []]),
) as Record<CongressEventKind, string[]>;

const RECORD_KIND = /^[A-Z][A-Z0-9_]*\.[A-Z][A-Z0-9_]*$/;
const RECORDED_AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/;

export function readEvent(row: ImportRow): LoggedRow {
  const place = {
    position: row.count('position') ?? missing('position'),
    recordedAt: readInstant(row.held('recordedAt')),
    day: row.day('day') ?? missing('day'),
    by: row.held('by'),
    mark: readMark(row.held('mark')),
    byFile: row.flag('byFile') === true ? true : null,
    organization: row.text('organization'),
  };
  const kind = textOf(row.cell('eventKind'));
  const congress = readCongressFields(row);
  if (!isOfRecord(kind)) {
    requireNone(row, ['thing', 'record'], say`an event of a congress or of the business day says nothing of a record`);
    return { ...place, ...congress, kind: row.word('eventKind', KINDS) ?? missing('eventKind') };
  }
  requireNone(row, ABOUT_CONGRESS, say`an event of a record says nothing of a congress`);
  if (!RECORD_KIND.test(kind)) refuse('eventKind', say`This is not a kind of event. Write it as the export does.`);
  const { reason } = congress;
  if (isSaidOfStructure(kind)) {
    requireNone(row, ['thing'], say`an event of the campaign or of an organization is not one of a numbered record`);
    if (isOfStructure(kind)) return { ...place, reason, kind, record: readRecord(row) };
    refuse(
      'eventKind',
      say`This version does not know this event. Restore the log with the version that exported it, or a later one.`,
    );
  }
  const thing = row.count('thing') ?? missing('thing');
  return { ...place, reason, kind, thing, record: readRecord(row) };
}

const ABOUT_CONGRESS = [
  ...(['pilot', 'status', 'plannedOn', 'heldOn', 'delegatesSummoned'] as const),
  ...(['delegatesAttended', 'committeeElected', 'note', 'since', 'byFile'] as const),
];

function requireNone(row: ImportRow, keys: readonly ColumnKey[], why: Message): void {
  const filled = keys.find((key) => row.cell(key) !== null);
  if (filled !== undefined) refuse(filled, say`There is something in this cell, but ${why}. Empty it.`);
}

function readRecord(row: ImportRow): Record<string, unknown> {
  const cell = row.cell('record');
  if (cell === null) missing('record');
  const value = parseRecord(textOf(cell));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(
      'record',
      say`This is not a JSON object. Leave it as the export wrote it, such as {"title":"…","year":2020}.`,
    );
  }
  const path = findText(value, (text) => !isStorable(text));
  if (path === undefined) return value as Record<string, unknown>;
  const where = shorten(path.join('.'));
  return refuse(
    'record',
    say`"${where}" has a NUL character or half of a surrogate pair in it, which no database can hold.`,
  );
}

function parseRecord(text: string): unknown {
  try {
    return fromRecordCell(text);
  } catch {
    return undefined;
  }
}

function readInstant(text: string | null): string {
  if (text !== null && RECORDED_AT.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  return refuse(
    'recordedAt',
    say`"${shorten(text ?? '')}" is not a time. Write it as the export does, such as 2020-02-28T07:15:00.000Z.`,
  );
}

function readMark(text: string | null): string | null {
  return text === null
    ? null
    : (fromMarkCell(text) ?? refuse('mark', say`"${shorten(text)}" is not a mark. Leave it as the export wrote it.`));
}

function missing(argument: string): never {
  return refuse(argument, say`The cell is empty. An event must have it.`);
}

function refuse(argument: string, message: Message): never {
  throw new Problem('BAD_USER_INPUT', message, { argument });
}
