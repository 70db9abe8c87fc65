/** What the page knows of an organization at one position of the log. */
import type { BoardCongressFragment, BoardQuery, Level } from '../../generated/operations.ts';
import { addDays } from '../days.ts';
import type { Stage, StageTallies, Tally } from './stage.ts';

export interface Named {
  code: string;
  name: string;
  nameEn: string | null;
}

/** An organization directly below. */
export interface Body extends Named, Tally {
  level: Level;
  /** Held by the end of the day before, as far as that is known; what is more was held today. */
  completedBefore: number;
}

export interface Board {
  stage: Stage;
  code: string;
  /** Of the organization itself, where it holds one. */
  congress: BoardCongressFragment | null;
  cursor: string;
  position: number;
  /** The business day. */
  today: string;
  tallies: StageTallies;
  chosen: Tally & { completedBefore: number };
  /** In the order of their codes. */
  bodies: readonly Body[];
  /** Of those below; more than `bodies` where there are too many for one list. */
  bodiesTotal: number;
}

/** Null where the organization does not exist, or may not be seen. */
export function readBoard(data: BoardQuery, stage: Stage): Board | null {
  const { chosen, pilots, pilotsAbove, grassroots, above, central, yesterday, campaign } = data;
  if (chosen === null || campaign === null || !pilots || !pilotsAbove || !grassroots || !above || !central) return null;
  const { organization, children, cursor, position } = chosen;
  const before = new Map(
    (yesterday?.children.edges ?? []).map(({ node }) => [node.organization.code, node.completed] as const),
  );
  return {
    stage,
    code: organization.code,
    congress: organization.congress,
    cursor,
    position,
    today: campaign.today,
    tallies: {
      pilots: tallyOf(pilots),
      pilotsAbove: tallyOf(pilotsAbove),
      grassroots: tallyOf(grassroots),
      above: tallyOf(above),
      central: tallyOf(central),
    },
    chosen: { ...tallyOf(chosen), completedBefore: yesterday?.completed ?? chosen.completed },
    bodies: children.edges.map(({ node }) => ({
      ...node.organization,
      ...tallyOf(node),
      completedBefore: before.get(node.organization.code) ?? node.completed,
    })),
    bodiesTotal: children.totalCount,
  };
}

export function tallyOf({ planned, completed, dueByNow, overdue }: Tally): Tally {
  return { planned, completed, dueByNow, overdue };
}

export function dayBefore(day: string): string {
  return addDays(day, -1);
}
