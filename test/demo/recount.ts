/** Counts anew what the counters say, from plans and reports alone, in SQL that shares nothing with what maintains them. */
import type { DataSource } from 'typeorm';

export interface Recounted {
  id: number;
  level: string;
  pilot: boolean;
  planned: number;
  completed: number;
  onTime: number;
  overdue: number;
  pastDeadline: number;
  postponed: number;
  dueByNow: number;
}

/** For every organization, as of a position and the business day there. Parameters: position, day. */
export const RECOUNT = `
  WITH plan AS (
    SELECT DISTINCT ON (congress_id) * FROM congress_plan WHERE position <= $1 ORDER BY congress_id, position DESC
  ), report AS (
    SELECT DISTINCT ON (congress_id) * FROM congress_report WHERE position <= $1 ORDER BY congress_id, position DESC
  ), state AS (
    SELECT o.path, o.level, plan.pilot, plan.status, report.held_on, deadline.due_on AS deadline,
           coalesce(plan.planned_on, deadline.due_on) AS due_on
      FROM plan
      JOIN congress c ON c.id = plan.congress_id
      JOIN organization o ON o.id = c.organization_id
      LEFT JOIN report USING (congress_id)
      LEFT JOIN deadline ON deadline.level = o.level
     WHERE plan.status <> 'CANCELLED'
  )
  SELECT id, level, pilot, count(*)::integer AS planned,
         count(held_on)::integer AS completed,
         (count(*) FILTER (WHERE held_on <= coalesce(deadline, 'infinity')))::integer AS "onTime",
         (count(*) FILTER (WHERE held_on IS NULL AND due_on < $2::date))::integer AS overdue,
         (count(*) FILTER (WHERE held_on IS NULL AND deadline < $2::date))::integer AS "pastDeadline",
         (count(*) FILTER (WHERE held_on IS NULL AND status = 'POSTPONED'))::integer AS postponed,
         (count(*) FILTER (WHERE due_on <= $2::date))::integer AS "dueByNow"
    FROM state CROSS JOIN unnest(path) AS id
   GROUP BY id, level, pilot`;

export async function recount(
  dataSource: DataSource,
  position: number,
  day: string,
  ids: readonly number[],
): Promise<Recounted[]> {
  return dataSource.query(`SELECT * FROM (${RECOUNT}) AS counted WHERE id = ANY($3) ORDER BY id, level, pilot`, [
    position,
    day,
    ids,
  ]);
}
