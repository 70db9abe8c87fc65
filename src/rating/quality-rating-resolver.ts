/** The quality rating of a year in the API: asked for as of a day, or followed as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { DayScalar } from '../api/day-scalar';
import { followState, readState, type StateRead } from '../change/follow-log';
import { PaceArguments } from '../change/follow-arguments';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import type { Day } from '../day';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { loadQualityRating, QualityRating } from './quality-rating';
import { BodiesArguments, listRatedBodies, RatedBody } from './rated-bodies';
import { RATINGS } from './rating';
import { idOfQualityRating } from './rating-nodes';
import { YearScalar } from '../api/year-scalar';
import { ofStatements } from '../api/price';

@ArgsType()
class StateArguments {
  @Field(() => YearScalar, { description: 'The year that is rated, such as 2019.' })
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

const RatedBodyConnection = connectionTypes('RatedBody', RatedBody);

/** The turn of the day makes no body finish, but moves the day as of which the figures are. */
const STATE_KINDS = [...RATINGS.kinds, CongressEventKind.DAY_TURNED];

function followQualityRating(
  operation: Operation,
  request: StateArguments,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const followed = { kinds: STATE_KINDS, besides: congressKindsShown(info), right: 'seeTotals' } as const;
  return followState(operation, request, followed, info);
}

@Resolver(() => QualityRating)
export class QualityRatingResolver {
  @Query(() => QualityRating, {
    complexity: ofStatements(3),
    nullable: true,
    description: 'How far the quality rating of a year has come, and how many people were given each grade.',
  })
  async qualityRating(
    @Ctx() operation: Operation,
    @Args(() => QualityRatingArguments) { year, within, asOf }: QualityRatingArguments,
  ): Promise<QualityRating> {
    const organization = await requireWithin(operation, within, 'seeTotals');
    return loadQualityRating(operation, organization, year, asOf ?? null);
  }

  @Subscription(() => QualityRating, {
    name: 'qualityRating',
    description:
      'The state, not events: the figures of today at once, then the newest ones after a rating was recorded, corrected or retracted, and when the day turns. States in between may be skipped; positions only rise.',
    subscribe: ({ args, context, info }: SubscribeResolverData<unknown, StateArguments, Operation>) =>
      followQualityRating(context, args, info),
  })
  qualityRatingState(
    @Ctx() operation: Operation,
    @Root() read: StateRead<StateArguments>,
    @Args(() => StateArguments) _state: StateArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
  ): Promise<QualityRating> {
    const load = (organization: Organization): Promise<QualityRating> =>
      loadQualityRating(operation, organization, read.request.year, null);
    return readState(operation, read, load, 'seeTotals');
  }

  @FieldResolver(() => ID, {
    description:
      'The same for the same organization and year, whatever the business day, so that pushed figures replace fetched ones; figures as of a day that was asked for have an id of their own for each day.',
  })
  id(@Root() rating: QualityRating): string {
    return idOfQualityRating(rating);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose subtree is counted.' })
  organization(@Ctx() operation: Operation, @Root() { path }: QualityRating): Organization | Promise<Organization> {
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
  organization(
    @Ctx() operation: Operation,
    @Root() { organizationId }: RatedBody,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }
}
