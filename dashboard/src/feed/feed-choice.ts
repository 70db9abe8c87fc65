/** What somebody chose of the feed, as the address has it. */
import type { EventKind } from '../../generated/operations.ts';

/** Each chosen kind is one or several of the log; of plans there are as many as congresses, and they are no news. */
export const KINDS = {
  completed: ['CONGRESS_COMPLETED'],
  corrected: ['CONGRESS_CORRECTED'],
  retracted: ['CONGRESS_RETRACTED'],
  rescheduled: ['CONGRESS_RESCHEDULED', 'CONGRESS_POSTPONED'],
  cancelled: ['CONGRESS_CANCELLED', 'CONGRESS_REINSTATED'],
  pilot: ['CONGRESS_PILOT_SET'],
} as const satisfies Record<string, readonly EventKind[]>;
export type FeedKind = keyof typeof KINDS;

export interface FeedChoice {
  /** Undefined: all of them. */
  kind: FeedKind | undefined;
  isGrouped: boolean;
  /** A cursor: what came before it is shown, and stands still. */
  before: string | undefined;
}

export function readFeedChoice(rest: ReadonlyMap<string, string>): FeedChoice {
  const kind = rest.get('kind') ?? '';
  return {
    kind: isFeedKind(kind) ? kind : undefined,
    isGrouped: rest.get('group') === 'bodies',
    before: rest.get('before'),
  };
}

/** For an address. */
export function writeFeedChoice({ kind, isGrouped, before }: FeedChoice): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  if (kind !== undefined) given.set('kind', kind);
  if (isGrouped) given.set('group', 'bodies');
  if (before !== undefined) given.set('before', before);
  return given;
}

export function kindsOf(kind: FeedKind | undefined): EventKind[] {
  return kind === undefined ? Object.values(KINDS).flat() : [...KINDS[kind]];
}

function isFeedKind(text: string): text is FeedKind {
  return Object.hasOwn(KINDS, text);
}
