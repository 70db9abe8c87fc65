/** The way out to one subscriber, whatever carries it. The fan-out hands over what is ready; the transport frames it. */

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
  readonly isGone: boolean;
  /** Told once, before anything is sent, where a subscription to events begins. */
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
/** What one that is fed at its own pace gets ahead of what it has taken. */
export const AHEAD_BYTES = 262_144;
