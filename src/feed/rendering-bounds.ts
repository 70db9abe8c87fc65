/** What the groups of a process share when they execute, so that all of them together stay within bounds. */
import { LRUCache } from 'lru-cache';
import type { Rendered } from './outlet';
import { Gate } from '../process/gate';
import { Turns } from '../process/turns';

export interface RenderingBounds {
  live: Gate;
  behind: Gate;
  /** States have a gate of their own: heavy ones would keep events waiting. */
  states: Gate;
  turns: Turns;
  kept: LRUCache<string, Rendered>;
}

/** Executions at once, of one entry or of several together: connections of the pool are left for queries, mutations and the tail. */
const LIVE_AT_ONCE = 8;
const BEHIND_AT_ONCE = 2;
const LOOKS_AT_ONCE = 3;
const KEPT_BYTES = 33_554_432;
/** What a kept answer takes beside its bytes. */
const OVERHEAD_BYTES = 300;

export function openRenderingBounds(): RenderingBounds {
  return {
    live: new Gate({ width: LIVE_AT_ONCE }),
    behind: new Gate({ width: BEHIND_AT_ONCE }),
    states: new Gate({ width: LOOKS_AT_ONCE }),
    turns: new Turns(),
    kept: new LRUCache({
      maxSize: KEPT_BYTES,
      sizeCalculation: ({ answer }) => answer.length + OVERHEAD_BYTES,
    }),
  };
}
