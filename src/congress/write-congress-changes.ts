/** Writes what was decided about congresses: counters, log and rows, in the lock order of every transaction (P2). */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { bodyOf, originOf, labelsOfEvent } from './congress-entry';
import type { Decided } from './decision';
import type { Viewer } from '../access/viewer';
import { append, takePositions, type NewEntry } from '../feed/log';
import type { Answer } from '../change/answer';
import { mapInTurns } from '../process/turns';
import { deadlineOf, type CampaignFacts } from '../organization/campaign-facts';
import { addSteps } from '../progress/counters';
import { readTotals } from '../progress/read-totals';
import { runningTotals } from '../progress/running-totals';
import { stepsBetween, type Step } from '../progress/step';
import { stepsOf } from './steps-of';

export async function writeCongressChanges(
  manager: EntityManager,
  viewer: Viewer,
  campaign: CampaignFacts,
  decided: readonly Decided[],
): Promise<Answer> {
  const changes = await mapInTurns(decided, (each) => ({
    organizationId: each.congress.organizationId,
    path: each.congress.path,
    steps: stepsOfChange(each, campaign),
  }));
  await addSteps(manager, changes, campaign.today);
  const range = await takePositions(manager, decided.length);
  // Read after the head is ours: no other transaction can commit totals of these organizations before us now.
  const ids = [...new Set(changes.flatMap((change) => change.path))];
  const final = await readTotals(({ text }, parameters) => manager.query(text, parameters), ids, null);
  const totals = await runningTotals(changes, final, { today: campaign.today, layout: range.totalsLayout });
  const entries = await mapInTurns(decided, (each, index) => toEntry(each, viewer, campaign, totals[index] ?? []));
  const placed = await append(manager, range, entries);
  await saveCongresses(manager, campaign.today, decided, range.first);
  return { epoch: range.epoch, entries: placed };
}

function stepsOfChange({ before, after }: Decided, campaign: CampaignFacts): Step[] {
  const deadline = deadlineOf(campaign, after.level);
  return stepsBetween(stepsOf(before, deadline), stepsOf(after, deadline));
}

function toEntry(
  { congress, decision, after }: Decided,
  viewer: Viewer,
  campaign: CampaignFacts,
  totals: number[],
): NewEntry {
  return {
    day: campaign.today,
    kind: decision.kind,
    actor: viewer.subject,
    reason: decision.reason,
    recordId: congress.id,
    path: congress.path,
    labels: labelsOfEvent(decision.kind, after),
    body: { ...bodyOf(congress, after), ...originOf(decision) },
    totals,
  };
}

/** Plans and reports are only ever added (P10). */
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

async function saveCongresses(
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
