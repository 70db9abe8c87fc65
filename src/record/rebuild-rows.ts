/** Makes the rows of records anew from the log: after a log was loaded whole. */
import { labelsInSql, type RecordNoun } from './noun';

interface Database {
  query: (sql: string) => Promise<unknown>;
}

/** In the order of the nouns, which refer to those before them. The tables are empty. */
export async function rebuildRows(database: Database, nouns: readonly RecordNoun[]): Promise<void> {
  for (const noun of nouns) {
    const { name, table, labelled } = noun;
    const labels = labelled === undefined ? '' : `, labels = ${labelsInSql(noun, 'body')}`;
    const isOwn = `kind LIKE '${name}.%'`;
    // What an entry from before a column was added does not say, it does not say afterwards.
    await database.query(
      `UPDATE log_entry
          SET body = to_jsonb(jsonb_populate_record(NULL::${table}, body))
                   - ARRAY(SELECT key FROM jsonb_object_keys(to_jsonb(jsonb_populate_record(NULL::${table}, '{}'))) AS of (key)
                            WHERE NOT body ? key)${labels}
        WHERE ${isOwn}`,
    );
    await database.query(
      `INSERT INTO ${table}
       SELECT (jsonb_populate_record(NULL::${table}, body || jsonb_build_object('position', position))).*
         FROM (SELECT DISTINCT ON (subject) subject, position, body FROM log_entry
                WHERE ${isOwn} ORDER BY subject, position DESC) AS last
        ORDER BY subject`,
    );
    await database.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), coalesce(max(id), 0) + 1, false) FROM ${table}`,
    );
  }
}
