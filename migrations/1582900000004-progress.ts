/** Counters: sums of steps per organization, level, pilot flag and day, and the same summed up to today. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Progress1582900000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE progress_day (
        organization_id integer NOT NULL,
        level level NOT NULL,
        pilot boolean NOT NULL,
        day date NOT NULL,
        planned integer NOT NULL,
        completed integer NOT NULL,
        on_time integer NOT NULL,
        overdue integer NOT NULL,
        past_deadline integer NOT NULL,
        postponed integer NOT NULL,
        due integer NOT NULL,
        CONSTRAINT progress_day_pkey PRIMARY KEY (organization_id, level, pilot, day),
        CONSTRAINT progress_day_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization (id)
      );
      CREATE INDEX progress_day_day_idx ON progress_day (day);

      CREATE TABLE progress_current (
        organization_id integer NOT NULL,
        level level NOT NULL,
        pilot boolean NOT NULL,
        planned integer NOT NULL,
        completed integer NOT NULL,
        on_time integer NOT NULL,
        overdue integer NOT NULL,
        past_deadline integer NOT NULL,
        postponed integer NOT NULL,
        CONSTRAINT progress_current_pkey PRIMARY KEY (organization_id, level, pilot),
        CONSTRAINT progress_current_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization (id)
      ) WITH (fillfactor = 70);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE progress_current;
      DROP TABLE progress_day;
    `);
  }
}
