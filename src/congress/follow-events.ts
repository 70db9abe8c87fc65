/** Follows events as they come: after a cursor, or from now on. */
import type { Operation } from '../access/operation';
import { positionInLog } from '../feed/cursor';
import { mapEach } from '../feed/map-each';
import { findLastMatching } from '../feed/read-matching';
import type { Level } from '../organization/level';
import { requireWithin } from '../organization/load-organization';
import { momentOf } from '../organization/moment';
import { toCongressEvent, type CongressEvent } from './congress-event';
import type { CongressEventKind } from './congress-event-kind';
import { toFilter } from './event-filter';

export interface EventsRequest {
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
  after?: string | null | undefined;
}

/** Checks the request before it answers: a subscription that cannot be served is refused, not silent (P5). */
export async function followEvents(
  operation: Operation,
  request: EventsRequest,
  kinds?: readonly CongressEventKind[],
): Promise<AsyncIterableIterator<CongressEvent>> {
  const { level = null, pilot = null, after = null } = request;
  const within = await requireWithin(operation, request.within);
  const filter = toFilter(operation.viewer, { within, level, pilot, ...(kinds === undefined ? {} : { kinds }) });
  const { head } = await operation.snapshot.once(momentOf);
  const start = after === null ? head.position : positionInLog(after, head, 'after');
  const previous =
    after === null ? await operation.snapshot.read((manager) => findLastMatching(manager, filter, start)) : start;
  const fed = operation.fanOut.follow(filter, { epoch: head.epoch, position: start }, previous);
  return mapEach(fed, ({ entry, previous: before }) => toCongressEvent(entry, head.epoch, { level, pilot }, before));
}
