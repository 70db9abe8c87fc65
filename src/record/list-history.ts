/** What happened to one record, from the first entry on. */
import type { Operation } from '../access/operation';
import { may } from '../access/may';
import { cursorOf } from '../feed/cursor';
import { LogEntry } from '../feed/log-entry';
import { momentOf } from '../organization/moment';
import type { RecordNoun } from './noun';

/** Its entries in order, each made an event with the cursor of the one before it; those that the viewer may not see are left out. */
export async function listHistory<Event>(
  { viewer, snapshot }: Operation,
  { name }: RecordNoun,
  subject: number,
  toEvent: (entry: LogEntry, epoch: string, previous: string | undefined) => Event,
): Promise<Event[]> {
  const { head } = await snapshot.once(momentOf);
  const entries = await snapshot.read((manager) =>
    manager
      .createQueryBuilder(LogEntry, 'entry')
      .where("entry.recordId = :subject AND split_part(entry.kind, '.', 1) = :name", { subject, name })
      .orderBy('entry.position')
      .getMany(),
  );
  const visible = entries.filter(({ path }) => may(viewer).see(path));
  return chain(visible, head.epoch, toEvent);
}

/** Each entry as an event, with the cursor of the one before it. */
export function chain<Event>(
  entries: readonly LogEntry[],
  epoch: string,
  toEvent: (entry: LogEntry, epoch: string, previous: string | undefined) => Event,
): Event[] {
  return entries.map((entry, index) => {
    const before = entries[index - 1];
    return toEvent(entry, epoch, before && cursorOf(before, epoch));
  });
}
