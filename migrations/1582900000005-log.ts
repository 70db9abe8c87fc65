/** The log of events, and the one row that hands out its positions. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Log1582900000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE log_head (
        id integer NOT NULL DEFAULT 1,
        epoch text NOT NULL,
        database_identity text NOT NULL,
        position integer NOT NULL,
        recorded_at timestamp(3) with time zone NOT NULL,
        CONSTRAINT log_head_pkey PRIMARY KEY (id),
        CONSTRAINT log_head_one_check CHECK (id = 1)
      );
      INSERT INTO log_head (epoch, database_identity, position, recorded_at) VALUES ('', '', 0, 'epoch');

      CREATE TABLE log_entry (
        position integer NOT NULL,
        recorded_at timestamp(3) with time zone NOT NULL,
        day date NOT NULL,
        kind text NOT NULL,
        actor text,
        reason text,
        subject integer,
        path integer[] NOT NULL,
        labels text[] NOT NULL,
        body jsonb NOT NULL,
        totals integer[] NOT NULL,
        CONSTRAINT log_entry_pkey PRIMARY KEY (position)
      );
      CREATE INDEX log_entry_subject_idx ON log_entry (subject, position);
      CREATE INDEX log_entry_kind_labels_idx ON log_entry (kind, labels, position);
      CREATE INDEX log_entry_path_idx ON log_entry USING gin (path);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE log_entry;
      DROP TABLE log_head;
    `);
  }
}
