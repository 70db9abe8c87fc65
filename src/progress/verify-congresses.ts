/** Checks that congresses and events say what the plans and reports behind them say. */
import { isCongressWithin, isWithin, recountVersions, type Within } from './recount-steps';
import { listing, type Check } from './verify-difference';

/** What a congress should be in each of its versions: its last plan and its last report by then. */
const states = (within: Within): string => `
  ${recountVersions(within)}, state AS (
    SELECT v.congress_id, v.since, v.until, c.organization_id, o.level, o.path, plan.pilot, plan.planned_on,
           plan.decided_on, plan.position AS planned_at,
           CASE WHEN report.held_on IS NULL THEN plan.status ELSE 'COMPLETED' END AS status,
           report.held_on, report.delegates_summoned, report.delegates_attended, report.committee_elected, report.note
      FROM version v
      JOIN congress c ON c.id = v.congress_id
      JOIN organization o ON o.id = c.organization_id
      LEFT JOIN LATERAL (
        SELECT p.* FROM congress_plan p
         WHERE p.congress_id = v.congress_id AND p.position <= v.since ORDER BY p.position DESC LIMIT 1
      ) AS plan ON true
      LEFT JOIN LATERAL (
        SELECT r.* FROM congress_report r
         WHERE r.congress_id = v.congress_id AND r.position <= v.since ORDER BY r.position DESC LIMIT 1
      ) AS report ON true
  )`;

/** Column of the state, and its key in the body of an event. */
const COLUMNS = [
  ['level', 'level'],
  ['pilot', 'pilot'],
  ['status', 'status'],
  ['planned_on', 'plannedOn'],
  ['held_on', 'heldOn'],
  ['delegates_summoned', 'delegatesSummoned'],
  ['delegates_attended', 'delegatesAttended'],
  ['committee_elected', 'committeeElected'],
  ['note', 'note'],
] as const;

/** The congress row beside the last version of it. */
const rows = (within: Within): string =>
  listing(
    states(within),
    `SELECT c.organization_id, NULL::level AS level, NULL::boolean AS pilot, NULL::date AS day,
          NULL::integer AS position, pair.field, pair.expected, pair.actual
     FROM congress c
     LEFT JOIN state s ON s.congress_id = c.id AND s.until IS NULL
    CROSS JOIN LATERAL (VALUES
      ${COLUMNS.map(([column]) => `('${column}', s.${column}::text, c.${column}::text)`).join(',\n      ')},
      ('position', s.since::text, c.position::text)
    ) AS pair (field, expected, actual)
    WHERE ${isWithin(within, 'c.organization_id')} AND pair.expected IS DISTINCT FROM pair.actual`,
  );

/** Events of the congresses; with the top go those of congresses that are not there. */
function subjects(within: Within): string {
  const counted = "strpos(kind, '.') = 0";
  if (within === undefined) return `subject IS NOT NULL AND ${counted}`;
  const own = isCongressWithin(within, 'subject');
  return within.isTop
    ? `subject IS NOT NULL AND ${counted} AND (${own} OR subject NOT IN (SELECT id FROM congress))`
    : `${counted} AND ${own}`;
}

/** Each event of a congress beside the version that it made. */
const events = (within: Within): string =>
  listing(
    states(within),
    `SELECT coalesce(s.organization_id, entry.path[cardinality(entry.path)]) AS organization_id, NULL::level AS level,
          NULL::boolean AS pilot, NULL::date AS day, coalesce(entry.position, s.since) AS position, pair.field,
          pair.expected, pair.actual
     FROM state s
     FULL JOIN (SELECT * FROM log_entry WHERE ${subjects(within)}) AS entry
       ON entry.subject = s.congress_id AND entry.position = s.since
    CROSS JOIN LATERAL (VALUES
      ('congress', s.congress_id::text, entry.subject::text),
      ('path', s.path::text, entry.path::text),
      ('since', CASE WHEN s.planned_at = s.since THEN s.decided_on::text END,
                     CASE WHEN s.planned_at = s.since THEN coalesce(entry.body ->> 'since', entry.day::text) END),
      ${COLUMNS.map(([column, key]) => `('${column}', s.${column}::text, entry.body ->> '${key}')`).join(',\n      ')}
    ) AS pair (field, expected, actual)
    WHERE pair.expected IS DISTINCT FROM pair.actual`,
  );

export function congressChecks(within?: Within): Check[] {
  return [
    { what: 'congress', sql: rows(within) },
    { what: 'event of a congress', sql: events(within) },
  ];
}
