/** Organizations by name, as Vietnamese sorts: in the collation of ICU that every server built with it has. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrganizationName1582900000017 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX organization_name_idx ON organization (name COLLATE "vi-x-icu", code);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX organization_name_idx;
    `);
  }
}
