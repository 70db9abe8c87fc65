/** Follows ratings: their events as they come, or the quality rating of a year as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { followEvents, followState, readState, type StateRead } from '../change/follow-log';
import { requireYear } from '../change/require-number';
import { loadQualityRating } from './load-quality-rating';
import type { QualityRating } from './quality-rating';
import { toRatingEvent } from './rating-event';
import { labelOfYear, RATING_KINDS } from './rating-noun';

export interface QualityRatingRequest {
  year: number;
  within?: string | null | undefined;
}

export interface RatingEventsRequest {
  year?: number | null | undefined;
  within?: string | null | undefined;
}

export type QualityRatingLook = StateRead<QualityRatingRequest>;

/** The turn of the day makes no body finish, but moves the day as of which the figures are. */
const STATE_KINDS = [...RATING_KINDS, CongressEventKind.DAY_TURNED];

export function followRatingEvents(operation: Operation, request: RatingEventsRequest): Promise<SubscriptionPlan> {
  const labels = request.year == null ? [] : [labelOfYear(requireYear(request.year, 'year'))];
  return followEvents(operation, request, { kinds: RATING_KINDS, labels }, toRatingEvent);
}

export function followQualityRating(
  operation: Operation,
  request: QualityRatingRequest,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  requireYear(request.year, 'year');
  return followState(
    operation,
    request,
    { kinds: STATE_KINDS, besides: congressKindsShown(info), right: 'seeTotals' },
    info,
  );
}

export function lookAtQualityRating(operation: Operation, look: QualityRatingLook): Promise<QualityRating> {
  const load = (organization: Parameters<typeof loadQualityRating>[1]) =>
    loadQualityRating(operation, organization, look.request.year, null);
  return readState(operation, look, load, 'seeTotals');
}
