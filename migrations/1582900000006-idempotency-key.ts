/** Keys by which a repeated mutation is recognised and given its first answer. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotencyKey1582900000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE idempotency_key (
        subject text NOT NULL,
        key character varying(64) NOT NULL,
        fingerprint text NOT NULL,
        positions integer[] NOT NULL,
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (subject, key)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE idempotency_key;`);
  }
}
