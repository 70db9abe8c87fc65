/** Checks the counters against the recount, for every organization, level, pilot flag and day. */
import { COUNTED, isWithin, recount, sumByFigure, sums, type Within } from './recount-steps';
import { listing, type Check } from './verify-difference';

const BY_DAY = [...COUNTED, 'due'];

/** The recount by day, from the present version of each congress. At the top, those below count as they are stored. */
function expected(within: Within): string {
  const below = `
       UNION ALL
      SELECT o.parent_id, s.level, s.pilot, s.day, ${BY_DAY.map((figure) => `s.${figure}`).join(', ')}
        FROM organization o JOIN progress_day s ON s.organization_id = o.id
       WHERE ${isWithin(within, 'o.parent_id')} AND NOT ${isWithin(within, 'o.id')}`;
  return `
  own AS (
    SELECT organization_id, level, pilot, day, ${sumByFigure(BY_DAY)}
      FROM step GROUP BY organization_id, level, pilot, day
  ), counting AS (
      SELECT ancestry.ancestor_id AS organization_id, level, pilot, day, ${BY_DAY.join(', ')}
        FROM own JOIN ancestry USING (organization_id)${within?.isTop === true ? below : ''}
  ), expected AS (
    SELECT organization_id, level, pilot, day, ${sums(BY_DAY)} FROM counting GROUP BY organization_id, level, pilot, day
  )`;
}

/** The rows that are stored. */
function stored(table: string, within: Within): string {
  return `(SELECT * FROM ${table} WHERE ${isWithin(within, 'organization_id')})`;
}

/** A row a figure in which the recount and the stored row differ; a row that is missing counts nothing. */
function compare(figures: readonly string[]): string {
  const pairs = figures.map((figure) => `('${figure}', coalesce(e.${figure}, 0), coalesce(s.${figure}, 0))`);
  const columns = (row: string): string => figures.map((figure) => `coalesce(${row}.${figure}, 0)`).join(', ');
  return `CROSS JOIN LATERAL (VALUES ${pairs.join(', ')}) AS pair (field, expected, actual)
     WHERE (${columns('e')}) <> (${columns('s')}) AND pair.expected <> pair.actual`;
}

function days(within: Within): string {
  return listing(
    `${recount(within, 'present')}, ${expected(within)}`,
    `SELECT organization_id, level, pilot, day, NULL::integer AS position, pair.field, pair.expected::text,
            pair.actual::text
       FROM expected e FULL JOIN ${stored('progress_day', within)} s USING (organization_id, level, pilot, day)
      ${compare(BY_DAY)}`,
  );
}

function current(within: Within): string {
  return listing(
    `${recount(within, 'present')}, ${expected(within)}, today AS (
       SELECT organization_id, level, pilot, ${sums(COUNTED)}
         FROM expected WHERE day <= (SELECT today FROM campaign) GROUP BY organization_id, level, pilot
     )`,
    `SELECT organization_id, level, pilot, (SELECT today FROM campaign) AS day, NULL::integer AS position, pair.field,
            pair.expected::text, pair.actual::text
       FROM today e FULL JOIN ${stored('progress_current', within)} s USING (organization_id, level, pilot)
      ${compare(COUNTED)}`,
  );
}

export function counterChecks(within?: Within): Check[] {
  const how = within?.isTop === true ? ', by those below' : '';
  return [
    { what: `counter of a day${how}`, sql: days(within) },
    { what: `counter of today${how}`, sql: current(within) },
  ];
}
