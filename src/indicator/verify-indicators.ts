/** Recounts the totals of indicators from their values alone; shares no code with what keeps them (P4). */
import { listing, type Check } from '../progress/verify-difference';

/**
 * A value counts from its month on: where the last one counts, until the month of the next; elsewhere in its month only. It
 * climbs the tree by the parents, not by the stored paths.
 */
const RECOUNT = `
  WITH RECURSIVE ancestry AS (
    SELECT id AS organization_id, id AS ancestor_id, parent_id FROM organization
     WHERE id IN (SELECT organization_id FROM indicator_value)
     UNION
    SELECT below.organization_id, above.id, above.parent_id
      FROM ancestry below JOIN organization above ON above.id = below.parent_id
  ), recorded AS (
    SELECT v.organization_id, v.indicator, v.month, v.value,
           (SELECT min(later.month) FROM indicator_value later
             WHERE i.over_months = 'LAST' AND later.organization_id = v.organization_id
               AND later.indicator = v.indicator AND later.month > v.month AND later.value IS NOT NULL) AS until
      FROM indicator_value v JOIN indicator i ON i.code = v.indicator
     WHERE v.value IS NOT NULL
  ), edge AS (
    SELECT organization_id, indicator, month, value, 1 AS count FROM recorded
     UNION ALL
    SELECT organization_id, indicator, until, -value, -1 FROM recorded WHERE until IS NOT NULL
  ), expected AS (
    SELECT indicator, ancestor_id AS organization_id, month, sum(value) AS sum, sum(count) AS count
      FROM edge JOIN ancestry USING (organization_id)
     GROUP BY indicator, ancestor_id, month
  )`;

export const INDICATOR_CHECKS: readonly Check[] = [
  {
    what: 'total of an indicator',
    sql: listing(
      RECOUNT,
      `SELECT organization_id, NULL::level AS level, NULL::boolean AS pilot, NULL::date AS day, NULL::integer AS position,
              concat_ws(' ', indicator, month, pair.figure) AS field, pair.expected::text, pair.actual::text
         FROM expected e FULL JOIN indicator_total t USING (indicator, organization_id, month)
        CROSS JOIN LATERAL (VALUES
          ('sum', coalesce(e.sum, 0), coalesce(t.sum, 0)),
          ('count', coalesce(e.count, 0), coalesce(t.count, 0))
        ) AS pair (figure, expected, actual)
        WHERE pair.expected <> pair.actual`,
    ),
  },
];
