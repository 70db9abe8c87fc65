/** Compares two briefings, figure by figure. */
import { Field, Float, ObjectType } from 'type-graphql';
import type { BriefingContent } from '../document/content';
import { BriefingFigure, toFigure } from './briefing-figure';

@ObjectType({ description: 'A figure of two briefings.' })
export class FigureChange {
  @Field(() => BriefingFigure, {
    description: 'The figure, as in the second briefing, or as in the first when the second does not have it.',
  })
  figure!: BriefingFigure;

  @Field(() => Float, { nullable: true, description: 'In the first; null when it does not have the figure.' })
  a!: number | null;

  @Field(() => Float, { nullable: true, description: 'In the second; null when it does not have the figure.' })
  b!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'b − a, in percentage points for a share; null when either is missing.',
  })
  change!: number | null;
}

/** Every figure that either has, in the order of the second, then of the first. Pure. */
export function compareBriefings(a: BriefingContent, b: BriefingContent): FigureChange[] {
  const before = new Map(a.figures.map((figure) => [figure.id, figure]));
  const after = new Map(b.figures.map((figure) => [figure.id, figure]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((id) => {
    const told = after.get(id) ?? before.get(id);
    if (told === undefined) return [];
    const first = before.get(id)?.value ?? null;
    const second = after.get(id)?.value ?? null;
    return [{ figure: toFigure(told), a: first, b: second, change: changeOf(first, second) }];
  });
}

/** Percentages have one decimal: their difference has no more. */
function changeOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  const difference = b - a;
  return Number.isInteger(difference) ? difference : Math.round(difference * 1_000) / 1_000;
}
