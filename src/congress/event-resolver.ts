/** Events of congresses in the API: listed from the log, and pushed as they come. */
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { withinReach } from '../change/reach';
import { connectionTypes } from '../api/connection';
import { CursorScalar } from '../api/cursor-scalar';
import { Level } from '../organization/level';
import { requireWithin } from '../organization/load-organization';
import { Progress } from '../progress/progress';
import { CongressEvent, toCongressEvent, totalsOfEvent } from './congress-event';
import { CongressEventKind } from './congress-event-kind';
import { congressLabels } from './congress-entry';
import { listEvents } from './list-events';

@ObjectType({ description: 'A page of the log of events.' })
class CongressEventConnection extends connectionTypes('CongressEvent', CongressEvent) {
  @Field(() => Int, { description: 'The page is complete up to this position of the log.' })
  position!: number;
}

@ArgsType()
class EventsPageArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is listed; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the start: 1 to 200, 50 when absent.' })
  first?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only events after this place.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end instead: 1 to 200.' })
  last?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: 'Only events before this place.' })
  before?: string | null;
}

@ArgsType()
class FollowCongressesArguments extends FollowArguments {
  @Field(() => Level, { nullable: true, description: 'Only congresses of this level.' })
  level?: Level | null;

  @Field(() => Boolean, { nullable: true, description: 'Only pilots (true), or only others (false).' })
  pilot?: boolean | null;
}

type Subscribing = SubscribeResolverData<unknown, FollowCongressesArguments, Operation>;

/** Without kinds, every entry with totals: those of congresses and of the business day. */
function followCongresses({ args, context }: Subscribing, kinds?: readonly CongressEventKind[]) {
  const { level = null, pilot = null } = args;
  const labels = congressLabels(level, pilot === null ? [] : [pilot]);
  const own = kinds === undefined ? { withTotals: true, labels } : { kinds, labels };
  return followEvents(context, args, own, toCongressEvent({ level, pilot }));
}

@Resolver(() => CongressEvent)
export class EventResolver {
  @Query(() => CongressEventConnection, {
    nullable: true,
    description: 'The log of events, in the order of positions.',
  })
  async events(
    @Ctx() operation: Operation,
    @Args(() => EventsPageArguments) { within, ...page }: EventsPageArguments,
  ): Promise<CongressEventConnection> {
    const reach = withinReach(operation.viewer, await requireWithin(operation, within));
    return listEvents(operation, { ...reach, withTotals: true, labels: [] }, page);
  }

  @Subscription(() => CongressEvent, {
    description:
      'Pushes an event whenever a congress is reported completed. A correction does not fire it; a new report after a retraction does.',
    subscribe: (asked: Subscribing) => followCongresses(asked, [CongressEventKind.COMPLETED]),
  })
  congressCompleted(
    @Root() event: CongressEvent,
    @Args(() => FollowCongressesArguments) _follow: FollowCongressesArguments,
  ): CongressEvent {
    return event;
  }

  @Subscription(() => CongressEvent, {
    description: 'Pushes every event of any kind.',
    subscribe: (asked: Subscribing) => followCongresses(asked),
  })
  congressChanged(
    @Root() event: CongressEvent,
    @Args(() => FollowCongressesArguments) _follow: FollowCongressesArguments,
  ): CongressEvent {
    return event;
  }

  @FieldResolver(() => [Progress], {
    description:
      'Totals at this position, of the organization first, then of each one above it that the viewer may see, in the level and pilot flag of the subscription. Of DAY_TURNED: of the root.',
  })
  progress(@Ctx() { viewer }: Operation, @Root() { entry, epoch, slice }: CongressEvent): Progress[] {
    return totalsOfEvent(viewer, entry, epoch, slice);
  }
}
