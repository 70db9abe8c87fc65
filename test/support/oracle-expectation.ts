/** Compares what a subscriber received with what the rows of the log say, and names every difference. */
import { isDeepStrictEqual } from 'node:util';
import { countsOf } from '../../src/progress/figure';
import { figuresOf } from '../../src/progress/figures';
import { decodeTotals } from '../../src/progress/totals-layout';
import { LEVELS } from '../../src/organization/level';
import { positionIn } from './cursors';
import { requireCode, rowsFor, type LogRow, type OracleLog, type OrganizationRow } from './oracle-log';
import type { Follower } from './oracle-script';
import type { Received, Stretch } from './oracle-subscriber';

const FIGURES =
  'planned completed remaining dueByNow overdue pastDeadline completedOnTime completedLate postponed rate level pilot asOf';
const EVENT = { flat: 'position kind', nested: '', deep: '' };
EVENT.nested = `${EVENT.flat} recordedAt by reason
  congress { pilot level status plannedOn heldOn delegatesSummoned note position organization { code } }
  progress(level: $level, pilot: $pilot) { cursor position organization { code } ${FIGURES} }`;
EVENT.deep = `${EVENT.nested} congress { organization { ancestors { progress { position } } } }
  below: progress { children(first: 200) { edges { node { position organization { code } } } } }`;
const STATE = { flat: `id cursor position ${FIGURES}`, nested: '', deep: '' };
STATE.nested = `${STATE.flat} byLevel { level planned completed overdue postponed rate }`;
STATE.deep = `${STATE.nested} organization { code } children(orderBy: CODE, first: 200) { edges { node { id position organization { code } ${FIGURES} } } }`;

/** The selection of a follower's subscription, or of a query for the same state. */
export function selectionOf({ field, selection }: Follower): string {
  return field === 'progress' ? STATE[selection] : `cursor previousCursor node { ${EVENT[selection]} }`;
}

/** `upTo` is the last position that it must have been told of; undefined when it left or was told RESYNC before. */
export function compareEvents(
  log: OracleLog,
  follower: Follower,
  { cursor, received, upTo }: Stretch & { upTo: number | undefined },
): string[] {
  const all = rowsFor(log, follower);
  const first = cursor === undefined ? received[0]?.position : positionIn(cursor) + 1;
  if (first === undefined) return [];
  const last = upTo ?? received.at(-1)?.position ?? 0;
  const expected = all.filter(({ position }) => position >= first && position <= last);
  const told = received.map(({ position }) => position);
  const wanted = expected.map(({ position }) => position);
  if (!isDeepStrictEqual(told, wanted)) return [describePositions(told, wanted)];
  const before = cursor ?? all.findLast(({ position }) => position < first)?.cursor;
  return received.flatMap((event, index) => {
    const row = expected[index];
    const previousCursor = expected[index - 1]?.cursor ?? before ?? null;
    return row === undefined ? [] : compareEvent(log, follower, event, { row, previousCursor });
  });
}

function describePositions(told: readonly number[], wanted: readonly number[]): string {
  const lacking = wanted.filter((position) => !told.includes(position));
  const surplus = told.filter((position, index) => !wanted.includes(position) || told.indexOf(position) < index);
  return `was not told of [${lacking.join()}], but besides of [${surplus.join()}], of ${wanted.length}; last ${told.slice(-5).join()}`;
}

function compareEvent(
  log: OracleLog,
  follower: Follower,
  event: Received,
  { row, previousCursor }: { row: LogRow; previousCursor: string | null },
): string[] {
  const { below, congress, ...told } = event;
  const flat = { cursor: row.cursor, previousCursor, position: row.position, kind: nameOf(row.kind) };
  if (follower.selection === 'flat') return differ(row.position, event, flat);
  const { recordedAt, by, reason, organization, body } = row;
  const nested = { ...flat, recordedAt, by, reason, progress: totalsOf(log, follower, row) };
  const { organization: place, ...rest } = (congress ?? {}) as { organization?: { code: string } };
  const { pilot, level, status, plannedOn, heldOn, delegatesSummoned, note } = body;
  const wanted = { pilot, level, status, plannedOn, heldOn, delegatesSummoned, note, position: row.position };
  const differences = [...differ(row.position, told, nested)];
  if (organization === null) return congress === null ? differences : [...differences, `${row.position}: a congress`];
  return [
    ...differences,
    ...differ(row.position, rest, wanted),
    ...differ(row.position, place?.code, organization.code),
    ...(follower.selection === 'deep' ? compareDeep(row, place, below) : []),
  ];
}

/** As the API names what happens to congresses. */
function nameOf(kind: string): string {
  return kind === 'DAY_TURNED' ? kind : `CONGRESS_${kind}`;
}

/** What is read from the database with an event is of one position, at or after that of the event. */
function compareDeep({ position }: LogRow, organization: unknown, below: unknown): string[] {
  const positions = new Set<number>();
  JSON.stringify([organization, below], (key, value: unknown) => {
    if (key === 'position') positions.add(value as number);
    return value;
  });
  const seen = [...positions];
  return seen.length > 1 || seen.some((each) => each < position) ? [`${position}: read at ${seen.join()}`] : [];
}

/** Stored totals: of the organization first, then of each one above that the viewer may see or whose totals are public. */
function totalsOf(log: OracleLog, follower: Follower, row: LogRow): unknown[] {
  const own = requireCode(log.organizations, follower.viewer);
  const path = row.organization?.path ?? [Number(row.body['root'])];
  const isOnTheWay = (id: number, depth: number): boolean => own.path[depth] === id || depth >= own.path.length;
  return path
    .map((id, depth) => ({ id, depth }))
    .filter(({ id, depth }) => isOnTheWay(id, depth))
    .map(({ id, depth }) => ({
      cursor: row.cursor,
      position: row.position,
      organization: { code: [...log.organizations.values()].find((each) => each.id === id)?.code },
      ...figuresAt(row, depth, follower),
      asOf: row.day,
    }))
    .reverse();
}

function figuresAt(row: LogRow, depth: number, { level, pilot }: Follower): Record<string, unknown> {
  const known = LEVELS.find((each) => each === level) ?? null;
  const totals = decodeTotals(row.totals, row.organization?.path.length ?? 1)[depth];
  return { ...figuresOf(countsOf(totals ?? [], known, pilot)), level, pilot };
}

/** A state never goes back, and where an event has stored the totals of its organization, it says the same. */
export function compareStates(log: OracleLog, follower: Follower, received: readonly Received[]): string[] {
  const within = requireCode(log.organizations, follower.within ?? follower.viewer);
  return received.flatMap((state, index) => {
    const before = received[index - 1];
    if (before !== undefined && state.position < before.position) {
      return [`went back from ${before.position} to ${state.position}`];
    }
    const row = newestTotals(log, within, state.position);
    if (row === undefined) return [];
    const wanted = figuresAt(row, within.path.length - 1, follower);
    const told = Object.fromEntries(Object.keys(wanted).map((key) => [key, state[key]]));
    return differ(state.position, told, wanted);
  });
}

/** The newest row at or before the position that has the organization's totals; undefined when the day has turned since. */
function newestTotals({ rows }: OracleLog, { path, id }: OrganizationRow, position: number): LogRow | undefined {
  const row = rows.findLast(
    (each) =>
      each.position <= position && (each.organization === null || each.organization.path[path.length - 1] === id),
  );
  return row?.organization === null && path.length > 1 ? undefined : row;
}

/** The newest state says what a fresh query does, but for the place at which it was looked. */
export function compareState(told: unknown, asked: unknown): string[] {
  return differ(-1, withoutPlace(told), withoutPlace(asked));
}

function withoutPlace(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, each: unknown) => (key === 'cursor' || key === 'position' ? undefined : each)),
  ) as unknown;
}

/** Of two objects only the fields that differ are named. */
function differ(position: number, told: unknown, wanted: unknown): string[] {
  if (isDeepStrictEqual(told, wanted)) return [];
  const at = position < 0 ? 'in the end' : `at ${position}`;
  const [left, right] = [fieldsOf(told), fieldsOf(wanted)];
  const fields = [...new Set([...left.keys(), ...right.keys()])];
  return fields
    .filter((field) => !isDeepStrictEqual(left.get(field), right.get(field)))
    .map((field) => `${at}: ${field} is ${show(left.get(field))} instead of ${show(right.get(field))}`);
}

function fieldsOf(value: unknown): Map<string, unknown> {
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value))
    : new Map<string, unknown>([['all', value]]);
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
