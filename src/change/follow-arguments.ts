/** What every subscription to events takes, and every subscription to a state. */
import { ArgsType, Field, Int } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';
import { requireWhole } from './require-number';

@ArgsType()
export class FollowArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is followed; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Everything after this place first, then live, without gap or repeat; only what is new when absent.',
  })
  after?: string | null;
}

/** What is asked of how often a state comes; it comes after every change when absent. */
export interface Paced {
  atMostEvery?: number;
}

@ArgsType()
export class PaceArguments implements Required<Paced> {
  @Field(() => Int, {
    defaultValue: 0,
    description:
      'Milliseconds that lie between two pushes at least, 0 to 60,000: what changes meanwhile comes with the next one. The first state comes at once, and the newest always comes in the end.',
  })
  atMostEvery!: number;
}

const LONGEST_PACE = 60_000;

export function requirePace(atMostEvery = 0): number {
  return requireWhole(atMostEvery, LONGEST_PACE, 'atMostEvery');
}
