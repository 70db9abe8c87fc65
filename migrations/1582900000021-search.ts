/** Search by words: in any order, from their beginnings, whatever stands between them; and the words that there are, by which mistyped ones are known. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Search1582900000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- As src/text/words.ts: of what is stored already, and of what processes of the version before write.
      CREATE FUNCTION search_words(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT btrim(replace(replace(replace(replace(
          ' ' || regexp_replace(
            translate(regexp_replace(normalize(lower(written COLLATE "vi-x-icu"), NFD) COLLATE "C",
              '[\\u0300-\\u036f]+', '', 'g'), 'đðɖ', 'ddd'),
            '[\\u0001-\\u002f\\u003a-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+', ' ', 'g') || ' ',
          ' tp ', ' thanh pho '), ' tphcm ', ' thanh pho ho chi minh '), ' hcm ', ' ho chi minh '), ' tx ', ' thi xa '))
      $$;
      CREATE FUNCTION organization_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.search := search_words(NEW.name) || ' | ' || search_words(coalesce(NEW.name_en, '')) || ' | ' || search_words(NEW.code);
        RETURN NEW;
      END $$;

      CREATE TABLE search_word (
        word text COLLATE "C" NOT NULL,
        CONSTRAINT search_word_pkey PRIMARY KEY (word)
      );
      CREATE FUNCTION organization_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO search_word
        SELECT DISTINCT word FROM written CROSS JOIN LATERAL string_to_table(written.search, ' ') AS word
         WHERE word !~ '[0-9|]' AND length(word) > 1
         ORDER BY word
        ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;

      -- Row by row: whoever reads goes on, and so does whoever writes anything but organizations.
      UPDATE organization SET search =
        search_words(name) || ' | ' || search_words(coalesce(name_en, '')) || ' | ' || search_words(code);
      INSERT INTO search_word
      SELECT DISTINCT word FROM organization CROSS JOIN LATERAL string_to_table(search, ' ') AS word
       WHERE word !~ '[0-9|]' AND length(word) > 1;

      CREATE TRIGGER organization_search_text BEFORE INSERT OR UPDATE ON organization FOR EACH ROW
        WHEN (strpos(NEW.search, ' | ') = 0) EXECUTE FUNCTION organization_search_text();
      CREATE TRIGGER organization_words_inserted AFTER INSERT ON organization REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION organization_search_words();
      CREATE TRIGGER organization_words_updated AFTER UPDATE ON organization REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION organization_search_words();

      -- Of a place and of words, or of either: what is rare in a place is found without reading the place.
      CREATE INDEX organization_path_words_idx ON organization
        USING gin (path, array_to_tsvector(array_remove(array_remove(string_to_array(search, ' '), '|'), '')));
      DROP INDEX organization_path_idx;
      CREATE INDEX organization_folded_name_idx ON organization ((split_part(search, ' |', 1) COLLATE "C"), code);
    `);
  }

  /** The texts stay as they are: the version before finds less in them, until it writes them again. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX organization_folded_name_idx;
      CREATE INDEX organization_path_idx ON organization USING gin (path);
      DROP INDEX organization_path_words_idx;
      DROP TRIGGER organization_words_updated ON organization;
      DROP TRIGGER organization_words_inserted ON organization;
      DROP TRIGGER organization_search_text ON organization;
      DROP TABLE search_word;
      DROP FUNCTION organization_search_words();
      DROP FUNCTION organization_search_text();
      DROP FUNCTION search_words(text);
    `);
  }
}
