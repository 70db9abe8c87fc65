/** Checks the campaign and its organizations against the newest entry of the log about each, where there is one. */
import { listing, type Check } from '../progress/verify-difference';

/** Organizations without an entry are older than the entries of their founding. */
const ORGANIZATIONS = `
  WITH entry AS (
    SELECT DISTINCT ON (subject) subject, position, path, body FROM log_entry
     WHERE kind IN ('ORGANIZATION.FOUNDED', 'ORGANIZATION.RENAMED') ORDER BY subject, position DESC
  )`;

const WRONG_ORGANIZATION = `
  SELECT coalesce(o.id, entry.path[cardinality(entry.path)]) AS organization_id, NULL::level AS level,
         NULL::boolean AS pilot, NULL::date AS day, entry.position, pair.field, pair.expected, pair.actual
    FROM entry
    LEFT JOIN organization o ON o.id = entry.subject
    LEFT JOIN organization parent ON parent.id = o.parent_id
   CROSS JOIN LATERAL (VALUES
     ('row', entry.body::text,
      CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('code', o.code, 'parent', parent.code, 'name', o.name,
        'name_en', o.name_en, 'level', o.level, 'kind', o.kind, 'region', o.region)::text END),
     ('path', entry.path::text, o.path::text)
   ) AS pair (field, expected, actual)
   WHERE pair.expected IS DISTINCT FROM pair.actual`;

const CAMPAIGN = `
  WITH entry AS (
    SELECT position, body FROM log_entry WHERE kind LIKE 'CAMPAIGN.%' ORDER BY position DESC LIMIT 1
  )`;

const WRONG_CAMPAIGN = `
  SELECT NULL::integer AS organization_id, NULL::level AS level, NULL::boolean AS pilot, NULL::date AS day,
         entry.position, 'row' AS field, pair.expected, pair.actual
    FROM entry LEFT JOIN campaign ON true
   CROSS JOIN LATERAL (VALUES
     (entry.body::text, (jsonb_build_object('name', name, 'term', term, 'directive', directive,
        'starts_on', starts_on, 'ends_on', ends_on, 'follows_clock', follows_clock, 'deadlines',
        (SELECT coalesce(jsonb_object_agg(level, due_on), '{}') FROM deadline))
        || CASE WHEN level_names = '{}' THEN '{}' ELSE jsonb_build_object('level_names', level_names) END
        || CASE WHEN regions = '[]' THEN '{}' ELSE jsonb_build_object('regions', regions) END)::text)
   ) AS pair (expected, actual)
   WHERE pair.expected IS DISTINCT FROM pair.actual`;

export const STRUCTURE_CHECKS: readonly Check[] = [
  { what: 'organization', sql: listing(ORGANIZATIONS, WRONG_ORGANIZATION) },
  { what: 'campaign', sql: listing(CAMPAIGN, WRONG_CAMPAIGN) },
];
