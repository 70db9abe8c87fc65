/** Marks, by which cursors know their entries. The log is not rewritten: entries that are there have none. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Mark1582900000014 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- First, as writers take them in this order.
      ALTER TABLE log_head ADD COLUMN mark text, ADD COLUMN bound_to text, ADD COLUMN epoch_before text;
      ALTER TABLE log_entry ADD COLUMN mark text;
      -- In a step of its own, so that only what comes is drawn; for processes of the version before, too.
      ALTER TABLE log_entry ALTER COLUMN mark SET DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 12);

      -- Processes of the version before move the head without saying its mark.
      CREATE FUNCTION log_head_forget_mark() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.mark := NULL; RETURN NEW; END';
      CREATE TRIGGER log_head_forget_mark BEFORE UPDATE ON log_head FOR EACH ROW
        WHEN (NEW.position <> OLD.position AND NEW.mark IS NOT DISTINCT FROM OLD.mark)
        EXECUTE FUNCTION log_head_forget_mark();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER log_head_forget_mark ON log_head;
      DROP FUNCTION log_head_forget_mark();
      ALTER TABLE log_head DROP COLUMN mark, DROP COLUMN bound_to, DROP COLUMN epoch_before;
      ALTER TABLE log_entry DROP COLUMN mark;
    `);
  }
}
