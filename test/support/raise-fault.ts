/** Makes the database itself refuse changes with an SQLSTATE that the test names. */
import { Client } from 'pg';

export interface RaisedFaults {
  /** For direct looks at the database, beside the server. */
  client: Client;
  /** Every new entry of the log is refused with this from now on: at once, or only at the COMMIT. Null refuses none. */
  raise: (state: string | null, when?: 'AT ONCE' | 'AT COMMIT') => Promise<void>;
  /** What is done at the COMMIT of every new entry instead of raising something: a statement of PL/pgSQL. */
  doAtCommit: (statement: string) => Promise<void>;
  /** The newest position of the log. */
  readPosition: () => Promise<number>;
  close: () => Promise<void>;
}

/** The functions are looked at anew by each statement; the triggers stay. */
const SETUP = `
  CREATE TABLE fault (state text, moment text);
  INSERT INTO fault VALUES (NULL, NULL);
  CREATE FUNCTION raise_fault() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE wanted fault;
    BEGIN
      SELECT * INTO wanted FROM fault;
      IF wanted.state IS NOT NULL AND wanted.moment = TG_ARGV[0] THEN
        RAISE EXCEPTION 'a fault for a test' USING ERRCODE = wanted.state;
      END IF;
      RETURN NEW;
    END $$;
  CREATE FUNCTION do_at_commit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER fault_at_once BEFORE INSERT ON log_entry FOR EACH ROW EXECUTE FUNCTION raise_fault('AT ONCE');
  CREATE CONSTRAINT TRIGGER fault_at_commit AFTER INSERT ON log_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION raise_fault('AT COMMIT');
  CREATE CONSTRAINT TRIGGER done_at_commit AFTER INSERT ON log_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION do_at_commit()`;

export async function openRaisedFaults(databaseUrl: string): Promise<RaisedFaults> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(SETUP);
  return {
    client,
    raise: async (state, when = 'AT ONCE') => {
      await client.query('UPDATE fault SET state = $1, moment = $2', [state, when]);
    },
    doAtCommit: async (statement) => {
      await client.query(
        `CREATE OR REPLACE FUNCTION do_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NEW; END $$`,
      );
    },
    readPosition: async () => {
      const { rows } = await client.query<{ position: string }>('SELECT position FROM log_head');
      return Number(rows[0]?.position);
    },
    close: () => client.end(),
  };
}
