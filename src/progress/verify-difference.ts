/** A difference between what is stored and what should be, and the checks that find them. */
import type { Day } from '../day';
import type { Level } from '../organization/level';

export interface Difference {
  /** What was compared, such as `counter of a day`. */
  what: string;
  /** Code of the organization that it concerns, where it concerns one. */
  organization: string | null;
  level: Level | null;
  pilot: boolean | null;
  day: Day | null;
  /** Position in the log, where it concerns one. */
  position: number | null;
  /** The figure or column that differs. */
  field: string;
  expected: string | null;
  actual: string | null;
  /** How many differences this check found; the list holds the first of them. */
  total: number;
}

/** A statement that finds nothing in a sound database. `$1` is how many differences to list. */
export interface Check {
  what: string;
  sql: string;
}

/**
 * A statement that lists the rows of `found`, which have the columns organization_id, level, pilot, day, position,
 * field, expected and actual.
 */
export function listing(ctes: string, found: string): string {
  return `${ctes}, found AS (${found}), counted AS (
      SELECT *, (count(*) OVER ())::integer AS total FROM found
       ORDER BY position NULLS FIRST, organization_id NULLS FIRST, level, pilot, day, field LIMIT $1
    )
    SELECT o.code AS organization, c.level, c.pilot, c.day, c.position, c.field, c.expected, c.actual, c.total
      FROM counted c LEFT JOIN organization o ON o.id = c.organization_id
     ORDER BY c.position NULLS FIRST, o.code NULLS FIRST, c.level, c.pilot, c.day, c.field`;
}

/** One line for people: what, where, expected and actual. */
export function describeDifference(difference: Difference): string {
  const { what, organization, level, pilot, day, position, field, expected, actual } = difference;
  const place = [
    organization === null ? '' : `of ${organization}`,
    level ?? '',
    pilot === null ? '' : pilot ? 'pilots' : 'no pilots',
    day === null ? '' : `on ${day}`,
    position === null ? '' : `at position ${position}`,
  ].filter((part) => part !== '');
  return `${[what, ...place].join(' ')}: ${field} is ${actual ?? 'absent'}, should be ${expected ?? 'absent'}`;
}
