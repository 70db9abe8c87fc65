/** What the continuous recount has looked at, and whether anything differs. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CheckedRound, CheckedSlice } from '../progress/verify-continuously';
import { watchChannels } from '../process/watch-channels';

export function countVerification(registry: Registry): () => void {
  const registers = [registry];
  const { counters, entries, failures, slices } = openCounters(registers);
  const differences = new Gauge({
    name: 'giaoban_verify_differences',
    help: 'Differences between what is stored and the recount: those of the last whole round or those of the present one so far, whichever are more. Anything above 0 is an alarm; the log names each.',
    registers,
  });
  const lastRound = new Gauge({
    name: 'giaoban_verify_last_round_timestamp_seconds',
    help: 'When the last round ended in which every slice was recounted, in seconds since 1970; 0 when there was none yet.',
    registers,
  });
  const duration = new Gauge({
    name: 'giaoban_verify_round_duration_seconds',
    help: 'How long the last round took, pauses and all.',
    registers,
  });
  let ofLastRound = 0;
  let soFar = 0;
  return watchChannels({
    'giaoban.verify.slice': (slice: CheckedSlice) => {
      counters.inc(slice.counters);
      entries.inc(slice.entries);
      slices.observe(slice.seconds);
      soFar += slice.differences;
      differences.set(Math.max(ofLastRound, soFar));
    },
    'giaoban.verify.round': (round: CheckedRound) => {
      duration.set(round.seconds);
      // A slice that could not be recounted does not end an alarm.
      ofLastRound = round.isWhole ? round.differences : Math.max(ofLastRound, round.differences);
      soFar = 0;
      differences.set(ofLastRound);
      if (round.isWhole) lastRound.setToCurrentTime();
    },
    'giaoban.verify.failure': () => {
      failures.inc();
    },
  });
}

function openCounters(registers: Registry[]) {
  return {
    counters: new Counter({
      name: 'giaoban_verify_counters_checked_total',
      help: 'Rows of counters that were compared with their recount.',
      registers,
    }),
    entries: new Counter({
      name: 'giaoban_verify_entries_checked_total',
      help: 'Entries of the log whose order and topmost totals were compared with their recount.',
      registers,
    }),
    failures: new Counter({
      name: 'giaoban_verify_failures_total',
      help: 'Slices that could not be recounted, such as when the database is away. They are tried again in the next round.',
      registers,
    }),
    slices: new Histogram({
      name: 'giaoban_verify_slice_seconds',
      help: 'How long it took to recount a slice, in one snapshot of the database.',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
  };
}
