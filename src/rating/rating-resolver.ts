/** Ratings in the API: the figures of a year, its bodies, and what each rating leads to. */
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import type { Day } from '../day';
import { connectionTypes, type Connection } from '../api/connection';
import { DayScalar } from '../api/day-scalar';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { historyOf } from '../change/history';
import { requireYear } from '../change/require-number';
import {
  followQualityRating,
  followRatingEvents,
  lookAtQualityRating,
  type QualityRatingLook,
  type QualityRatingRequest,
  type RatingEventsRequest,
} from './follow-quality-rating';
import { GradeCount, gradesOf, peopleIn } from './grade';
import { listRatedBodies, type RatedBodiesPage } from './list-rated-bodies';
import { loadQualityRating } from './load-quality-rating';
import { QualityRating } from './quality-rating';
import { RatedBody } from './rated-body';
import { Rating } from './rating';
import { RatingEvent, toRatingEvent } from './rating-event';
import { RATING } from './rating-noun';

@ArgsType()
class StateArguments implements QualityRatingRequest {
  @Field(() => Int, { description: 'The year that is rated: 2019.' })
  year!: number;

  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is counted; the viewer's own when absent.",
  })
  within?: string | null;
}

@ArgsType()
class QualityRatingArguments extends StateArguments {
  @Field(() => DayScalar, {
    nullable: true,
    description: 'As of this day, by what is known now; the business day when absent.',
  })
  asOf?: Day | null;
}

@ArgsType()
class FollowRatingsArguments extends FollowArguments implements RatingEventsRequest {
  @Field(() => Int, { nullable: true, description: 'Only ratings of this year; of every year when absent.' })
  year?: number | null;
}

@ArgsType()
class BodiesArguments implements RatedBodiesPage {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only bodies that had finished (true), or only others (false).',
  })
  finished?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many: 1 to 200, 50 when absent.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Go on after this `endCursor`.' })
  after?: string | null;
}

const RatedBodyConnection = connectionTypes('RatedBody', RatedBody);

@Resolver(() => QualityRating)
export class QualityRatingResolver {
  @Query(() => QualityRating, {
    nullable: true,
    description: 'How far the quality rating of a year is, and how many people stand in each grade.',
  })
  async qualityRating(
    @Ctx() operation: Operation,
    @Args(() => QualityRatingArguments) { year, within, asOf }: QualityRatingArguments,
  ): Promise<QualityRating> {
    requireYear(year, 'year');
    const organization = await requireWithin(operation, within, 'seeTotals');
    return loadQualityRating(operation, organization, year, asOf ?? null);
  }

  @Subscription(() => QualityRating, {
    name: 'qualityRating',
    description:
      'The state, not events: the figures of today at once, then the newest ones after a rating was recorded, corrected or retracted, and when the day turns. States in between may be skipped; positions only rise.',
    subscribe: ({ args, context, info }: SubscribeResolverData<unknown, QualityRatingRequest, Operation>) =>
      followQualityRating(context, args, info),
  })
  qualityRatingState(
    @Ctx() operation: Operation,
    @Root() look: QualityRatingLook,
    @Args(() => StateArguments) _state: StateArguments,
  ): Promise<QualityRating> {
    return lookAtQualityRating(operation, look);
  }

  @Subscription(() => RatingEvent, {
    description: 'Pushes every event of ratings: recorded, corrected, retracted.',
    subscribe: ({ args, context }: { args: RatingEventsRequest; context: Operation }) =>
      followRatingEvents(context, args),
  })
  ratingChanged(
    @Root() event: RatingEvent,
    @Args(() => FollowRatingsArguments) _follow: FollowRatingsArguments,
  ): RatingEvent {
    return event;
  }

  @FieldResolver(() => Organization, { description: 'The organization whose subtree is counted.' })
  organization(@Ctx() operation: Operation, @Root() { path }: QualityRating): Promise<Organization> {
    return loadOrganization(operation, path.at(-1) ?? 0);
  }

  @FieldResolver(() => RatedBodyConnection, {
    description:
      'The centrally-run bodies at and below the organization that the viewer may see, by code: provinces and cities, and the blocs and forces that no figure counts.',
  })
  bodies(
    @Ctx() operation: Operation,
    @Root() rating: QualityRating,
    @Args(() => BodiesArguments) page: BodiesArguments,
  ): Promise<Connection<RatedBody>> {
    return listRatedBodies(operation, rating, page);
  }
}

@Resolver(() => RatedBody)
export class RatedBodyResolver {
  @FieldResolver(() => Organization, { description: 'The body.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: RatedBody): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }
}

@Resolver(() => Rating)
export class RatingResolver {
  @FieldResolver(() => Organization, { description: 'Whose rating it is.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: Rating): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => Int, { description: 'People rated: those of all grades together.' })
  people(@Root() rating: Rating): number {
    return peopleIn(rating);
  }

  @FieldResolver(() => [GradeCount], {
    complexity: ({ childComplexity }) => 1 + 5 * childComplexity,
    description: 'How many people were given each grade: all five, from the best down, also when nobody was.',
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
