/** Follows the briefing of a month as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { type Selection, selectionOf } from '../api/selection';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import { findLastMatching } from '../feed/read-matching';
import { INDICATORS, INDICATOR_VALUES } from '../indicator/indicator-nouns';
import { filterOfState } from '../change/filter-of-state';
import { requireOne } from '../organization/load-organization';
import { momentOf } from '../organization/campaign-facts';
import { followState, readState, type StateRead } from '../change/follow-log';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { RATINGS } from '../rating/rating';
import { WORK_ITEMS } from '../work-program/work-item-noun';
import { BRIEFINGS } from './briefing-noun';
import type { BriefingView } from './briefing-view';
import { loadBriefing } from './load-briefing';

export interface BriefingRequest {
  month: string;
  organization?: string | null | undefined;
}

/** What its figures are counted from; the turn of the day is among the kinds of congresses. */
const FIGURE_KINDS = [
  ...Object.values(CongressEventKind),
  ...RATINGS.kinds,
  ...WORK_ITEMS.kinds,
  ...INDICATOR_VALUES.kinds,
];

/** What follows the figures; the cursor of a draft is the place at which they were true. */
const WORKED_OUT = ['figures', 'sections', 'text', 'restatements', 'cursor'];

/** What cannot be served is refused before the first look (P5). */
export async function followBriefing(
  operation: Operation,
  request: BriefingRequest,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const briefing = await loadBriefing(operation, await requireOne(operation, request.organization), request.month);
  const { kinds, besides } = kindsShown(briefing, selectionOf(info));
  const own = { kinds, besides: [...besides, ...congressKindsShown(info)], of: 'organization' } as const;
  return followState(operation, request, own, info);
}

/** Figures are worked out by some twenty-five statements: nothing is looked at for what is not selected. */
function kindsShown(
  { frozen }: BriefingView,
  { fields }: Selection,
): { kinds: readonly string[]; besides: readonly string[] } {
  const shows = (field: string): boolean => fields.has(`Briefing.${field}`);
  const isWorkedOut = frozen === undefined ? WORKED_OUT.some(shows) : shows('restatements');
  const own = frozen === undefined ? BRIEFINGS.kinds : [];
  return isWorkedOut ? { kinds: [...own, ...FIGURE_KINDS], besides: INDICATORS.kinds } : { kinds: own, besides: [] };
}

export async function lookAtBriefing(
  operation: Operation,
  { request, of: place, seen }: StateRead<BriefingRequest>,
  info: GraphQLResolveInfo,
): Promise<BriefingView> {
  const look = { request, of: place, seen: () => undefined };
  const briefing = await readState(operation, look, (of) => loadBriefing(operation, of, request.month));
  const { head } = await operation.snapshot.once(momentOf);
  const now = head.position;
  seen(head, briefing.frozen === undefined ? now : await findLastShown(operation, briefing, now, info));
  return briefing;
}

/** What was published never changes: it is sent again only for what is selected beside it that goes on changing. */
async function findLastShown(
  { snapshot }: Operation,
  { of, position }: BriefingView,
  now: number,
  info: GraphQLResolveInfo,
): Promise<number> {
  const selection = selectionOf(info);
  const { fields, types } = selection;
  if (fields.has('Briefing.restatements') || types.has('Progress') || types.has('Congress')) return now;
  if (!types.has('Organization')) return position;
  const filter = filterOfState([of], { kinds: [], besides: [] }, selection);
  const last = await snapshot.read((manager) => findLastMatching(manager, filter, now));
  return Math.max(position, last?.position ?? 0);
}
