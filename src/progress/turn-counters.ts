/** Moves the counters of today from one business day to a later one. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';

/** The caller owns the structure lock, so no other transaction counts meanwhile. */
export async function turnCounters(manager: EntityManager, from: Day, to: Day): Promise<void> {
  await manager.query(
    `INSERT INTO progress_current AS c
            (organization_id, level, pilot, planned, completed, on_time, overdue, past_deadline, postponed)
     SELECT organization_id, level, pilot, sum(planned), sum(completed), sum(on_time), sum(overdue),
            sum(past_deadline), sum(postponed)
       FROM progress_day
      WHERE day > $1 AND day <= $2
      GROUP BY organization_id, level, pilot
         ON CONFLICT (organization_id, level, pilot) DO UPDATE
        SET planned = c.planned + excluded.planned, completed = c.completed + excluded.completed,
            on_time = c.on_time + excluded.on_time, overdue = c.overdue + excluded.overdue,
            past_deadline = c.past_deadline + excluded.past_deadline, postponed = c.postponed + excluded.postponed`,
    [from, to],
  );
}
