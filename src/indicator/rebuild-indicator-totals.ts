/** Rebuilds the totals of all indicators from their values, after a whole log was loaded. */

interface Database {
  query: (sql: string) => Promise<unknown>;
}

const BUILD = `
  INSERT INTO indicator_total (indicator, organization_id, month, sum, count)
  SELECT step.indicator, ancestor.id, step.month, sum(step.sum), sum(step.count)
    FROM (
      SELECT v.organization_id, v.indicator, v.month,
             CASE WHEN i.over_months = 'LAST' THEN v.value - coalesce(lag(v.value) OVER months, 0) ELSE v.value END AS sum,
             CASE WHEN i.over_months = 'LAST' AND lag(v.value) OVER months IS NOT NULL THEN 0 ELSE 1 END AS count
        FROM indicator_value v JOIN indicator i ON i.code = v.indicator
       WHERE v.value IS NOT NULL
      WINDOW months AS (PARTITION BY v.organization_id, v.indicator ORDER BY v.month)
    ) AS step
    JOIN organization ON organization.id = step.organization_id
   CROSS JOIN LATERAL unnest(organization.path) AS ancestor (id)
   GROUP BY step.indicator, ancestor.id, step.month`;

export async function rebuildIndicatorTotals(database: Database): Promise<void> {
  await database.query('DELETE FROM indicator_total');
  await database.query(BUILD);
  await database.query('ANALYZE indicator, indicator_value, indicator_total');
}
