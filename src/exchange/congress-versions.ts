/** The versions of congresses in sheets: what has become of one since, and whether its sheet knew of a report. */
import type { EntityManager } from 'typeorm';
import { CongressStatus } from '../congress/congress-event-kind';
import { say } from '../words/message';
import { readKnownVersions, type KnownVersions, type VersionedThing } from './known-versions';
import type { RowVersion } from './row-version';
import { sayDifference, type CongressState } from './say-difference';

/** A congress as it was when the import began. */
export interface Began extends VersionedThing {
  wasHeld: boolean;
}

export type CongressVersions = KnownVersions<CongressState>;

export function readCongressVersions(
  manager: EntityManager,
  rows: readonly { version: RowVersion | null; thing: Began | undefined }[],
): Promise<CongressVersions> {
  return readKnownVersions<CongressState>(
    manager,
    {
      name: say`The congress`,
      // The kinds of all other entries are `NOUN.VERB`.
      hasEntry: (kind) => !kind.includes('.'),
      sayChange: (before, now) => sayDifference(before ?? {}, now) ?? say`the same again`,
    },
    rows,
  );
}

/** Whether the version had a report. */
export function knewReport({ entries }: CongressVersions, version: RowVersion | null, began: Began): boolean {
  if (version === null) return false;
  if (version.position === began.position) return began.wasHeld;
  return entries.get(version.position)?.body.status === CongressStatus.COMPLETED;
}
