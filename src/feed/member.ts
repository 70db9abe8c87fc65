/** A subscriber in a group. */
import type { Outlet } from './outlet';

export interface Member {
  outlet: Outlet;
  /** Everything up to here has been handed over, or came before the subscription. */
  position: number;
  /** The cursor that the next entry names as the one before it; undefined when that is what the group's does. */
  resumedFrom: string | undefined;
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
