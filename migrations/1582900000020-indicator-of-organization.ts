/** Codes of indicators belong to the organization that defines them: two may have the same code. What is stored keeps its keys. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndicatorOfOrganization1582900000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The column stays unique, for values, totals and the log refer to it, and so do processes of the version before: a
      -- code that another organization had first is followed by an @ and the code of its own organization.
      ALTER TABLE indicator DROP CONSTRAINT indicator_code_check;
      ALTER TABLE indicator ADD CONSTRAINT indicator_code_check CHECK (
        length(split_part(code, '@', 1)) <= 64 AND code ~ '^[a-z][a-z0-9]*([.][a-z][a-z0-9]*)*(@.+)?$'
      );
      CREATE UNIQUE INDEX indicator_organization_id_code_key ON indicator (organization_id, split_part(code, '@', 1));
    `);
  }

  /** Impossible once two organizations have the same code. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX indicator_organization_id_code_key;
      ALTER TABLE indicator DROP CONSTRAINT indicator_code_check;
      ALTER TABLE indicator ADD CONSTRAINT indicator_code_check CHECK (
        length(code) <= 64 AND code ~ '^[a-z][a-z0-9]*([.][a-z][a-z0-9]*)*$'
      );
    `);
  }
}
