/** Writes the rows of congresses after a decision, and what led there: plans and reports are only ever added (P10). */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { bodyOf } from './congress-body';
import type { Decided } from './decision';

const SAVE = `
  WITH congress_row AS (
    UPDATE congress c
       SET pilot = r.pilot, status = r.status, planned_on = r."plannedOn", held_on = r."heldOn",
           delegates_summoned = r."delegatesSummoned", delegates_attended = r."delegatesAttended",
           committee_elected = r."committeeElected", note = r.note, position = r.position
      FROM jsonb_to_recordset($1) AS r (id integer, pilot boolean, status congress_status, "plannedOn" date,
           "heldOn" date, "delegatesSummoned" integer, "delegatesAttended" integer, "committeeElected" integer,
           note text, position integer)
     WHERE c.id = r.id
  ), plan_row AS (
    INSERT INTO congress_plan (congress_id, position, decided_on, status, planned_on, pilot)
    SELECT id, position, coalesce(since, $4), status, "plannedOn", pilot
      FROM jsonb_to_recordset($2) AS r (id integer, position integer, status congress_status, "plannedOn" date,
           pilot boolean, since date)
  )
  INSERT INTO congress_report (congress_id, position, held_on, delegates_summoned, delegates_attended,
         committee_elected, note)
  SELECT id, position, "heldOn", "delegatesSummoned", "delegatesAttended", "committeeElected", note
    FROM jsonb_to_recordset($3) AS r (id integer, position integer, "heldOn" date, "delegatesSummoned" integer,
         "delegatesAttended" integer, "committeeElected" integer, note text)`;

export async function saveCongresses(
  manager: EntityManager,
  today: Day,
  decided: readonly Decided[],
  firstPosition: number,
): Promise<void> {
  const rows: object[] = [];
  const plans: object[] = [];
  const reports: object[] = [];
  decided.forEach(({ congress, decision, after }, index) => {
    const key = { id: congress.id, position: firstPosition + index };
    rows.push({ ...bodyOf(congress, after), ...key });
    if (decision.plan !== undefined) plans.push({ ...decision.plan, ...decision.file, ...key });
    if (decision.report !== undefined) reports.push({ ...decision.report, ...key });
  });
  await manager.query(SAVE, [JSON.stringify(rows), JSON.stringify(plans), JSON.stringify(reports), today]);
}
