/** What is due by now, recounted for all that is there. Readers go on meanwhile, and writers wait. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A plan counts from its due day on, as long as it holds and is not cancelled. */
const RECOUNT = `
  INSERT INTO progress_day AS d
         (organization_id, level, pilot, day, planned, completed, on_time, overdue, past_deadline, postponed, due, due_by_now)
  SELECT above.id, o.level, plan.pilot, edge.day, 0, 0, 0, 0, 0, 0, 0, sum(edge.by)
    FROM (
      SELECT congress_id, status, planned_on, pilot, decided_on,
             coalesce(lead(decided_on) OVER (PARTITION BY congress_id ORDER BY position), 'infinity') AS replaced_on
        FROM congress_plan
    ) AS plan
    JOIN congress c ON c.id = plan.congress_id
    JOIN organization o ON o.id = c.organization_id
    LEFT JOIN deadline ON deadline.level = o.level
   CROSS JOIN LATERAL (
     SELECT greatest(coalesce(plan.planned_on, deadline.due_on, 'infinity'), plan.decided_on) AS due_on
   ) AS counted
   CROSS JOIN LATERAL (VALUES (counted.due_on, 1), (plan.replaced_on, -1)) AS edge (day, by)
   CROSS JOIN LATERAL unnest(o.path) AS above (id)
   WHERE plan.status <> 'CANCELLED' AND counted.due_on < plan.replaced_on AND edge.day < 'infinity'
   GROUP BY above.id, o.level, plan.pilot, edge.day
  HAVING sum(edge.by) <> 0
      ON CONFLICT (organization_id, level, pilot, day) DO UPDATE SET due_by_now = excluded.due_by_now;

  INSERT INTO progress_current AS c
         (organization_id, level, pilot, planned, completed, on_time, overdue, past_deadline, postponed, due_by_now)
  SELECT organization_id, level, pilot, 0, 0, 0, 0, 0, 0, sum(due_by_now)
    FROM progress_day
   WHERE day <= (SELECT today FROM campaign)
   GROUP BY organization_id, level, pilot
  HAVING sum(due_by_now) <> 0
      ON CONFLICT (organization_id, level, pilot) DO UPDATE SET due_by_now = excluded.due_by_now`;

export class RecountDueByNow1582900000016 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      LOCK TABLE campaign, progress_current, progress_day IN SHARE ROW EXCLUSIVE MODE;
      -- What has been counted since the columns are there is in the recount, too.
      UPDATE progress_current SET due_by_now = 0 WHERE due_by_now <> 0;
      UPDATE progress_day SET due_by_now = 0 WHERE due_by_now <> 0;
      ${RECOUNT};
    `);
  }

  /** The columns go with the migration before. */
  async down(): Promise<void> {
    // Nothing else was changed.
  }
}
