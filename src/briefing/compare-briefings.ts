/** Compares two briefings, figure by figure. */
import { Field, Float, ObjectType } from 'type-graphql';
import type { BriefingContent } from '../paper/content';
import { BriefingFigure, toFigure } from './briefing-figure';

@ObjectType({ description: 'A figure of two briefings.' })
export class FigureChange {
  @Field(() => BriefingFigure, {
    description: 'The figure, as in the second briefing, or as in the first when the second does not have it.',
  })
  figure!: BriefingFigure;

  @Field(() => Float, {
    nullable: true,
    description: 'Its value in the first; null when that does not have the figure.',
  })
  from!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Its value in the second; null when that does not have the figure.',
  })
  to!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'to − from, in percentage points for a share; null when either is missing.',
  })
  change!: number | null;
}

interface Compared {
  content: BriefingContent;
  /** The same when it was published. */
  frozen: BriefingContent | undefined;
}

/** Every figure that either has, in the order of the second, then of the first. Pure. */
export function compareBriefings(from: Compared, to: Compared): FigureChange[] {
  const before = new Map(from.content.figures.map((figure) => [figure.id, figure]));
  const after = new Map(to.content.figures.map((figure) => [figure.id, figure]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((id) => {
    const [told, of] = after.has(id) ? [after.get(id), to] : [before.get(id), from];
    if (told === undefined) return [];
    const first = before.get(id)?.value ?? null;
    const second = after.get(id)?.value ?? null;
    return [{ figure: toFigure(told, of.frozen), from: first, to: second, change: changeOf(first, second) }];
  });
}

/** Percentages have one decimal: their difference has no more. */
function changeOf(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null;
  const difference = to - from;
  return Number.isInteger(difference) ? difference : Math.round(difference * 1_000) / 1_000;
}
