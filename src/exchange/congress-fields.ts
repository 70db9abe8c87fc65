/** What every row about a congress may say of it, and how its cells are read. */
import type { CongressStatus } from '../congress/congress-event-kind';
import type { Day } from '../day';
import { VALUES } from './columns';
import type { Row } from './read-row';

/** What is null is not said. */
export interface CongressFields {
  pilot: boolean | null;
  status: CongressStatus | null;
  plannedOn: Day | null;
  /** The first day on which the plan holds that the row makes. */
  since: Day | null;
  heldOn: Day | null;
  delegatesSummoned: number | null;
  delegatesAttended: number | null;
  committeeElected: number | null;
  note: string | null;
  reason: string | null;
}

export const NOTHING_SAID: CongressFields = {
  pilot: null,
  status: null,
  plannedOn: null,
  since: null,
  heldOn: null,
  delegatesSummoned: null,
  delegatesAttended: null,
  committeeElected: null,
  note: null,
  reason: null,
};

export function readCongressFields(row: Row): CongressFields {
  return {
    pilot: row.flag('pilot'),
    status: row.word('status', VALUES.status),
    plannedOn: row.day('plannedOn'),
    since: row.day('since'),
    heldOn: row.day('heldOn'),
    delegatesSummoned: row.count('delegatesSummoned'),
    delegatesAttended: row.count('delegatesAttended'),
    committeeElected: row.count('committeeElected'),
    // Judged where it is known what stands.
    note: row.held('note'),
    reason: row.text('reason'),
  };
}
