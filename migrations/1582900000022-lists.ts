/** Lists at any size: an index for each order and filter of organizations and of the log, how many organizations are below each, and in congresses what they are sorted by. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lists1582900000022 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX organization_level_code_idx ON organization (level, code);
      DROP INDEX organization_centrally_run_idx;
      -- Of a branch, which is a body right below the root with all below it.
      CREATE INDEX organization_branch_code_idx ON organization ((path[2]), code);
      CREATE INDEX organization_branch_name_idx ON organization ((path[2]), name COLLATE "vi-x-icu", code);

      -- How many there are below each organization that has some. The database keeps it, for processes of the version before, too.
      CREATE TABLE organization_count (
        organization_id integer NOT NULL,
        level level NOT NULL,
        count integer NOT NULL,
        CONSTRAINT organization_count_pkey PRIMARY KEY (organization_id, level),
        CONSTRAINT organization_count_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization (id)
      );
      CREATE FUNCTION organization_count_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO organization_count AS counted (organization_id, level, count)
        SELECT above, added.level, count(*) FROM added CROSS JOIN LATERAL unnest(trim_array(added.path, 1)) AS above
         GROUP BY 1, 2 ORDER BY 1, 2
        ON CONFLICT (organization_id, level) DO UPDATE SET count = counted.count + excluded.count;
        RETURN NULL;
      END $$;
      CREATE FUNCTION organization_count_updated() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO organization_count AS counted (organization_id, level, count)
        SELECT above, level, sum(change)
          FROM (SELECT added.level, added.path, 1 AS change FROM added JOIN removed USING (id)
                 WHERE (added.level, added.path) <> (removed.level, removed.path)
                 UNION ALL
                SELECT removed.level, removed.path, -1 FROM added JOIN removed USING (id)
                 WHERE (added.level, added.path) <> (removed.level, removed.path)) AS moved
         CROSS JOIN LATERAL unnest(trim_array(path, 1)) AS above
         GROUP BY 1, 2 ORDER BY 1, 2
        ON CONFLICT (organization_id, level) DO UPDATE SET count = counted.count + excluded.count;
        RETURN NULL;
      END $$;

      -- Nobody founds organizations between what is counted here and the triggers: they lock the table against it.
      CREATE TRIGGER organization_count_inserted AFTER INSERT ON organization REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION organization_count_inserted();
      CREATE TRIGGER organization_count_updated AFTER UPDATE ON organization
        REFERENCING OLD TABLE AS removed NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION organization_count_updated();
      INSERT INTO organization_count (organization_id, level, count)
      SELECT above, level, count(*) FROM organization CROSS JOIN LATERAL unnest(trim_array(path, 1)) AS above GROUP BY 1, 2;
    `);
    await addToCongresses(queryRunner);
    await queryRunner.query(`
      CREATE INDEX log_entry_actor_idx ON log_entry (actor, position);
      CREATE INDEX log_entry_day_idx ON log_entry (day, position);
      CREATE INDEX log_entry_kind_idx ON log_entry (kind, position);
      -- What concerns everyone is rare, and in every list.
      CREATE INDEX log_entry_everyone_idx ON log_entry (position) WHERE path = '{}';
      DROP INDEX log_entry_kind_labels_idx;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX log_entry_kind_labels_idx ON log_entry (kind, labels, position);
      DROP INDEX log_entry_everyone_idx;
      DROP INDEX log_entry_kind_idx;
      DROP INDEX log_entry_day_idx;
      DROP INDEX log_entry_actor_idx;
      DROP TRIGGER deadline_changed ON deadline;
      DROP FUNCTION deadline_changed();
      DROP TRIGGER congress_planned ON congress;
      DROP TRIGGER congress_inserted ON congress;
      DROP FUNCTION congress_sorted_by();
      ALTER TABLE congress DROP COLUMN sorted_code, DROP COLUMN sorted_due;
      DROP TRIGGER organization_count_updated ON organization;
      DROP TRIGGER organization_count_inserted ON organization;
      DROP FUNCTION organization_count_updated();
      DROP FUNCTION organization_count_inserted();
      DROP TABLE organization_count;
      DROP INDEX organization_branch_name_idx;
      DROP INDEX organization_branch_code_idx;
      CREATE INDEX organization_centrally_run_idx ON organization (code) WHERE level = 'CENTRALLY_RUN';
      DROP INDEX organization_level_code_idx;
    `);
  }
}

/** Before the log, in the order in which writers lock the tables. */
async function addToCongresses(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
      -- What congresses are sorted by, in their own rows; under names that no statement of the version before has. The code never changes; the due day is the planned one, else the
      -- deadline of the level, else infinity. The next migration fills them in.
      ALTER TABLE congress ADD COLUMN sorted_code text COLLATE "C", ADD COLUMN sorted_due date;
      -- The database keeps them: no writer can forget it, and those of the version before do not know of it.
      CREATE FUNCTION congress_sorted_by() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.sorted_code IS NULL THEN
          SELECT code INTO NEW.sorted_code FROM organization WHERE id = NEW.organization_id;
        END IF;
        NEW.sorted_due := coalesce(NEW.planned_on, (SELECT due_on FROM deadline WHERE level = NEW.level), 'infinity');
        RETURN NEW;
      END $$;
      CREATE TRIGGER congress_inserted BEFORE INSERT ON congress FOR EACH ROW EXECUTE FUNCTION congress_sorted_by();
      CREATE TRIGGER congress_planned BEFORE UPDATE ON congress FOR EACH ROW
        WHEN (NEW.planned_on IS DISTINCT FROM OLD.planned_on OR NEW.level <> OLD.level)
        EXECUTE FUNCTION congress_sorted_by();
      CREATE FUNCTION deadline_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE congress c SET sorted_due = now_due.due_on
          FROM (SELECT level, coalesce(d.due_on, 'infinity') AS due_on
                  FROM unnest(enum_range(NULL::level)) AS level LEFT JOIN deadline d USING (level)) AS now_due
         WHERE now_due.level = c.level AND c.planned_on IS NULL AND c.sorted_due <> now_due.due_on;
        RETURN NULL;
      END $$;
      CREATE TRIGGER deadline_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON deadline
        FOR EACH STATEMENT EXECUTE FUNCTION deadline_changed();
  `);
}
