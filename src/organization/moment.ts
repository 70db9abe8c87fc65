/** The moment that an answer shows: the business day, the campaign and the end of the log, read together. */
import type { Snapshot } from '../database/snapshot';
import type { Place } from '../feed/cursor';
import { readHead } from '../feed/log';
import { readCampaign, type CampaignFacts } from './campaign-facts';

export interface Moment {
  campaign: CampaignFacts;
  head: Place;
}

/** Use as `snapshot.once(momentOf)`. */
export async function momentOf(snapshot: Snapshot): Promise<Moment> {
  return snapshot.read(async (manager) => ({
    campaign: await readCampaign(manager),
    head: await readHead(manager),
  }));
}
