/** What every view shows of where it is: the campaign, the organization and the stage under way. */
import { StagesDocument, type Level, type StagesQuery } from '../../generated/operations.ts';
import type { Address } from '../address.ts';
import { tallyOf, type Named } from '../board/board.ts';
import { stageUnderWay, type Campaign, type Stage, type StageTallies } from '../board/stage.ts';
import { ask, Refusal, type Asking } from '../source/asking.ts';

interface Place extends Named {
  level: Level;
  /** From the root. */
  ancestors: readonly Named[];
}

export interface Frame {
  campaign: Campaign;
  place: Place;
  /** The one that was asked for, or else the one under way. */
  stage: Stage;
  tallies: StageTallies;
  position: number;
  /** Of the newest entry that the frame was read with. */
  cursor: string;
}

/** Throws a Refusal: NOT_FOUND, UNAUTHENTICATED, NO_CAMPAIGN … */
export function* askFrame({ code, stage }: Address): Asking<Frame> {
  const found = yield* ask(StagesDocument, { within: code ?? null });
  const { campaign, pilots } = found;
  if (campaign === null) throw new Refusal('NO_CAMPAIGN', '');
  const tallies = talliesOf(found);
  if (pilots === null || tallies === undefined) throw new Refusal('NOT_FOUND', '');
  const { organization, position, cursor } = pilots;
  return {
    campaign,
    place: { ...organization, ancestors: [...organization.ancestors].reverse() },
    stage: stage ?? stageUnderWay(tallies, campaign) ?? 'grassroots',
    tallies,
    position,
    cursor,
  };
}

function talliesOf({ pilots, pilotsAbove, grassroots, above, central }: StagesQuery): StageTallies | undefined {
  if (!pilots || !pilotsAbove || !grassroots || !above || !central) return undefined;
  return {
    pilots: tallyOf(pilots),
    pilotsAbove: tallyOf(pilotsAbove),
    grassroots: tallyOf(grassroots),
    above: tallyOf(above),
    central: tallyOf(central),
  };
}
