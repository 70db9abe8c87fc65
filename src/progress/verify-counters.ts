/** Checks the counters against the recount, for every organization, level, pilot flag and day. */
import { COUNTED, RECOUNT, sumByFigure, sums } from './recount-steps';
import { listing, type Check } from './verify-difference';

const BY_DAY = [...COUNTED, 'due'];

/** The recount by day, from the present version of each congress. */
const EXPECTED = `
  own AS (
    SELECT organization_id, level, pilot, day, ${sumByFigure(BY_DAY)}
      FROM step WHERE until IS NULL GROUP BY organization_id, level, pilot, day
  ), expected AS (
    SELECT ancestry.ancestor_id AS organization_id, level, pilot, day, ${sums(BY_DAY)}
      FROM own JOIN ancestry USING (organization_id)
     GROUP BY ancestry.ancestor_id, level, pilot, day
  )`;

/** A row a figure in which the recount and the stored row differ; a row that is missing counts nothing. */
function compare(figures: readonly string[]): string {
  const pairs = figures.map((figure) => `('${figure}', coalesce(e.${figure}, 0), coalesce(s.${figure}, 0))`);
  const columns = (row: string): string => figures.map((figure) => `coalesce(${row}.${figure}, 0)`).join(', ');
  return `CROSS JOIN LATERAL (VALUES ${pairs.join(', ')}) AS pair (field, expected, actual)
     WHERE (${columns('e')}) <> (${columns('s')}) AND pair.expected <> pair.actual`;
}

const DAYS = listing(
  `${RECOUNT}, ${EXPECTED}`,
  `SELECT organization_id, level, pilot, day, NULL::integer AS position, pair.field, pair.expected::text,
          pair.actual::text
     FROM expected e FULL JOIN progress_day s USING (organization_id, level, pilot, day)
    ${compare(BY_DAY)}`,
);

const CURRENT = listing(
  `${RECOUNT}, ${EXPECTED}, today AS (
     SELECT organization_id, level, pilot, ${sums(COUNTED)}
       FROM expected WHERE day <= (SELECT today FROM campaign) GROUP BY organization_id, level, pilot
   )`,
  `SELECT organization_id, level, pilot, (SELECT today FROM campaign) AS day, NULL::integer AS position, pair.field,
          pair.expected::text, pair.actual::text
     FROM today e FULL JOIN progress_current s USING (organization_id, level, pilot)
    ${compare(COUNTED)}`,
);

export const COUNTER_CHECKS: readonly Check[] = [
  { what: 'counter of a day', sql: DAYS },
  { what: 'counter of today', sql: CURRENT },
];
