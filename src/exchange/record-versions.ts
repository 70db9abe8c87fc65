/** The versions of records in sheets. */
import type { EntityManager } from 'typeorm';
import { kindOf, type RecordNoun } from '../record/noun';
import type { Message } from '../words/message';
import { readKnownVersions, whyOutdated, type VersionedThing } from './known-versions';
import type { RowVersion } from './row-version';

/** What it gives throws the CONFLICT of a row that would undo what is newer. `name` begins the sentence: `The rating`. */
export async function readRecordVersions(
  manager: EntityManager,
  { noun, name }: { noun: RecordNoun; name: Message },
  rows: readonly { version: RowVersion | null; thing: VersionedThing | undefined }[],
): Promise<(version: RowVersion | null, thing: VersionedThing | undefined) => void> {
  const known = await readKnownVersions(manager, { name, hasEntry: (kind) => kind.startsWith(kindOf(noun, '')) }, rows);
  return (version, thing) => {
    const outdated = whyOutdated(known, version, thing);
    if (outdated !== undefined) throw outdated;
  };
}
