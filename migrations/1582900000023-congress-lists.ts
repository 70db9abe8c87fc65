/** Lists of congresses at any size: what they are sorted by is filled in, and the index of each order begins with what they are filtered by. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CongressLists1582900000023 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Whoever reads goes on; a report may wait for its row. The table is locked at the end, and not for long.
      UPDATE congress c SET sorted_code = o.code,
             sorted_due = coalesce(c.planned_on, (SELECT d.due_on FROM deadline d WHERE d.level = c.level), 'infinity')
        FROM organization o WHERE o.id = c.organization_id;

      CREATE INDEX congress_code_idx ON congress (status, level, pilot, sorted_code);
      CREATE INDEX congress_due_idx ON congress (status, level, pilot, sorted_due, sorted_code);
      CREATE INDEX congress_held_idx ON congress (level, pilot, held_on DESC, sorted_code) WHERE status = 'COMPLETED';
      ALTER TABLE congress ALTER COLUMN sorted_code SET NOT NULL, ALTER COLUMN sorted_due SET NOT NULL;
      DROP INDEX congress_held_on_idx;
      DROP INDEX congress_open_due_idx;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX congress_open_due_idx ON congress (planned_on, level) WHERE status IN ('PLANNED', 'POSTPONED');
      CREATE INDEX congress_held_on_idx ON congress (held_on DESC, id DESC);
      DROP INDEX congress_held_idx;
      DROP INDEX congress_due_idx;
      DROP INDEX congress_code_idx;
      ALTER TABLE congress ALTER COLUMN sorted_code DROP NOT NULL, ALTER COLUMN sorted_due DROP NOT NULL;
    `);
  }
}
