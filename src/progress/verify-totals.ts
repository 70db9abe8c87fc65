/** Checks the totals that each event stores: they equal the recount at its own position and business day. */
import { COUNTED, isWithin, recount, sumByFigure, sums, type Scope, type Within } from './recount-steps';
import { listing, type Check } from './verify-difference';

/** What each organization's totals gain or lose at each position: a version replaces the one before it, and a step of a day yet to come counts from the first entry of that day on. */
const CHANGES = `
  first_of_day AS MATERIALIZED (
    SELECT day, min(position) AS position FROM log_entry GROUP BY day
  ), reached AS MATERIALIZED (
    SELECT day, (SELECT min(f.position) FROM first_of_day f WHERE f.day >= d.day) AS position
      FROM (SELECT DISTINCT day FROM step) AS d
  ), turn AS (
    SELECT organization_id, level, pilot, figure, greatest(since, reached.position) AS position, by
      FROM step JOIN reached USING (day) WHERE reached.position IS NOT NULL
     UNION ALL
    SELECT organization_id, level, pilot, figure, greatest(until, reached.position), -by
      FROM step JOIN reached USING (day) WHERE reached.position IS NOT NULL AND until IS NOT NULL
  ), own AS (
    SELECT organization_id, level, pilot, position, ${sumByFigure(COUNTED)}
      FROM turn GROUP BY organization_id, level, pilot, position
  ), change AS (
    SELECT ancestry.ancestor_id AS organization_id, level, pilot, position, ${sums(COUNTED)}
      FROM own JOIN ancestry USING (organization_id)
     GROUP BY ancestry.ancestor_id, level, pilot, position
  )`;

/**
 * The layouts in which totals are stored (decision 35), as they were decided, not as the code writes them. The first has
 * six figures for each slice of each organization; the second begins with -2, and has a place and all figures for each
 * slice in which there is anything.
 */
const IS_SPARSE = 'coalesce(totals[1] = -2, false)';
const DENSE_FIGURES = 6;
const SPARSE_WIDTH = COUNTED.length + 1;

/** The places of the slices of a sparse row. */
const PLACES = `ARRAY(SELECT totals[at] FROM generate_series(2, cardinality(totals), ${SPARSE_WIDTH}) AS at ORDER BY at)`;

/** A figure of the slice that begins after `first`; null where the layout does not have it. */
function storedFigure(index: number): string {
  const stored = `e.totals[first + ${index + 1}]`;
  return `CASE WHEN is_sparse THEN coalesce(${stored}, 0) ${index < DENSE_FIGURES ? `ELSE ${stored}` : ''} END`;
}

/**
 * The slices of each stored totals row; an event that concerns everyone has that of the root. Slices in which an
 * organization never counts anything are left out where they are zero. The one element that is added to the totals
 * makes PostgreSQL read them from their storage once, not once a figure.
 */
function storedTotals({ entries, isElement }: { entries: string; isElement: string }): string {
  const figures = COUNTED.map((_, index) => storedFigure(index));
  return `
  slice AS (
    SELECT level, pilot, (level_number - 1) * 2 + pilot::integer AS place,
           count(*) OVER () AS places
      FROM unnest(enum_range(NULL::level)) WITH ORDINALITY AS each (level, level_number)
     CROSS JOIN (VALUES (false), (true)) AS flag (pilot)
  ), entry AS MATERIALIZED (
    SELECT position, totals || 0 AS totals, ${IS_SPARSE} AS is_sparse,
           CASE WHEN ${IS_SPARSE} THEN ${PLACES} END AS filled,
           CASE WHEN path = '{}' THEN (SELECT array_agg(id) FROM organization WHERE parent_id IS NULL) ELSE path END AS path
      FROM log_entry WHERE strpos(kind, '.') = 0 AND ${entries}
  ), stored AS (
    SELECT element.organization_id, slice.level, slice.pilot, e.position,
           ${COUNTED.map((figure, index) => `${figures[index] ?? ''} AS ${figure}`).join(', ')}
      FROM entry e
     CROSS JOIN LATERAL unnest(e.path) WITH ORDINALITY AS element (organization_id, depth)
     CROSS JOIN slice
     CROSS JOIN LATERAL (SELECT ((element.depth - 1) * slice.places + slice.place)::integer AS number) AS placed
     CROSS JOIN LATERAL (
       SELECT CASE WHEN is_sparse THEN (array_position(filled, number) - 1) * ${SPARSE_WIDTH} + 2
                   ELSE number * ${DENSE_FIGURES} END AS first
     ) AS offsets
      LEFT JOIN (SELECT DISTINCT organization_id, level, pilot FROM change) AS counting
        ON counting.organization_id = element.organization_id AND counting.level = slice.level
       AND counting.pilot = slice.pilot
     WHERE ${isElement} AND (counting.organization_id IS NOT NULL
        OR (${figures.slice(0, DENSE_FIGURES).join(', ')}, coalesce(${figures.slice(DENSE_FIGURES).join(', ')}, 0))
           IS DISTINCT FROM (${COUNTED.map(() => '0').join(', ')}))
  )`;
}

/** Changes added up along the log, and each stored slice beside the sum at its position. */
const RUNNING = `
  running AS (
    SELECT organization_id, level, pilot, position, is_stored,
           ${COUNTED.map((figure) => `stored_${figure}, sum(${figure}) OVER along AS ${figure}`).join(', ')}
      FROM (
        SELECT organization_id, level, pilot, position, false AS is_stored,
               ${COUNTED.map((figure) => `${figure}, NULL::integer AS stored_${figure}`).join(', ')} FROM change
         UNION ALL
        SELECT organization_id, level, pilot, position, true, ${COUNTED.map((figure) => `0, ${figure}`).join(', ')}
          FROM stored
      ) AS both_kinds
    WINDOW along AS (PARTITION BY organization_id, level, pilot ORDER BY position, is_stored
                     ROWS UNBOUNDED PRECEDING)
  )`;

function wrongTotals(ctes: string): string {
  // What a layout does not have cannot be wrong.
  const said = COUNTED.map((figure, index) =>
    index < DENSE_FIGURES ? `stored_${figure}` : `coalesce(stored_${figure}, ${figure})`,
  );
  return listing(
    `${ctes}, ${RUNNING}, wrong AS (
     SELECT * FROM running
      WHERE is_stored AND (${COUNTED.join(', ')}) IS DISTINCT FROM (${said.join(', ')})
   )`,
    `SELECT organization_id, level, pilot, NULL::date AS day, position, pair.field, pair.expected::text,
          pair.actual::text
     FROM wrong
    CROSS JOIN LATERAL (VALUES ${COUNTED.map((figure, index) => `('${figure}', ${figure}, ${said[index] ?? ''})`).join(', ')}
    ) AS pair (field, expected, actual)
    WHERE pair.expected IS DISTINCT FROM pair.actual`,
  );
}

function wrongLayouts(entries: string): string {
  return listing(
    'WITH nothing AS (SELECT 1)',
    `SELECT NULL::integer AS organization_id, NULL::level AS level, NULL::boolean AS pilot, NULL::date AS day, position,
          pair.field, pair.expected, pair.actual
     FROM log_entry
    CROSS JOIN LATERAL (
      SELECT greatest(cardinality(path), 1) * cardinality(enum_range(NULL::level)) * 2 AS slices,
             ${IS_SPARSE} AND strpos(kind, '.') = 0 AS is_sparse,
             CASE WHEN ${IS_SPARSE} THEN ${PLACES} END AS filled
    ) AS layout
    CROSS JOIN LATERAL (VALUES
      ('length', CASE WHEN strpos(kind, '.') > 0 THEN 0
                      WHEN is_sparse THEN 1 + (cardinality(totals) - 1) / ${SPARSE_WIDTH} * ${SPARSE_WIDTH}
                      ELSE slices * ${DENSE_FIGURES} END::text, cardinality(totals)::text),
      ('places of slices',
       CASE WHEN is_sparse
            THEN ARRAY(SELECT DISTINCT p FROM unnest(filled) AS p WHERE p BETWEEN 0 AND slices - 1 ORDER BY p)::text END,
       CASE WHEN is_sparse THEN filled::text END),
      ('slices without anything', CASE WHEN is_sparse THEN '0' END,
       CASE WHEN is_sparse
            THEN (SELECT count(*) FROM generate_series(2, cardinality(totals), ${SPARSE_WIDTH}) AS at
                   WHERE 0 = ALL (totals[at + 1 : at + ${COUNTED.length}]))::text END)
    ) AS pair (field, expected, actual)
    WHERE ${entries} AND pair.expected IS DISTINCT FROM pair.actual`,
  );
}

const what = 'totals of an event';
const whatLayout = 'layout of the totals of an event';

function totalsCheck(within: Within): Check {
  const entries = within === undefined ? 'true' : 'path && ARRAY(SELECT organization_id FROM scope)';
  const isElement = isWithin(within, 'element.organization_id');
  return { what, sql: wrongTotals(`${recount(within, 'every')}, ${CHANGES}, ${storedTotals({ entries, isElement })}`) };
}

export const TOTALS_CHECKS: readonly Check[] = [
  totalsCheck(undefined),
  { what: whatLayout, sql: wrongLayouts('true') },
];

/** Those of the top stand in every event, and are checked along the log. */
export function totalsChecks(scope: Scope): Check[] {
  return scope.isTop ? [] : [totalsCheck(scope)];
}

/** What the totals of an organization gain or lose at a position. */
export type Change = { organization_id: number; level: string; pilot: boolean; position: number } & Record<
  (typeof COUNTED)[number],
  number
>;

/**
 * What the totals of the organization `$2` gain or lose up to position `$1`. Plans, reports and entries are only
 * added, at higher positions: this stays true.
 */
export function changesOf(within: Scope): string {
  return `${recount(within, 'every')}, ${CHANGES}
    SELECT organization_id, level, pilot, position, ${COUNTED.join(', ')} FROM change
     WHERE position <= $1 AND organization_id IN (SELECT organization_id FROM scope WHERE ${
       within.isTop ? 'true' : 'organization_id = $2'
     })`;
}

/** Entries after position `$2`, up to position `$3`. */
const IN_WINDOW = 'position > $2 AND position <= $3';

/** Totals of the top, and of what is not an organization, beside the sums of the changes `$4`. */
export const TOTALS_WINDOW_CHECKS: readonly [Check, Check] = [
  {
    what,
    sql: wrongTotals(`
      WITH change AS (
        SELECT * FROM jsonb_to_recordset($4) AS given (
          organization_id integer, level level, pilot boolean, position integer, ${COUNTED.map((figure) => `${figure} integer`).join(', ')}
        )
      ), ${storedTotals({
        entries: IN_WINDOW,
        isElement:
          'NOT EXISTS (SELECT FROM organization o WHERE o.id = element.organization_id AND o.parent_id IS NOT NULL)',
      })}`),
  },
  { what: whatLayout, sql: wrongLayouts(IN_WINDOW) },
];
