/** Loads briefings of an organization: each as it was published, or as the draft over live figures. */
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Operation } from '../access/operation';
import type { Connection } from '../api/connection';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import type { AskedPage } from '../api/page';
import { countQuery, queryRange } from '../api/query-keyset';
import type { Day } from '../day';
import { addMonths, firstDayOf, lastDayOf, monthOf } from '../month';
import { type CampaignFacts, momentOf } from '../organization/campaign-facts';
import type { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { requireMonth } from '../change/require-number';
import { Briefing } from './briefing';
import { type BriefingView, toBriefingView } from './briefing-view';
import { say } from '../words/message';

export async function loadBriefing(
  operation: Operation,
  organization: Organization,
  month: string,
  argument = 'month',
): Promise<BriefingView> {
  requireMonth(month, argument);
  const { snapshot } = operation;
  const { campaign, head } = await snapshot.once(momentOf);
  const stored = await snapshot.read((manager) =>
    manager.findOneBy(Briefing, { organizationId: organization.id, month }),
  );
  if (stored === null) requireData(month, campaign, argument);
  return viewOnce(operation, organization, stored ?? usualBriefing(organization.id, month), {
    head,
    today: campaign.today,
  });
}

const MONTH: SortKey = { sql: 'briefing.month', kind: 'text' };

/** A page of those for which something was entered or published, by month. */
export async function listBriefings(
  operation: Operation,
  organization: Organization,
  { year, ...page }: AskedPage & { year?: number | null | undefined },
): Promise<Connection<BriefingView>> {
  const { snapshot } = operation;
  const { campaign, head } = await snapshot.once(momentOf);
  const select = (manager: EntityManager): SelectQueryBuilder<Briefing> => {
    const query = manager.createQueryBuilder(Briefing, 'briefing').where({ organizationId: organization.id });
    return year == null ? query : query.andWhere('left(briefing.month, 4) = :year', { year: String(year) });
  };
  return readPage(cursorsOf({ list: 'briefings', keys: [MONTH] }), page, {
    read: async (range) => {
      const rows = await snapshot.read((manager) => queryRange(select(manager), [MONTH], range));
      return rows.map(({ key, node }) => ({
        key,
        node: viewOnce(operation, organization, node, { head, today: campaign.today }),
      }));
    },
    count: () => snapshot.read((manager) => countQuery(manager, select(manager))),
  });
}

/** However often one operation asks for it, it is worked out once. */
function viewOnce(...asked: Parameters<typeof toBriefingView>): BriefingView {
  const [{ snapshot }, organization, { month }] = asked;
  const views = snapshot.once(openViews);
  const key = `${organization.id} ${month}`;
  const view = views.get(key) ?? toBriefingView(...asked);
  views.set(key, view);
  return view;
}

/** Use as `snapshot.once(openViews)`. */
function openViews(): Map<string, BriefingView> {
  return new Map();
}

/** There is no briefing of a month about which nothing can be known. */
export function requireData(month: string, { startsOn, today }: CampaignFacts, argument: string): void {
  const first = addMonths(monthOf(startsOn), 1);
  const last = addMonths(monthOf(today), 1);
  if (month >= first && month <= last) return;
  const why = month < first ? say`The campaign begins on ${startsOn}` : say`Today is ${today}`;
  const message = say`There is no data for the briefing of ${month}, which reports on ${addMonths(month, -1)}. ${why}: ask for a month from ${first} to ${last}.`;
  throw new Problem('NOT_FOUND', message, { argument });
}

/** A draft for which nothing was entered yet. */
export function usualBriefing(organizationId: number, month: string): Briefing {
  return Object.assign(new Briefing(), {
    id: 0,
    organizationId,
    month,
    cutOff: usualCutOff(month),
    title: null,
    chairOffice: null,
    tasks: [],
    keyTasks: [],
    breakthroughs: [],
    publishedOn: null,
    content: null,
    contentHash: null,
    position: 0,
  });
}

/** The last day of the month before. */
function usualCutOff(month: string): Day {
  return lastDayOf(addMonths(month, -1));
}

/** A cut-off lies in the month that is told of, or in that of the briefing itself. */
export function requireCutOff(cutOff: Day, month: string, argument: string): Day {
  const first = firstDayOf(addMonths(month, -1));
  const last = lastDayOf(month);
  if (cutOff >= first && cutOff <= last) return cutOff;
  const message = say`${cutOff} cannot be the cut-off of the briefing of ${month}: choose a day from ${first} to ${last}.`;
  throw new Problem('BAD_USER_INPUT', message, { argument });
}
