/** Since when imported plans hold, and what that changes about days that have passed. */
import type { EntityManager } from 'typeorm';
import { CongressEventKind } from '../congress/congress-event-kind';
import { firstDayOfPlans } from '../congress/require-since';
import type { Day } from '../day';
import type { CampaignFacts } from '../organization/campaign-facts';
import type { SinceDays } from './decide-congress-row';
import type { PastChange, TableVerdict } from './verdict';

export interface KnownBefore {
  /** Whether any congress was in the plan. */
  congresses: boolean;
  since: SinceDays;
}

const WAS_CHANGED_BY_MUTATION = `
  SELECT EXISTS (SELECT FROM congress) AS congresses,
         EXISTS (SELECT FROM log_entry
                  WHERE subject IS NOT NULL AND kind = ANY($1) AND body ->> 'byFile' IS NULL) AS mutated`;

/**
 * Before people work with a campaign its files describe it as it is: a first plan holds from the first day on. Once a mutation
 * has changed a congress people know figures, and a plan holds from the business day on, unless the import says otherwise.
 */
export async function readKnownBefore(
  manager: EntityManager,
  campaign: CampaignFacts,
  given: Day | null,
): Promise<KnownBefore> {
  const kinds = Object.values(CongressEventKind);
  const [known] = await manager.query<{ congresses: boolean; mutated: boolean }[]>(WAS_CHANGED_BY_MUTATION, [kinds]);
  const ofFirst = known?.mutated === true ? campaign.today : firstDayOfPlans(campaign);
  return { congresses: known?.congresses ?? false, since: { given, ofFirst } };
}

const PUBLISHED = 'SELECT count(*)::integer AS count FROM briefing WHERE published_on IS NOT NULL AND cut_off >= $1';

export async function findPastChange(
  manager: EntityManager,
  { today }: CampaignFacts,
  tables: readonly TableVerdict[],
): Promise<PastChange | null> {
  const days = tables.flatMap(({ rows }) =>
    rows.flatMap(({ since }) => (since !== undefined && since < today ? since : [])),
  );
  if (days.length === 0) return null;
  const from = days.reduce((a, b) => (a < b ? a : b));
  const [published] = await manager.query<{ count: number }[]>(PUBLISHED, [from]);
  return { plans: days.length, from, today, briefings: published?.count ?? 0 };
}
