/** Names: organizations sorted by theirs, as Vietnamese sorts, and the names that a campaign gives to its levels and regions. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Names1582900000017 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX organization_name_idx ON organization (name COLLATE "vi-x-icu", code);
      ALTER TABLE campaign ADD COLUMN level_names jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN regions jsonb NOT NULL DEFAULT '[]';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE campaign DROP COLUMN level_names, DROP COLUMN regions;
      DROP INDEX organization_name_idx;
    `);
  }
}
