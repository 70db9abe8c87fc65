/** A subscriber in a group. */
import type { Outlet } from './outlet';

export interface Member {
  outlet: Outlet;
  /** Everything up to here has been handed over, or came before the subscription. */
  position: number;
  /** What the next entry names as the one before it; undefined when that is what the group's does. */
  resumedFrom: number | undefined;
}

export interface Joined {
  leave: () => void;
}
