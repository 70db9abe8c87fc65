/** Loads what happened to values, many in one statement. */
import DataLoader from 'dataloader';
import { groupBy } from '../group-by';
import type { Snapshot } from '../database/snapshot';
import { LogEntry } from '../feed/log-entry';
import { momentOf } from '../organization/moment';
import { chain } from '../record/list-history';
import { toIndicatorValueEvent, type IndicatorValueEvent } from './indicator-value-event';
import { VALUE_KINDS } from './indicator-nouns';

/** Use as `snapshot.once(historyByValue)`: events by the id of the value, in their order. They have its path: who sees it sees them. */
export function historyByValue(snapshot: Snapshot): DataLoader<number, IndicatorValueEvent[]> {
  return new DataLoader(async (ids) => {
    const { head } = await snapshot.once(momentOf);
    const entries = await snapshot.read((manager) =>
      manager
        .createQueryBuilder(LogEntry, 'entry')
        .where('entry.recordId = ANY(:ids) AND entry.kind = ANY(:kinds)', { ids: [...ids], kinds: VALUE_KINDS })
        .orderBy('entry.position')
        .getMany(),
    );
    const byValue = groupBy(entries, ({ recordId }) => recordId);
    return ids.map((id) => chain(byValue.get(id) ?? [], head.epoch, toIndicatorValueEvent));
  });
}
