/** The way out to one subscriber, whatever carries it. The fan-out hands over what is ready, no faster than it is taken; the transport frames it. */

import type { Account } from '../account/account';

/** An entry or a state, executed and serialised once for all who ask the same. */
export interface Rendered {
  position: number;
  /** Cursor of the entry before it that matches; of a state: undefined. */
  previous: string | undefined;
  /** Where to go on from; of a state: undefined. */
  cursor: string | undefined;
  /** The answer, as JSON in UTF-8. */
  answer: Buffer;
  /** The stream cannot go on after this. */
  isLast: boolean;
}

export interface Outlet {
  /** Bytes that wait to leave, of this subscriber and of others on the same connection. */
  readonly backlog: number;
  /** Bytes: when more waits, the subscriber is no longer waited for, and is fed at its own pace. At most MOST_BEHIND_BYTES. */
  readonly mostBehind: number;
  /** Bytes that may wait for a subscriber that is fed at its own pace before it gets more. At most AHEAD_BYTES. */
  readonly mostAhead: number;
  readonly isGone: boolean;
  /** Who pays for what it is sent; undefined for nobody. */
  readonly account?: Account | undefined;
  /** Called once, before anything is sent, with where a subscription to events begins. */
  begin?: (cursor: string) => void;
  /** Hands over at once, in order; never waits. What comes too late for its connection is dropped. */
  send: (rendered: readonly Rendered[]) => void;
  /** Resolves when the bytes that wait have left, or the connection is gone. */
  emptied: () => Promise<void>;
  /** Nothing more comes: the subscriber has what there was, and the answer that says why, if there is one. */
  end: (why?: Buffer) => void;
}

/** Further behind than this, a subscriber is no longer waited for: it is fed at its own pace (P9). */
export const MOST_BEHIND_BYTES = 1_048_576;
/** How much a subscriber that is fed at its own pace gets ahead of what it has taken. */
export const AHEAD_BYTES = 262_144;

/** What is handed over to one subscriber before its backlog is looked at again. */
const SLICE_BYTES = 65_536;

/** Slices of a bounded size, or of one answer that is larger. */
export function sliceByBytes(rendered: readonly Rendered[]): Rendered[][] {
  const slices: Rendered[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of rendered) {
    bytes += one.answer.length;
    if (bytes > SLICE_BYTES) {
      slices.push([]);
      bytes = one.answer.length;
    }
    slices.at(-1)?.push(one);
  }
  return slices;
}

/** A subscriber in a group of those who ask for the same events. */
export interface Member {
  outlet: Outlet;
  /** Everything up to here has been handed over, or came before the subscription. */
  position: number;
  /** The cursor that the next entry names as the one before it; undefined when that is what the group's does. */
  resumedFrom: string | undefined;
  /** Aborted when it is not in the group any more. */
  left: AbortController;
}

/** Where a subscriber goes on from: what comes after the entry is new. */
export interface Start {
  position: number;
  /** As the subscriber gave it. */
  cursor: string;
}

export interface Joined {
  leave: () => void;
}
