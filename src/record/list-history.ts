/** What happened to one record, from the first entry on. */
import type { Operation } from '../access/operation';
import { may } from '../access/may';
import { LogEntry } from '../feed/log-entry';
import { momentOf } from '../organization/moment';
import type { RecordNoun } from './noun';

/** Its entries in order, with the epoch of the log; those that the viewer may not see are left out. */
export async function listHistory(
  { viewer, snapshot }: Operation,
  { name }: RecordNoun,
  subject: number,
): Promise<{ epoch: string; entries: LogEntry[] }> {
  const { head } = await snapshot.once(momentOf);
  const entries = await snapshot.read((manager) =>
    manager
      .createQueryBuilder(LogEntry, 'entry')
      .where("entry.subject = :subject AND split_part(entry.kind, '.', 1) = :name", { subject, name })
      .orderBy('entry.position')
      .getMany(),
  );
  return { epoch: head.epoch, entries: entries.filter(({ path }) => may(viewer).see(path)) };
}
