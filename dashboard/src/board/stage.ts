/** The stages of a campaign: the pilots at the grassroots, then each level after the other. */
import type { Level, StagesQuery } from '../../generated/operations.ts';

export const STAGES = ['pilots', 'grassroots', 'above', 'central'] as const;
export type Stage = (typeof STAGES)[number];

/** What is counted at a stage. */
export interface Tally {
  planned: number;
  completed: number;
  /** Null where no day has come by which something is due. */
  dueByNow: number | null;
  overdue: number;
}

/** As `level` and `pilot` ask for it. */
export const COUNTED: Record<Stage, { level: Level; pilot: true | null }> = {
  pilots: { level: 'GRASSROOTS', pilot: true },
  grassroots: { level: 'GRASSROOTS', pilot: null },
  above: { level: 'UPPER_GRASSROOTS', pilot: null },
  central: { level: 'CENTRALLY_RUN', pilot: null },
};

export type Campaign = NonNullable<StagesQuery['campaign']>;
/** `pilotsAbove` are those of the level above the grassroots; they are no stage of their own. */
export type StageTallies = Record<Stage | 'pilotsAbove', Tally>;

export function isStage(text: string): text is Stage {
  return (STAGES as readonly string[]).includes(text);
}

/**
 * The stage under way: the pilots while nothing else is due, then the level with the nearest deadline that is not done, and when
 * all is done, the last of them. Undefined where nothing is planned at all.
 */
export function stageUnderWay(tallies: StageTallies, { levels }: Pick<Campaign, 'levels'>): Stage | undefined {
  const planned = STAGES.filter((stage) => tallies[stage].planned > 0);
  const areAlone =
    isUntouched(tallies.grassroots, tallies.pilots) &&
    isUntouched(tallies.above, tallies.pilotsAbove) &&
    isUntouched(tallies.central);
  if (areAlone && planned.includes('pilots') && !isDone(tallies.pilots)) return 'pilots';
  const deadlineOf = (stage: Stage): string =>
    levels.find(({ level }) => level === COUNTED[stage].level)?.dueOn ?? '9999-12-31';
  const byDeadline = planned
    .filter((stage) => stage !== 'pilots')
    .sort((one, other) => (deadlineOf(one) < deadlineOf(other) ? -1 : 1));
  return byDeadline.find((stage) => !isDone(tallies[stage])) ?? byDeadline.at(-1) ?? planned.at(-1);
}

function isDone({ planned, completed }: Tally): boolean {
  return completed >= planned;
}

/** Nothing of the level is due but its pilots. */
function isUntouched({ dueByNow }: Tally, pilots?: Tally): boolean {
  return (dueByNow ?? 0) <= (pilots?.dueByNow ?? 0);
}
