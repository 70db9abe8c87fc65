/** The ratings of single bodies in the API: their events and their fields. */
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { EventConnection, EventEdge } from '../change/events-of';
import { costOfHistory, HistoryPage } from '../change/events-page';
import { historyOf } from '../change/history';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ID_OF_RECORD } from '../record/record-node';
import { GradeCount, gradesOf, peopleIn } from './grade';
import { labelOfYear, Rating, RATING, RATINGS } from './rating';
import { RATING_NODE } from './rating-nodes';
import { YearScalar } from '../api/year-scalar';

@ArgsType()
class FollowRatingsArguments extends FollowArguments {
  @Field(() => YearScalar, { nullable: true, description: 'Only ratings of this year; of every year when absent.' })
  year?: number | null;
}

interface Subscribing {
  args: FollowRatingsArguments;
  context: Operation;
}

@Resolver(() => Rating)
export class RatingResolver {
  @Subscription(() => RATINGS.Edge, {
    description: 'Pushes every event of ratings: recorded, corrected, retracted.',
    subscribe: ({ args, context }: Subscribing) => {
      const labels = args.year == null ? [] : [labelOfYear(args.year)];
      return followEvents(context, args, RATINGS, { labels });
    },
  })
  ratingChanged(
    @Root() edge: EventEdge,
    @Args(() => FollowRatingsArguments) _follow: FollowRatingsArguments,
  ): EventEdge {
    return edge;
  }

  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() rating: Rating): Promise<string> {
    return RATING_NODE.idOf(operation, rating);
  }

  @FieldResolver(() => Organization, { description: 'The body that was rated.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: Rating): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether its record was taken back: the body then counts as not finished, and nobody is counted.',
  })
  retracted(@Root() { finishedOn }: Rating): boolean {
    return finishedOn === null;
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

  @FieldResolver(() => RATINGS.Connection, {
    complexity: costOfHistory,
    description: 'All that ever happened to it, from the first record on.',
  })
  history(
    @Ctx() operation: Operation,
    @Root() { id }: Rating,
    @Args(() => HistoryPage) page: HistoryPage,
  ): Promise<EventConnection> {
    return historyOf(operation, { noun: RATING, recordId: id }, RATINGS, page);
  }
}
