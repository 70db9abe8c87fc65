/** Events of congresses in the API, as they come, with the totals that they led to. */
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Resolver,
  Root,
  Subscription,
  type SubscribeResolverData,
} from 'type-graphql';
import { ofLength } from '../api/price';
import { USUAL_PATH } from '../progress/progress';
import type { Operation } from '../access/operation';
import type { EventEdge } from '../change/events-of';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { Level } from '../organization/level';
import { Progress } from '../progress/progress';
import { CONGRESS_EVENTS, CongressEvent, totalsOfEvent } from './congress-event';
import { CongressEventKind } from './congress-event-kind';
import { congressLabels } from './congress-entry';

@ArgsType()
class SliceArguments {
  @Field(() => Level, { nullable: true, description: 'Count only congresses of this level.' })
  level?: Level | null;

  @Field(() => Boolean, { nullable: true, description: 'Count only pilots (true), or only others (false).' })
  pilot?: boolean | null;
}

@ArgsType()
class FollowCongressesArguments extends FollowArguments {
  @Field(() => Level, { nullable: true, description: 'Only congresses of this level.' })
  level?: Level | null;

  @Field(() => Boolean, { nullable: true, description: 'Only pilots (true), or only others (false).' })
  pilot?: boolean | null;
}

type Subscribing = SubscribeResolverData<unknown, FollowCongressesArguments, Operation>;

function followCongresses({ args, context }: Subscribing, kinds = CONGRESS_EVENTS.kinds) {
  const { level = null, pilot = null } = args;
  const labels = congressLabels(level, pilot === null ? [] : [pilot]);
  return followEvents(context, args, CONGRESS_EVENTS, { kinds, labels });
}

@Resolver(() => CongressEvent)
export class CongressEventResolver {
  @Subscription(() => CONGRESS_EVENTS.Edge, {
    description:
      'Pushes an event whenever a congress is reported completed. A correction does not fire it; a new report after a retraction does.',
    subscribe: (asked: Subscribing) => followCongresses(asked, [CongressEventKind.COMPLETED]),
  })
  congressCompleted(
    @Root() edge: EventEdge,
    @Args(() => FollowCongressesArguments) _follow: FollowCongressesArguments,
  ): EventEdge {
    return edge;
  }

  @Subscription(() => CONGRESS_EVENTS.Edge, {
    description: 'Pushes every event of congresses, and each turn of the business day.',
    subscribe: (asked: Subscribing) => followCongresses(asked),
  })
  congressChanged(
    @Root() edge: EventEdge,
    @Args(() => FollowCongressesArguments) _follow: FollowCongressesArguments,
  ): EventEdge {
    return edge;
  }

  @FieldResolver(() => [Progress], {
    complexity: ofLength(USUAL_PATH),
    description:
      'Totals at this position, of the organization first, then of each one above it that the viewer may see. Of DAY_TURNED: of the root.',
  })
  progress(
    @Ctx() { viewer }: Operation,
    @Root() { entry, epoch }: CongressEvent,
    @Args(() => SliceArguments) { level = null, pilot = null }: SliceArguments,
  ): Progress[] {
    return totalsOfEvent(viewer, entry, epoch, { level, pilot });
  }
}
