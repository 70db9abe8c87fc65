/** The number of every advisory lock, each for one thing: two things under one number would wait for each other. */
export const LOCK_NUMBERS = {
  /** What counts along the tree shares it, what changes the tree owns it. Taken first in every transaction. */
  structure: 7_202_001,
  /** Mutations of records, one after another. Released versions know this number, and run beside this one during an upgrade. */
  records: 7_202_002,
  /** The programs that want to migrate a database, one after another; held in a session, for as long as that takes. */
  migration: 7_202_003,
} as const;
