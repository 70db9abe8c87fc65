/** What the sockets subscribe to. */

export type Selection = 'flat' | 'nested';

/** `flat` is in the event itself; `nested` has to be read from the database. */
export const SELECTIONS: Record<Selection, string> = {
  flat: `subscription {
    congressCompleted {
      cursor
      node {
        position
        kind
        congress { status pilot plannedOn heldOn delegatesSummoned delegatesAttended committeeElected }
        progress { completed planned remaining overdue rate }
      }
    }
  }`,
  nested: `subscription {
    congressCompleted {
      node {
        position
        congress { heldOn organization { code name parent { code name progress { planned completed } } } }
      }
    }
  }`,
};

/** For the burst: about as much as a dashboard asks for. */
export const EVERY_EVENT = `subscription {
  congressChanged {
    cursor
    previousCursor
    node {
      position
      kind
      recordedAt
      congress { id status pilot plannedOn heldOn }
      progress { completed planned rate }
    }
  }
}`;

/** For slow sockets: as much of an event as there is in it. */
export const ALL_OF_EVERY_EVENT = `subscription {
  congressChanged {
    cursor
    previousCursor
    node {
      position
      kind
      recordedAt
      by
      reason
      congress { id level status pilot plannedOn heldOn delegatesSummoned delegatesAttended committeeElected note position }
      progress {
        id level pilot asOf cursor position
        planned completed remaining overdue pastDeadline completedOnTime completedLate postponed rate
      }
    }
  }
}`;
