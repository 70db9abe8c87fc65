/** Follows events as they come. */
import type { Operation } from '../access/operation';
import { SubscriptionPlan } from '../feed/subscription-plan';
import { findPreviousCursor } from '../feed/read-matching';
import type { Level } from '../organization/level';
import { requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/moment';
import { toCongressEvent } from './congress-event';
import type { CongressEventKind } from './congress-event-kind';
import { toFilter } from './event-filter';

export interface EventsRequest {
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
}

/** Checks the request before it answers: a subscription that cannot be served is refused, not silent (P5). */
export async function followEvents(
  operation: Operation,
  request: EventsRequest,
  kinds?: readonly CongressEventKind[],
): Promise<SubscriptionPlan> {
  const { level = null, pilot = null } = request;
  const within = await requireWithin(operation, request.within);
  const filter = toFilter(operation.viewer, { within, level, pilot, ...(kinds === undefined ? {} : { kinds }) });
  const { head } = await operation.snapshot.once(momentOf);
  return new SubscriptionPlan({
    kind: 'events',
    filter,
    from: head,
    previous: await operation.snapshot.read((manager) => findPreviousCursor(manager, filter, head)),
    toRoot: (entry, previous) => toCongressEvent(entry, head.epoch, { level, pilot }, previous),
  });
}
