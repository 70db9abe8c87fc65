/** The ratings of single bodies in the API: their events and their fields. */
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import { requireYear } from '../change/require-number';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { GradeCount, gradesOf, peopleIn } from './grade';
import { labelOfYear, Rating, RATING, RATING_KINDS, RatingEvent, toRatingEvent } from './rating';

@ArgsType()
class FollowRatingsArguments extends FollowArguments {
  @Field(() => Int, { nullable: true, description: 'Only ratings of this year; of every year when absent.' })
  year?: number | null;
}

interface Subscribing {
  args: FollowRatingsArguments;
  context: Operation;
}

@Resolver(() => Rating)
export class RatingResolver {
  @Subscription(() => RatingEvent, {
    description: 'Pushes every event of ratings: recorded, corrected, retracted.',
    subscribe: ({ args, context }: Subscribing) => {
      const labels = args.year == null ? [] : [labelOfYear(requireYear(args.year, 'year'))];
      return followEvents(context, args, { kinds: RATING_KINDS, labels }, toRatingEvent);
    },
  })
  ratingChanged(
    @Root() event: RatingEvent,
    @Args(() => FollowRatingsArguments) _follow: FollowRatingsArguments,
  ): RatingEvent {
    return event;
  }

  @FieldResolver(() => Organization, { description: 'The body that was rated.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: Rating): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => Int, { description: 'People rated, in all grades together.' })
  people(@Root() rating: Rating): number {
    return peopleIn(rating);
  }

  @FieldResolver(() => [GradeCount], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description:
      'How many people were given each grade: all five grades, from the best down, even those that nobody was given.',
  })
  grades(@Root() rating: Rating): GradeCount[] {
    return gradesOf(rating);
  }

  @FieldResolver(() => [RatingEvent], {
    description: 'All that ever happened to it, from the first record on; the latest is last.',
  })
  async history(@Ctx() operation: Operation, @Root() { id }: Rating): Promise<RatingEvent[]> {
    return historyOf(operation, { noun: RATING, recordId: id }, toRatingEvent);
  }
}
