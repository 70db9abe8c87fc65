/** Deliveries, for those who measure: published when a group has handed an entry to its members, with when it had arrived. */
import { channel } from 'node:diagnostics_channel';
import { performance } from 'node:perf_hooks';
import type { LogEntry } from './log-entry';

/** One entry, or the state that it made, handed to all members of one group who are up to date. */
export interface Delivered {
  kind: 'events' | 'state';
  position: number;
  /** How many have been handed it. */
  members: number;
  /** When the tail took the entry, on the clock of `performance.now()`. */
  arrivedAt: number;
}

const delivered = channel('giaoban.feed.delivered');
const arrivals = new WeakMap<LogEntry, number>();

export function markArrival(entries: readonly LogEntry[]): void {
  if (!delivered.hasSubscribers) return;
  const now = performance.now();
  for (const entry of entries) arrivals.set(entry, now);
}

/** Entries that were read again for subscribers further back have not arrived just now, and are not published. */
export function tellDelivered(kind: Delivered['kind'], entries: readonly LogEntry[], members: number): void {
  if (!delivered.hasSubscribers) return;
  for (const entry of entries) {
    const { position } = entry;
    const arrivedAt = arrivals.get(entry);
    if (arrivedAt !== undefined) delivered.publish({ kind, position, members, arrivedAt } satisfies Delivered);
  }
}
