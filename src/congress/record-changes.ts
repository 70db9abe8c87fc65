/** Writes what was decided: counters, log and rows, in the lock order of every transaction (P2). */
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer';
import { append, takePositions, type NewEntry } from '../feed/log';
import type { LogEntry } from '../feed/log-entry';
import { mapInTurns } from '../process/turns';
import { deadlineOf, type CampaignFacts } from '../organization/campaign-facts';
import { addSteps } from '../progress/add-steps';
import { readTotals } from '../progress/read-totals';
import { runningTotals } from '../progress/running-totals';
import { stepsBetween, type Step } from '../progress/step';
import { bodyOf, originOf } from './congress-body';
import type { Decided } from './decision';
import { labelsOfEvent } from './labels';
import { saveCongresses } from './save-congresses';
import { stepsOf } from './steps-of';

export interface Recorded {
  epoch: string;
  entries: LogEntry[];
}

export async function recordChanges(
  manager: EntityManager,
  viewer: Viewer,
  campaign: CampaignFacts,
  decided: readonly Decided[],
): Promise<Recorded> {
  const changes = await mapInTurns(decided, (each) => ({
    organizationId: each.congress.organizationId,
    path: each.congress.path,
    steps: stepsOfChange(each, campaign),
  }));
  await addSteps(manager, changes, campaign.today);
  const taken = await takePositions(manager, decided.length);
  // Read after the head is ours: no other transaction can commit totals of these organizations before us now.
  const ids = [...new Set(changes.flatMap((change) => change.path))];
  const final = await readTotals((sql, parameters) => manager.query(sql, parameters), ids, null);
  const totals = await runningTotals(changes, final, campaign.today);
  const entries = await mapInTurns(decided, (each, index) => toEntry(each, viewer, campaign, totals[index] ?? []));
  const placed = await append(manager, taken, entries);
  await saveCongresses(manager, campaign.today, decided, taken.first);
  return { epoch: taken.epoch, entries: placed };
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
