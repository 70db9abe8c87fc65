/** What every subscription to events takes, and every subscription to a state. */
import { ArgsType, Field, Int } from 'type-graphql';
import { CursorScalar } from '../api/cursor-scalar';
import { requireWhole } from './require-number';

/** Not part of what is asked for: `shareOperation` takes it away. */
@ArgsType()
class SubscriberArguments {
  @Field(() => String, {
    nullable: true,
    description:
      'Anything that no other subscriber says, such as a UUID. The server does not look at it; but a router in front of it that merges equal subscriptions keeps apart those that differ in it, so that each gets its own beginning.',
  })
  subscriber?: string | null;
}

@ArgsType()
export class FollowArguments extends SubscriberArguments {
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
  atMostEvery?: number | null;
}

@ArgsType()
export class PaceArguments extends SubscriberArguments implements Paced {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 0,
    description:
      'Milliseconds that lie between two pushes at least, 0 to 60,000: what changes meanwhile comes with the next one. The first state comes at once, and the newest always comes in the end.',
  })
  atMostEvery?: number | null;
}

const LONGEST_PACE = 60_000;

/** Null and absent mean the same: no pause. */
export function requirePace(atMostEvery: number | null | undefined): number {
  return requireWhole(atMostEvery ?? 0, LONGEST_PACE, 'atMostEvery');
}
