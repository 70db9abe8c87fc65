/** An oracle: counts congresses one by one on every day, in plain SQL that knows nothing of steps, ranges or counters. */
import type { DataSource } from 'typeorm';
import type { Day } from '../../src/day';
import type { Figure } from '../../src/progress/figure';
import type { Level } from '../../src/organization/level';

export const FIRST_DAY = '2019-12-01';
export const LAST_DAY = '2021-03-01';

/** Figures of one organization's subtree, slice and day. */
interface Counted extends Record<Figure, number> {
  organizationId: number;
  level: Level;
  pilot: boolean;
  day: Day;
}

export interface Due extends Omit<Counted, Figure> {
  due: number;
}

/** A row for each organization, level, pilot flag and day on which there is something to count. */
const COUNT = `
  SELECT o.id AS "organizationId", known.level, known.pilot, known.day,
         (count(*) FILTER (WHERE in_plan))::integer AS planned,
         (count(*) FILTER (WHERE in_plan AND held))::integer AS completed,
         (count(*) FILTER (WHERE in_plan AND held AND (deadline IS NULL OR held_on <= deadline)))::integer AS "onTime",
         (count(*) FILTER (WHERE in_plan AND NOT held AND coalesce(planned_on, deadline) < day))::integer AS overdue,
         (count(*) FILTER (WHERE in_plan AND NOT held AND deadline < day))::integer AS "pastDeadline",
         (count(*) FILTER (WHERE status = 'POSTPONED' AND NOT held))::integer AS postponed,
         (count(*) FILTER (WHERE in_plan AND coalesce(planned_on, deadline) <= day))::integer AS "dueByNow"
    FROM (
      SELECT co.path, co.level, plan.pilot, plan.status, plan.planned_on, plan.status <> 'CANCELLED' AS in_plan,
             deadline.due_on AS deadline, report.held_on, coalesce(report.held_on <= calendar.day, false) AS held,
             calendar.day
        FROM (SELECT generate_series($1::date, $2::date, '1 day')::date AS day) AS calendar
       CROSS JOIN congress c
        JOIN organization co ON co.id = c.organization_id
        LEFT JOIN deadline ON deadline.level = co.level
        JOIN LATERAL (
          SELECT * FROM congress_plan p WHERE p.congress_id = c.id AND p.decided_on <= calendar.day
           ORDER BY p.position DESC LIMIT 1
        ) AS plan ON true
        LEFT JOIN congress_report report ON report.congress_id = c.id
         AND report.position = (SELECT max(r.position) FROM congress_report r WHERE r.congress_id = c.id)
    ) AS known
    JOIN organization o ON o.id = ANY(known.path)
   GROUP BY o.id, known.level, known.pilot, known.day`;

const COUNT_DUE = `
  SELECT o.id AS "organizationId", co.level, c.pilot, coalesce(c.planned_on, deadline.due_on) AS day,
         count(*)::integer AS due
    FROM (
      SELECT DISTINCT ON (p.congress_id) p.*, congress.organization_id
        FROM congress_plan p JOIN congress ON congress.id = p.congress_id ORDER BY p.congress_id, p.position DESC
    ) AS c
    JOIN organization co ON co.id = c.organization_id
    LEFT JOIN deadline ON deadline.level = co.level
    JOIN organization o ON o.id = ANY(co.path)
   WHERE c.status <> 'CANCELLED' AND coalesce(c.planned_on, deadline.due_on) IS NOT NULL
   GROUP BY o.id, co.level, c.pilot, coalesce(c.planned_on, deadline.due_on)`;

const KEPT = `
  SELECT organization_id AS "organizationId", level, pilot, day, planned, completed, on_time AS "onTime", overdue,
         past_deadline AS "pastDeadline", postponed, due_by_now AS "dueByNow"
    FROM progress_day`;

const FIGURES = ['planned', 'completed', 'onTime', 'overdue', 'pastDeadline', 'postponed', 'dueByNow'] as const;

export type Key = Pick<Counted, 'organizationId' | 'level' | 'pilot'>;

export function keyOf({ organizationId, level, pilot }: Key): string {
  return `${organizationId} ${level} ${pilot ? 'pilot' : 'other'}`;
}

/** What is to be counted, by organization and slice and then by day; days without anything are absent. */
export type Tally = Map<string, Map<Day, Record<Figure, number>>>;

export async function countByHand(dataSource: DataSource, first = FIRST_DAY, last = LAST_DAY): Promise<Tally> {
  const tally: Tally = new Map();
  for (const row of await dataSource.query<Counted[]>(COUNT, [first, last])) {
    if (FIGURES.some((figure) => row[figure] !== 0)) put(tally, row, row.day, row);
  }
  return tally;
}

/** The stored counters, added up to each of the days. */
export async function addUpCounters(dataSource: DataSource, days: readonly Day[]): Promise<Tally> {
  const rows = await dataSource.query<Counted[]>(`${KEPT} ORDER BY day`);
  const slices = new Map<string, Counted[]>();
  for (const row of rows) slices.set(keyOf(row), [...(slices.get(keyOf(row)) ?? []), row]);
  const tally: Tally = new Map();
  for (const steps of slices.values()) {
    const sum = { planned: 0, completed: 0, onTime: 0, overdue: 0, pastDeadline: 0, postponed: 0, dueByNow: 0 };
    let next = 0;
    for (const day of days) {
      for (let step = steps[next]; step !== undefined && step.day <= day; step = steps[++next]) {
        for (const figure of FIGURES) sum[figure] += step[figure];
      }
      if (FIGURES.some((figure) => sum[figure] !== 0)) put(tally, steps[0] as Key, day, sum);
    }
  }
  return tally;
}

function put(tally: Tally, key: Key, day: Day, counts: Record<Figure, number>): void {
  const { planned, completed, onTime, overdue, pastDeadline, postponed, dueByNow } = counts;
  const days = tally.get(keyOf(key)) ?? new Map<Day, Record<Figure, number>>();
  days.set(day, { planned, completed, onTime, overdue, pastDeadline, postponed, dueByNow });
  tally.set(keyOf(key), days);
}

/** Congresses due on each day, by the plan as it stands. */
export async function countDue(dataSource: DataSource): Promise<Due[]> {
  return dataSource.query(COUNT_DUE);
}

/** Where two tallies differ, a line each. */
export function compareTallies(expected: Tally, actual: Tally): string[] {
  const lines: string[] = [];
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    const [left, right] = [expected.get(key), actual.get(key)];
    for (const day of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
      const [should, is] = [left, right].map((days) => JSON.stringify(days?.get(day) ?? 'nothing'));
      if (should !== is) lines.push(`${key} ${day}: ${String(is)}, should be ${String(should)}`);
    }
  }
  return lines;
}
