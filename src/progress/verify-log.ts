/** Checks the order of the log: positions without a gap, times and business days that never fall (P3). */
import { listing, type Check } from './verify-difference';

const NOWHERE = 'NULL::integer AS organization_id, NULL::level AS level, NULL::boolean AS pilot, NULL::date AS day';

/** Each entry beside the one before it; of a window also the last one before the window. */
function neighbours(window: string): string {
  return `
  WITH entry AS (
    SELECT position, recorded_at, day, lag(position, 1, 0) OVER previous AS previous_position,
           lag(recorded_at) OVER previous AS previous_recorded_at, lag(day) OVER previous AS previous_day
      FROM log_entry ${window}
    WINDOW previous AS (ORDER BY position)
  )`;
}

const WRONG_ORDER = `
  SELECT ${NOWHERE}, entry.position, pair.field, pair.expected, pair.actual
    FROM entry
   CROSS JOIN LATERAL (VALUES
     ('position', (previous_position + 1)::text, entry.position::text, entry.position = previous_position + 1),
     ('recorded_at', 'not before ' || previous_recorded_at, recorded_at::text, recorded_at >= previous_recorded_at),
     ('day', 'not before ' || previous_day, day::text, day >= previous_day)
   ) AS pair (field, expected, actual, sound)
   WHERE NOT pair.sound`;

const LAST = `
  last AS (
    SELECT coalesce(max(position), 0) AS position, max(recorded_at) AS recorded_at, max(day) AS day,
           (SELECT mark FROM log_entry ORDER BY position DESC LIMIT 1) AS mark
      FROM log_entry
  )`;

const WRONG_HEAD = `
  SELECT ${NOWHERE}, NULL::integer AS position, pair.field, pair.expected, pair.actual
    FROM last
    LEFT JOIN log_head head ON true
    LEFT JOIN campaign ON true
   CROSS JOIN LATERAL (VALUES
     ('position of the head', last.position::text, head.position::text, head.position = last.position),
     -- A process of a version before marks leaves it out.
     ('mark of the head', last.mark, head.mark, head.mark IS NULL OR head.mark = last.mark),
     ('recorded_at of the head', 'not before ' || last.recorded_at, head.recorded_at::text,
      head.recorded_at >= last.recorded_at),
     ('today of the campaign', 'not before ' || last.day, campaign.today::text, campaign.today >= last.day)
   ) AS pair (field, expected, actual, sound)
   WHERE NOT coalesce(pair.sound, last.position = 0)`;

const what = 'order of the log';

export const LOG_CHECKS: readonly Check[] = [
  { what, sql: listing(`${neighbours('')}, ${LAST}`, `${WRONG_ORDER} UNION ALL ${WRONG_HEAD}`) },
];

/** The entries after position `$2`, up to position `$3`. */
const WINDOW = `
  WHERE position BETWEEN coalesce((SELECT max(position) FROM log_entry WHERE position <= $2), $2) AND $3`;

export const LOG_WINDOW_CHECK: Check = {
  what,
  sql: listing(neighbours(WINDOW), `${WRONG_ORDER} AND entry.position > $2`),
};

export const LOG_HEAD_CHECK: Check = { what, sql: listing(`WITH ${LAST}`, WRONG_HEAD) };
