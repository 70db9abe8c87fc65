/** What the log says of things up to a position, worked out from its rows alone (P18). */
import type { DataSource } from 'typeorm';
import { countsOf } from '../../src/progress/figure';
import { decodeTotals } from '../../src/progress/totals-layout';
import { readId, type Fields, type Shown } from './cache-store';

export interface LogRow {
  position: number;
  kind: string;
  /** The business day. */
  day: string;
  subject: number | null;
  path: number[];
  body: Fields;
  totals: number[];
}

export function readLogRows(dataSource: DataSource): Promise<LogRow[]> {
  return dataSource.query<LogRow[]>(
    'SELECT position, kind, day::text AS day, subject, path, body, totals FROM log_entry ORDER BY position',
  );
}

/** Why a thing is not what the log says of it at the position that its answer shows. */
export function wrongBy(log: readonly LogRow[], { id, type, at, fields }: Shown): string[] {
  const { key, recordedAt } = readId(id);
  const upTo = recordedAt ?? at;
  const truth = TRUTHS[type]?.(
    log.filter(({ position }) => position <= upTo),
    key,
  );
  if (truth === undefined) return [];
  return Object.entries(truth)
    .filter(([field, value]) => field in fields && fields[field] !== value)
    .map(
      ([field, value]) =>
        `${type} ${key}@${String(recordedAt)} at ${at}: ${field} is ${String(fields[field])}, not ${String(value)}`,
    );
}

/** Undefined where the log does not say it. */
type Truth = (before: readonly LogRow[], key: string) => Fields | undefined;

const record =
  (noun: string): Truth =>
  (before, key) => {
    const row = before.findLast(({ kind, subject }) => kind.startsWith(`${noun}.`) && subject === Number(key));
    if (row === undefined) return undefined;
    const fields = Object.entries(row.body).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]);
    return { ...(Object.fromEntries(fields) as Fields), position: row.position };
  };

const GRADES = ['excellent', 'good', 'satisfactory', 'unsatisfactory', 'unnamed'];

const TRUTHS: Readonly<Record<string, Truth>> = {
  Congress: (before, key) => {
    const row = before.findLast(({ kind, subject }) => !kind.includes('.') && subject === Number(key));
    if (row === undefined) return undefined;
    const { status, pilot, plannedOn, heldOn } = row.body;
    return { status, pilot, plannedOn, heldOn, position: row.position };
  },
  // After a day has turned only the totals of the root stand in its entry.
  Progress: (before, key) => {
    const organization = Number(key.split(',')[0]);
    const counting = before.filter(({ kind }) => !kind.includes('.'));
    const row = counting.findLast(({ kind, path }) => kind === 'DAY_TURNED' || path.includes(organization));
    if (row === undefined || (row.kind === 'DAY_TURNED' && organization !== 1)) return undefined;
    const depth = Math.max(0, row.path.indexOf(organization));
    const totals = decodeTotals(row.totals, Math.max(1, row.path.length))[depth] ?? [];
    const { planned, completed, overdue } = countsOf(totals, null, null);
    return { planned, completed, overdue };
  },
  Campaign: (before) => {
    const row = before.findLast(({ kind }) => kind.startsWith('CAMPAIGN.'));
    const today = before.at(-1)?.day;
    return today === undefined ? undefined : { today, ...(row === undefined ? {} : { term: row.body['term'] }) };
  },
  Rating: (before, key) => {
    const { finishedOn, position, ...row } = record('RATING')(before, key) ?? {};
    if (position === undefined) return undefined;
    const people = GRADES.reduce((sum, grade) => sum + Number(row[grade]), 0);
    return { finishedOn, position, people, retracted: finishedOn === null };
  },
  Declaration: (before, key) => {
    const { withdrawn, ...row } = record('DECLARATION')(before, key) ?? {};
    return { ...row, retracted: withdrawn };
  },
  Indicator: (before, key) => {
    const { retired, ...row } = record('INDICATOR')(before, key) ?? {};
    return { ...row, withdrawn: retired };
  },
  Reconciliation: (before, key) => {
    const { withdrawn, completed } = record('DECLARATION')(before, key) ?? {};
    return withdrawn === undefined ? undefined : { declared: withdrawn === true ? 'withdrawn' : completed };
  },
  IndicatorFigures: (before, key) => {
    const [indicator, organization, month] = key.split(',');
    // Values are of February; the present month has none.
    if (month !== '2020-02') return { inMonth: null };
    const code = record('INDICATOR')(before, indicator ?? '')?.['code'];
    const rows = before.filter(({ kind, body }) => kind.startsWith('INDICATOR_VALUE.') && body['indicator'] === code);
    const last = new Map(
      rows.filter(({ path }) => path.includes(Number(organization))).map((row) => [row.subject, row]),
    );
    const values = [...last.values()].flatMap(({ body }) => (body['value'] == null ? [] : [Number(body['value'])]));
    return { inMonth: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) };
  },
  Closure: record('CLOSURE'),
  IndicatorValue: record('INDICATOR_VALUE'),
};
