/** An index for what is due and not held: those that are late are found without reading the whole country. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LateCongresses1582900000017 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX congress_open_due_idx ON congress (planned_on, level) WHERE status IN ('PLANNED', 'POSTPONED')
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX congress_open_due_idx');
  }
}
