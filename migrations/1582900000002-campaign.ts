/** The campaign that this database holds, its deadlines and its business day. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Campaign1582900000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE campaign (
        id integer NOT NULL DEFAULT 1,
        name text NOT NULL,
        term text NOT NULL,
        directive text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        today date NOT NULL,
        follows_clock boolean NOT NULL,
        CONSTRAINT campaign_pkey PRIMARY KEY (id),
        CONSTRAINT campaign_one_check CHECK (id = 1),
        CONSTRAINT campaign_window_check CHECK (starts_on <= ends_on)
      );
      CREATE TABLE deadline (
        level level NOT NULL,
        due_on date NOT NULL,
        CONSTRAINT deadline_pkey PRIMARY KEY (level)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE deadline;
      DROP TABLE campaign;
    `);
  }
}
