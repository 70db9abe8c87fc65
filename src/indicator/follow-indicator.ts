/** Follows the figures of an indicator as a state: a look at once, and another whenever a value at or below the organization changes, or a definition. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { loadOrganization } from '../organization/load-organization';
import type { Organization } from '../organization/organization';
import { followState, readState, type StateRead } from '../change/follow-log';
import { labelOf } from '../record/noun';
import { requireMonth } from '../change/require-number';
import type { IndicatorFigures } from './indicator-figures';
import { INDICATOR_KINDS, VALUE_KINDS } from './indicator-nouns';
import { requireIndicator } from './load-indicator';
import { loadIndicatorFigures } from './load-indicator-figures';

export interface FiguresRequest {
  code: string;
  month: string;
  within?: string | null | undefined;
}

/** A request that cannot be served is refused before the first look (P5). */
export async function followIndicator(
  operation: Operation,
  request: FiguresRequest,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  requireMonth(request.month, 'month');
  const { organizationId } = await requireIndicator(operation, request.code);
  const { path: from } = await loadOrganization(operation, organizationId);
  // The day on which it is known is part of the answer.
  const kinds = [...VALUE_KINDS, CongressEventKind.DAY_TURNED];
  const labels = [labelOf('indicator', request.code)];
  const besides = [...INDICATOR_KINDS, ...congressKindsShown(info)];
  return followState(operation, request, { kinds, labels, besides, from, right: 'seeTotals' }, info);
}

export function lookAtIndicator(operation: Operation, look: StateRead<FiguresRequest>): Promise<IndicatorFigures> {
  const { code, month } = look.request;
  const load = (organization: Organization): Promise<IndicatorFigures> =>
    loadIndicatorFigures(operation, organization, code, month);
  return readState(operation, look, load, 'seeTotals');
}
