/** Recounts in SQL, from plans and reports alone, what the counters should say; shares nothing with what keeps them (P4). */

/** The figures in the order of the totals of an event; `due` is counted by day only. */
export const COUNTED = [
  ...(['planned', 'completed', 'on_time', 'overdue', 'past_deadline', 'postponed'] as const),
  'due_by_now',
] as const;

/** What a recount is narrowed to. */
export interface Scope {
  /** Common table expressions, the last of them `scope` with the `organization_id` of each. May name `$2`. */
  ctes: string;
  /** Organizations without one above them: of those below them only the stored counters are read. */
  isTop: boolean;
}

/** The whole country when the scope is undefined. */
export type Within = Scope | undefined;

/** Which states of a congress count: that of now, or each that it ever had. */
export type Versions = 'present' | 'every';

/** A condition on the id of an organization. */
export function isWithin(within: Within, id: string): string {
  return within === undefined ? 'true' : `${id} IN (SELECT organization_id FROM scope)`;
}

/** A condition on the id of a congress. */
export function isCongressWithin(within: Within, id: string): string {
  return within === undefined
    ? 'true'
    : `${id} IN (SELECT congress.id FROM congress JOIN scope USING (organization_id))`;
}

/** Every state that a congress was ever in: that of position `since`, replaced at position `until`. */
function versions(within: Within): string {
  const condition = isCongressWithin(within, 'congress_id');
  return `
  version AS (
    SELECT congress_id, position AS since, lead(position) OVER (PARTITION BY congress_id ORDER BY position) AS until
      FROM (SELECT congress_id, position FROM congress_plan WHERE ${condition}
             UNION
            SELECT congress_id, position FROM congress_report WHERE ${condition}) AS change
  )`;
}

/** The plans known in each version, each with the days on which it is the last one decided. */
function stretches(which: Versions): string {
  return `
  stretch AS (
    SELECT v.congress_id, v.since, v.until, p.status, p.planned_on, p.pilot, count(*) OVER later = 0 AS is_last,
           daterange(p.decided_on,
                     greatest(p.decided_on, coalesce(min(p.decided_on) OVER later, 'infinity'))) AS in_force
      FROM version v
      JOIN congress_plan p ON p.congress_id = v.congress_id AND p.position <= v.since
     WHERE ${which === 'present' ? 'v.until IS NULL' : 'true'}
    WINDOW later AS (PARTITION BY v.congress_id, v.since ORDER BY p.position
                     ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
  )`;
}

/** The days on which a congress counts in each figure: ranges, intersected with those of the plan in force. */
const SPANS = `
  span AS (
    SELECT c.organization_id, o.level, s.pilot, s.since, s.until, counted.figure, counted.days
      FROM stretch s
      JOIN congress c ON c.id = s.congress_id
      JOIN organization o ON o.id = c.organization_id
      LEFT JOIN deadline d ON d.level = o.level
      LEFT JOIN LATERAL (
        SELECT r.held_on FROM congress_report r
         WHERE r.congress_id = s.congress_id AND r.position <= s.since ORDER BY r.position DESC LIMIT 1
      ) AS report ON true
     CROSS JOIN LATERAL (
        SELECT coalesce(report.held_on, 'infinity') AS held, coalesce(d.due_on, 'infinity') AS deadline,
               coalesce(s.planned_on, d.due_on, 'infinity') AS due
      ) AS day
     CROSS JOIN LATERAL (VALUES
        ('planned', in_force),
        ('completed', in_force * daterange(held, 'infinity')),
        ('on_time', CASE WHEN held <= deadline THEN in_force * daterange(held, 'infinity') END),
        ('overdue', in_force * daterange(due + 1, greatest(due + 1, held))),
        ('past_deadline', in_force * daterange(deadline + 1, greatest(deadline + 1, held))),
        ('postponed', CASE WHEN s.status = 'POSTPONED' THEN in_force * daterange('-infinity', held) END),
        ('due_by_now', in_force * daterange(due, 'infinity')),
        ('due', CASE WHEN is_last THEN daterange(due, 'infinity') END)
      ) AS counted (figure, days)
     WHERE s.status <> 'CANCELLED' AND NOT isempty(counted.days)
  )`;

/** One up where a range begins, one down where it ends. */
const STEPS = `
  step AS (
    SELECT organization_id, level, pilot, since, until, figure, edge.day, edge.by
      FROM span
     CROSS JOIN LATERAL (VALUES (lower(days), 1), (upper(days), -1)) AS edge (day, by)
     WHERE edge.day < 'infinity'
  )`;

/** Every organization with itself and each one above it, by way of the parents and not of the stored paths. */
function ancestry(within: Within): string {
  return `
  ancestry AS (
    SELECT id AS organization_id, id AS ancestor_id, parent_id FROM organization WHERE ${isWithin(within, 'id')}
     UNION
    SELECT below.organization_id, above.id, above.parent_id
      FROM ancestry below JOIN organization above ON above.id = below.parent_id WHERE ${isWithin(within, 'above.id')}
  )`;
}

function startOf(within: Within): string[] {
  return within === undefined ? [] : [within.ctes];
}

/** `version`, to be followed by what is made of it. */
export function recountVersions(within: Within): string {
  return `WITH RECURSIVE ${[...startOf(within), versions(within)].join(',')}`;
}

/**
 * `step` and `ancestry`, to be followed by what is made of them. Of a congress that was changed a thousand times every
 * version looks at all plans before it: a caller that needs only the present version says so.
 */
export function recount(within: Within, which: Versions): string {
  const parts = [ancestry(within), versions(within), stretches(which), SPANS, STEPS];
  return `WITH RECURSIVE ${[...startOf(within), ...parts].join(',')}`;
}

/** The steps of each figure added up, a column a figure. */
export function sumByFigure(figures: readonly string[], by = 'by'): string {
  return figures
    .map((figure) => `coalesce(sum(${by}) FILTER (WHERE figure = '${figure}'), 0)::integer AS ${figure}`)
    .join(', ');
}

/** The columns added up, each under its own name. */
export function sums(figures: readonly string[]): string {
  return figures.map((figure) => `sum(${figure})::integer AS ${figure}`).join(', ');
}
