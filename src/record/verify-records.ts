/** Checks that the row of each record says what its last entry of the log says. */
import type { Check } from '../progress/verify-difference';
import { listing } from '../progress/verify-difference';
import { labelsInSql, type RecordNoun } from './noun';

export function recordChecks(nouns: readonly RecordNoun[]): Check[] {
  return nouns.map((noun) => recordCheck(noun));
}

function recordCheck(noun: RecordNoun): Check {
  const { name, table } = noun;
  // Nouns that say nothing of labels may give their entries any.
  const labels = noun.labelled === undefined ? 'entry.labels' : labelsInSql(noun, 'entry.body');
  return {
    what: `record ${table}`,
    sql: listing(
      `WITH stored AS (
         SELECT id, organization_id, position, to_jsonb(record) - 'position' AS body FROM ${table} AS record
       ), entry AS (
         SELECT DISTINCT ON (subject) subject, position, path, labels, body FROM log_entry
          WHERE kind LIKE '${name}.%' ORDER BY subject, position DESC
       )`,
      `SELECT coalesce(stored.organization_id, entry.path[cardinality(entry.path)]) AS organization_id,
              NULL::level AS level, NULL::boolean AS pilot, NULL::date AS day,
              coalesce(entry.position, stored.position) AS position, pair.field, pair.expected, pair.actual
         FROM stored FULL JOIN entry ON entry.subject = stored.id
         LEFT JOIN organization o ON o.id = stored.organization_id
        CROSS JOIN LATERAL (VALUES
          -- An entry from before a column was added does not say it: nothing is not different from null.
          ('row', jsonb_strip_nulls(entry.body)::text, jsonb_strip_nulls(stored.body)::text),
          ('position', entry.position::text, stored.position::text),
          ('path', o.path::text, entry.path::text),
          ('labels', CASE WHEN entry.subject IS NOT NULL THEN ${labels} END::text, entry.labels::text)
        ) AS pair (field, expected, actual)
        WHERE pair.expected IS DISTINCT FROM pair.actual`,
    ),
  };
}
