/** Columns for what is due by now, counted from here on; and the layout in which entries store totals. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Processes of the version before know nothing of the figure. What they decide is counted here, and when they turn the
 * day it is carried over here; transactions that count it themselves say so. The rows are locked by then: whatever moves
 * this figure moves \`due\`, too. A later version, beside which they cannot run, drops this.
 */
const FOR_VERSION_BEFORE = `
  CREATE FUNCTION count_due_by_now_of_plans() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    IF current_setting('giaoban.counts_due_by_now', true) = 'yes' THEN RETURN NULL; END IF;
    WITH step AS (
      SELECT o.path, o.level, version.pilot, version.by,
             greatest(coalesce(version.planned_on, deadline.due_on), added.decided_on) AS day
        FROM added
        JOIN congress c ON c.id = added.congress_id
        JOIN organization o ON o.id = c.organization_id
        LEFT JOIN deadline ON deadline.level = o.level
        LEFT JOIN LATERAL (
          SELECT * FROM congress_plan p WHERE p.congress_id = added.congress_id AND p.position < added.position
           ORDER BY p.position DESC LIMIT 1
        ) AS before ON true
       CROSS JOIN LATERAL (VALUES
         (before.status, before.planned_on, before.pilot, -1), (added.status, added.planned_on, added.pilot, 1)
       ) AS version (status, planned_on, pilot, by)
       WHERE version.status <> 'CANCELLED' AND coalesce(version.planned_on, deadline.due_on) IS NOT NULL
    ), spread AS (
      SELECT above.id AS organization_id, above.depth, step.level, step.pilot, step.day, sum(step.by) AS by
        FROM step CROSS JOIN LATERAL unnest(step.path) WITH ORDINALITY AS above (id, depth)
       GROUP BY above.id, above.depth, step.level, step.pilot, step.day
      HAVING sum(step.by) <> 0
    ), present AS (
      INSERT INTO progress_current AS c
             (organization_id, level, pilot, planned, completed, on_time, overdue, past_deadline, postponed, due_by_now)
      SELECT organization_id, level, pilot, 0, 0, 0, 0, 0, 0, sum(by)
        FROM spread
       WHERE day <= (SELECT today FROM campaign)
       GROUP BY depth, organization_id, level, pilot
       ORDER BY depth DESC, organization_id, level, pilot
          ON CONFLICT (organization_id, level, pilot) DO UPDATE SET due_by_now = c.due_by_now + excluded.due_by_now
    )
    INSERT INTO progress_day AS d
           (organization_id, level, pilot, day, planned, completed, on_time, overdue, past_deadline, postponed, due, due_by_now)
    SELECT organization_id, level, pilot, day, 0, 0, 0, 0, 0, 0, 0, by
      FROM spread
     ORDER BY depth DESC, organization_id, level, pilot, day
        ON CONFLICT (organization_id, level, pilot, day) DO UPDATE SET due_by_now = d.due_by_now + excluded.due_by_now;
    RETURN NULL;
  END $function$;
  CREATE TRIGGER congress_plan_count_due_by_now AFTER INSERT ON congress_plan REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_due_by_now_of_plans();

  CREATE FUNCTION count_due_by_now_of_days() RETURNS trigger LANGUAGE plpgsql AS $function$
  BEGIN
    IF current_setting('giaoban.counts_due_by_now', true) = 'yes' THEN RETURN NULL; END IF;
    UPDATE progress_current c SET due_by_now = c.due_by_now + turned.due_by_now
      FROM (
        SELECT organization_id, level, pilot, sum(due_by_now) AS due_by_now FROM progress_day
         WHERE day > OLD.today AND day <= NEW.today
         GROUP BY organization_id, level, pilot
      ) AS turned
     WHERE (c.organization_id, c.level, c.pilot) = (turned.organization_id, turned.level, turned.pilot);
    RETURN NULL;
  END $function$;
  CREATE TRIGGER campaign_count_due_by_now AFTER UPDATE OF today ON campaign FOR EACH ROW
    WHEN (NEW.today > OLD.today) EXECUTE FUNCTION count_due_by_now_of_days()`;

export class DueByNow1582900000015 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- In the order in which writers lock them. Each is done in an instant; what takes long is a migration of its own.
      LOCK TABLE campaign IN SHARE ROW EXCLUSIVE MODE;
      ALTER TABLE progress_current ADD COLUMN due_by_now integer NOT NULL DEFAULT 0;
      ALTER TABLE progress_day ADD COLUMN due_by_now integer NOT NULL DEFAULT 0;
      ALTER TABLE log_head ADD COLUMN totals_layout integer NOT NULL DEFAULT 1;
      -- Where nothing has happened yet, no process of the version before reads what will be written.
      UPDATE log_head SET totals_layout = 2 WHERE position = 0;
      ALTER TABLE log_head ALTER COLUMN totals_layout DROP DEFAULT;
      ${FOR_VERSION_BEFORE};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM log_entry WHERE totals[1] < 0) THEN
          RAISE 'Entries of the log have totals that the version before cannot read. Restore a backup from before the upgrade.';
        END IF;
      END $$;
      DROP TRIGGER campaign_count_due_by_now ON campaign;
      DROP TRIGGER congress_plan_count_due_by_now ON congress_plan;
      DROP FUNCTION count_due_by_now_of_days();
      DROP FUNCTION count_due_by_now_of_plans();
      ALTER TABLE progress_current DROP COLUMN due_by_now;
      ALTER TABLE progress_day DROP COLUMN due_by_now;
      ALTER TABLE log_head DROP COLUMN totals_layout;
    `);
  }
}
