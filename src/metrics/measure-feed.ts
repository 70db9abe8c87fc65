/** How much of the log is taken, and how soon it is handed out. */
import { performance } from 'node:perf_hooks';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Delivered } from '../feed/deliveries';
import type { TakenEntries } from '../feed/tail';
import { watchChannels } from '../process/watch-channels';

/** From a group that is executed at once to one that waits for the database to come back. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function measureFeed(registry: Registry): () => void {
  const registers = [registry];
  const taken = new Counter({
    name: 'giaoban_log_entries_taken_total',
    help: 'Entries that this process has taken from the log since it started.',
    registers,
  });
  const delivery = new Histogram({
    name: 'giaoban_delivery_seconds',
    help: 'From the arrival of an entry in this process to its being handed to all up-to-date members of a group: one observation per entry and group. Members that are fed at their own pace do not count.',
    labelNames: ['kind'],
    buckets: BUCKETS,
    registers,
  });
  for (const kind of ['events', 'state'] as const) delivery.zero({ kind });
  const observers = {
    events: delivery.labels({ kind: 'events' }),
    state: delivery.labels({ kind: 'state' }),
  };
  return watchChannels({
    'giaoban.feed.taken': ({ entries }: TakenEntries) => {
      taken.inc(entries);
    },
    'giaoban.feed.delivered': ({ kind, arrivedAt }: Delivered) => {
      observers[kind].observe((performance.now() - arrivedAt) / 1_000);
    },
  });
}
