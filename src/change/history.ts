/** What happened to one thing that is recorded: its entries of the log, made events; many things in few statements. */
import DataLoader from 'dataloader';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import type { Snapshot } from '../database/snapshot';
import { cursorOf } from '../feed/cursor';
import { LogEntry } from '../feed/log-entry';
import { groupBy } from '../group-by';
import { momentOf } from '../organization/campaign-facts';
import type { ToEvent } from './log-event';

/** A thing whose entries have the kinds `NAME.VERB` and its id. */
interface RecordedThing {
  noun: { name: string };
  recordId: number;
  /** How many of its newest entries; all when absent. */
  last?: number;
}

/** From the first entry on, each an event with the cursor of the one before it; what the viewer may not see is left out (P7). */
export async function historyOf<Event>(
  operation: Operation,
  { noun: { name }, recordId, last }: RecordedThing,
  toEvent: ToEvent<Event>,
): Promise<Event[]> {
  const { viewer, snapshot } = operation;
  const { head } = await snapshot.once(momentOf);
  // One more than is asked for: the oldest one shown names the cursor of the one before it.
  const most = last === undefined ? null : last + 1;
  const entries = await snapshot.once(entriesOfThings).load({ name, recordId, most, own: viewer.path.at(-1) ?? 0 });
  const events = entries
    .filter(({ path }) => may(viewer).see(path))
    .map((entry, index, all) => {
      const before = all[index - 1];
      return toEvent(entry, head.epoch, before && cursorOf(before, head.epoch));
    });
  return last === undefined ? events : events.slice(-last);
}

interface Asked {
  name: string;
  recordId: number;
  most: number | null;
  /** The organization of the viewer, at and below which they see. */
  own: number;
}

const NEWEST_OF_EACH = `entry.position IN (
  SELECT newest.position
    FROM unnest(CAST(:recordIds AS integer[])) AS asked (id)
   CROSS JOIN LATERAL (
     SELECT position FROM log_entry
      WHERE subject = asked.id AND split_part(kind, '.', 1) = :name AND path @> ARRAY[CAST(:own AS integer)]
      ORDER BY position DESC LIMIT :most
   ) AS newest)`;

/** Use as `snapshot.once(entriesOfThings)`. */
function entriesOfThings(snapshot: Snapshot): DataLoader<Asked, LogEntry[], string> {
  const load = async (asked: readonly Asked[]): Promise<LogEntry[][]> => {
    const found = new Map<Asked, LogEntry[]>();
    // Things of one noun, in lists of one length, are one statement.
    for (const alike of groupBy(asked, ({ name, most, own }) => `${name} ${String(most)} ${own}`).values()) {
      const entries = groupBy(await loadAlike(snapshot, alike), ({ recordId }) => recordId);
      for (const each of alike) found.set(each, entries.get(each.recordId) ?? []);
    }
    return asked.map((each) => found.get(each) ?? []);
  };
  return new DataLoader(load, { cacheKeyFn: (asked) => JSON.stringify(asked) });
}

async function loadAlike(snapshot: Snapshot, alike: readonly Asked[]): Promise<LogEntry[]> {
  const [first] = alike;
  if (first === undefined) return [];
  const { name, most, own } = first;
  const recordIds = alike.map(({ recordId }) => recordId);
  return snapshot.read((manager) =>
    manager
      .createQueryBuilder(LogEntry, 'entry')
      .where(NEWEST_OF_EACH, { recordIds, name, most, own })
      .orderBy('entry.position')
      .getMany(),
  );
}
