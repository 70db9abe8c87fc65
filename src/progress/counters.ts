/** Keeps the counters: steps count at their organization and at every one above it, from their day on. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { mapInTurns } from '../process/turns';
import type { Step } from './step';

export interface OrganizationSteps {
  organizationId: number;
  steps: readonly Step[];
}

/**
 * Says to the triggers of migration 15, which count for processes of the version before, that this transaction counts
 * what is due by now itself. Always true.
 */
export const COUNTS_BY_ITSELF = "(SELECT set_config('giaoban.counts_due_by_now', 'yes', true)) = 'yes'";

/**
 * The rows of `progress_current` are locked first, the deepest organization first and the root last: every transaction
 * takes them in this order, and the one that holds them has the rows of `progress_day` to itself.
 */
const ADD_STEPS = `
  WITH step AS (
    SELECT * FROM jsonb_to_recordset($1) AS step (organization_id integer, level level, pilot boolean, day date,
      planned integer, completed integer, on_time integer, overdue integer, past_deadline integer, postponed integer,
      due_by_now integer, due integer)
  ), spread AS (
    SELECT ancestor.id AS organization_id, ancestor.depth, step.level, step.pilot, step.day,
           sum(planned)::integer AS planned, sum(completed)::integer AS completed, sum(on_time)::integer AS on_time,
           sum(overdue)::integer AS overdue, sum(past_deadline)::integer AS past_deadline,
           sum(postponed)::integer AS postponed, sum(due_by_now)::integer AS due_by_now, sum(due)::integer AS due
      FROM step
      JOIN organization ON organization.id = step.organization_id
     CROSS JOIN LATERAL unnest(organization.path) WITH ORDINALITY AS ancestor (id, depth)
     GROUP BY ancestor.id, ancestor.depth, step.level, step.pilot, step.day
  ), present AS (
    INSERT INTO progress_current AS c
           (organization_id, level, pilot, planned, completed, on_time, overdue, past_deadline, postponed, due_by_now)
    SELECT organization_id, level, pilot,
           coalesce(sum(planned) FILTER (WHERE day <= $2), 0), coalesce(sum(completed) FILTER (WHERE day <= $2), 0),
           coalesce(sum(on_time) FILTER (WHERE day <= $2), 0), coalesce(sum(overdue) FILTER (WHERE day <= $2), 0),
           coalesce(sum(past_deadline) FILTER (WHERE day <= $2), 0),
           coalesce(sum(postponed) FILTER (WHERE day <= $2), 0),
           coalesce(sum(due_by_now) FILTER (WHERE day <= $2), 0)
      FROM spread
     GROUP BY depth, organization_id, level, pilot
     ORDER BY depth DESC, organization_id, level, pilot
        ON CONFLICT (organization_id, level, pilot) DO UPDATE
       SET planned = c.planned + excluded.planned, completed = c.completed + excluded.completed,
           on_time = c.on_time + excluded.on_time, overdue = c.overdue + excluded.overdue,
           past_deadline = c.past_deadline + excluded.past_deadline, postponed = c.postponed + excluded.postponed,
           due_by_now = c.due_by_now + excluded.due_by_now
    RETURNING 1
  )
  INSERT INTO progress_day AS d
         (organization_id, level, pilot, day, planned, completed, on_time, overdue, past_deadline, postponed, due_by_now, due)
  SELECT organization_id, level, pilot, day, planned, completed, on_time, overdue, past_deadline, postponed, due_by_now, due
    FROM spread
   WHERE ${COUNTS_BY_ITSELF} AND (SELECT count(*) FROM present) > 0 -- all of it before the first row here
   ORDER BY depth DESC, organization_id, level, pilot, day
      ON CONFLICT (organization_id, level, pilot, day) DO UPDATE
     SET planned = d.planned + excluded.planned, completed = d.completed + excluded.completed,
         on_time = d.on_time + excluded.on_time, overdue = d.overdue + excluded.overdue,
         past_deadline = d.past_deadline + excluded.past_deadline, postponed = d.postponed + excluded.postponed,
         due_by_now = d.due_by_now + excluded.due_by_now, due = d.due + excluded.due`;

export async function addSteps(
  manager: EntityManager,
  changes: readonly OrganizationSteps[],
  today: Day,
): Promise<void> {
  const rows = (
    await mapInTurns(changes, ({ organizationId, steps }) => steps.map((step) => toRow(organizationId, step)))
  ).flat();
  if (rows.length > 0) await manager.query(ADD_STEPS, [JSON.stringify(rows), today]);
}

const COLUMNS: Readonly<Record<Step['figure'], string>> = {
  planned: 'planned',
  completed: 'completed',
  onTime: 'on_time',
  overdue: 'overdue',
  pastDeadline: 'past_deadline',
  postponed: 'postponed',
  dueByNow: 'due_by_now',
  due: 'due',
};

function toRow(organizationId: number, { level, pilot, day, figure, by }: Step): Record<string, unknown> {
  const none = Object.fromEntries(Object.values(COLUMNS).map((column) => [column, 0]));
  return { organization_id: organizationId, level, pilot, day, ...none, [COLUMNS[figure]]: by };
}

/** The caller owns the structure lock, so no other transaction counts meanwhile. */
export async function turnCounters(manager: EntityManager, from: Day, to: Day): Promise<void> {
  await manager.query(
    `INSERT INTO progress_current AS c
            (organization_id, level, pilot, planned, completed, on_time, overdue, past_deadline, postponed, due_by_now)
     SELECT organization_id, level, pilot, sum(planned), sum(completed), sum(on_time), sum(overdue),
            sum(past_deadline), sum(postponed), sum(due_by_now)
       FROM progress_day
      WHERE day > $1 AND day <= $2
      GROUP BY organization_id, level, pilot
         ON CONFLICT (organization_id, level, pilot) DO UPDATE
        SET planned = c.planned + excluded.planned, completed = c.completed + excluded.completed,
            on_time = c.on_time + excluded.on_time, overdue = c.overdue + excluded.overdue,
            past_deadline = c.past_deadline + excluded.past_deadline, postponed = c.postponed + excluded.postponed,
            due_by_now = c.due_by_now + excluded.due_by_now`,
    [from, to],
  );
}
