/** What decisions need to know of the campaign: its window, its deadlines and the business day. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../day';
import { Problem } from '../problem';
import { Campaign, Deadline } from './campaign';
import type { Level } from './level';

export interface CampaignFacts {
  startsOn: Day;
  endsOn: Day;
  /** The business day. */
  today: Day;
  /** Whether the business day turns by itself with the calendar. */
  followsClock: boolean;
  deadlines: ReadonlyMap<Level, Day>;
}

export async function readCampaign(manager: EntityManager): Promise<CampaignFacts> {
  const [campaign] = await manager.find(Campaign);
  if (campaign === undefined) {
    throw new Problem('UNAVAILABLE', 'This database holds no campaign yet. Load one, for example with `giaoban demo`.');
  }
  const deadlines = await manager.find(Deadline);
  const { startsOn, endsOn, today, followsClock } = campaign;
  return {
    startsOn,
    endsOn,
    today,
    followsClock,
    deadlines: new Map(deadlines.map((deadline) => [deadline.level, deadline.dueOn])),
  };
}

export function deadlineOf(campaign: CampaignFacts, level: Level): Day | null {
  return campaign.deadlines.get(level) ?? null;
}
