/** What the feed shows of an event: what happened where, and the totals that it led to. */
import type { EventKind, FeedQuery, Level } from '../../generated/operations.ts';
import type { Named } from '../board/board.ts';
import { COUNTED, STAGES, type Stage } from '../board/stage.ts';

interface Total {
  planned: number;
  completed: number;
}

export interface FeedRow extends Named {
  position: number;
  /** Of the event: what is older comes before it. */
  cursor: string;
  kind: EventKind;
  recordedAt: string;
  reason: string | null;
  /** Those between the place that is shown and the organization, from above: the first lies directly below the place. */
  above: readonly Named[];
  pilot: boolean;
  plannedOn: string | null;
  heldOn: string | null;
  /** The one that the congress is counted at first; null where its level is none. */
  stage: Stage | null;
  /** Of the place that is shown, at that stage. */
  total: Total | null;
  /** The same of the one directly below the place, in which it happened. */
  totalBelow: Total | null;
}

type FeedNode = NonNullable<FeedQuery['events']>['edges'][number]['node'];
/** As the list has it; an event that is pushed has the same, and more. */
export type FeedEvent = Extract<FeedNode, { __typename: 'CongressEvent' }>;

/** Null where the event is about no congress that the reader may see. */
export function toFeedRow(event: FeedEvent, cursor: string, place: string): FeedRow | null {
  const { organization, congress, position, kind, recordedAt, reason } = event;
  if (organization === null || congress === null) return null;
  const { code, name, nameEn, ancestors } = organization;
  const stage = stageOf(congress);
  const totals = stage === null ? [] : event[stage];
  const above = code === place ? [] : between(ancestors, place);
  const totalOf = (wanted: string): Total | null => {
    const found = totals.find((each) => each.organization.code === wanted);
    return found ? { planned: found.planned, completed: found.completed } : null;
  };
  return {
    ...{ position, cursor, kind, recordedAt, reason, code, name, nameEn, above, stage },
    pilot: congress.pilot,
    plannedOn: congress.plannedOn,
    heldOn: congress.heldOn,
    total: totalOf(place),
    totalBelow: code === place ? null : totalOf(above[0]?.code ?? code),
  };
}

/** `ancestors` has the nearest first. */
function between(ancestors: readonly Named[], place: string): Named[] {
  const index = ancestors.findIndex(({ code }) => code === place);
  return ancestors
    .slice(0, index === -1 ? ancestors.length : index)
    .map(({ code, name, nameEn }) => ({ code, name, nameEn }))
    .reverse();
}

function stageOf({ level, pilot }: { level: Level; pilot: boolean }): Stage | null {
  if (level === COUNTED.pilots.level && pilot) return 'pilots';
  return STAGES.find((stage) => stage !== 'pilots' && COUNTED[stage].level === level) ?? null;
}
