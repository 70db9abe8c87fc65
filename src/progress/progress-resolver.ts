/** Progress in the API. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Operation } from '../access/operation';
import { followState, readState, type StateRead } from '../change/follow-log';
import { PaceArguments } from '../change/follow-arguments';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { LEVELS, type Level } from '../organization/level';
import { levelsOfTree } from '../organization/levels-of-tree';
import { loadProgress, progressId } from './load-progress';
import { Progress, Interval, ProgressOrder, ProgressPoint } from './progress';
import { readOwnAhead } from './read-own-ahead';
import {
  Arg,
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
import { may } from '../access/may';
import { connectionTypes, type Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { costOfPage, ofLength, STATEMENT, type Measured } from '../api/price';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { countsOf } from './figure';
import { figuresOf, LevelFigures, RegionFigures } from './figures';
import { pageChildren } from './load-children';
import { loadRegions } from './load-regions';
import { loadTimeline } from './load-timeline';
import { ScopeArguments, SliceArguments } from './scope-arguments';

@ArgsType()
class StateArguments extends SliceArguments implements ProgressFollowed {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is counted; the viewer's own when absent.",
  })
  within?: string | null;
}

@ArgsType()
class ProgressArguments extends ScopeArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is counted; the viewer's own when absent.",
  })
  within?: string | null;
}

const ProgressConnection = connectionTypes('Progress', Progress);

/** As the demo country has them. */
const USUAL_REGIONS = 8;

/** Days of the past are added up, those of today are kept so. */
function costOfProgress({ args, childComplexity }: Measured): number {
  return STATEMENT + (args['asOf'] == null ? 0 : 2 * STATEMENT) + childComplexity;
}

/** The days of an organization are read and added up, however few points are shown. */
const DAYS = 400;

/** Points of a timeline over a campaign of thirteen months. */
function pointsIn({ interval }: { interval?: unknown }): number {
  return { [Interval.DAY]: 400, [Interval.WEEK]: 60, [Interval.MONTH]: 14 }[interval as Interval];
}

@Resolver(() => Progress)
export class ProgressResolver {
  @Query(() => Progress, { nullable: true, complexity: costOfProgress, description: 'How far the campaign is.' })
  async progress(
    @Ctx() operation: Operation,
    @Args(() => ProgressArguments) { within, ...scope }: ProgressArguments,
  ): Promise<Progress> {
    if (within == null && scope.asOf == null) readOwnAhead(operation);
    const { path } = await requireWithin(operation, within, 'seeTotals');
    return loadProgress(operation, path, scope);
  }

  @Subscription(() => Progress, {
    name: 'progress',
    description:
      'The state, not events: the figures of today at once, then the newest ones after anything has changed them, the turn of the day too. States in between may be skipped; positions only rise.',
    subscribe: ({ args, context, info }: SubscribeResolverData<unknown, ProgressFollowed, Operation>) =>
      followProgress(context, args, info),
  })
  progressState(
    @Ctx() operation: Operation,
    @Root() read: StateRead<ProgressFollowed>,
    @Args(() => StateArguments) _state: StateArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
  ): Promise<Progress> {
    return readProgress(operation, read);
  }

  @FieldResolver(() => ID, {
    description:
      'The same for the same organization, level and pilot flag, whatever the day, so that a normalised cache updates itself from pushed totals; figures as of a day that was asked for have an id of their own for each day. Totals of an event, once they have moved on, have an id that says so: caches keep the two apart.',
  })
  id(@Ctx() operation: Operation, @Root() progress: Progress): Promise<string> {
    return progressId(operation, progress);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose subtree is counted.' })
  organization(@Ctx() operation: Operation, @Root() { path }: Progress): Organization | Promise<Organization> {
    return loadOrganization(operation, path.at(-1) ?? 0);
  }

  @FieldResolver(() => [LevelFigures], {
    complexity: ofLength(LEVELS.length),
    description: 'The figures of each level, from that of the root down; same pilot flag and day, same position.',
  })
  async byLevel(@Ctx() operation: Operation, @Root() { totals, pilot, place }: Progress): Promise<LevelFigures[]> {
    const levels = await levelsOfTree(operation, place.epoch);
    return levels.map((level) =>
      Object.assign(new LevelFigures(), figuresOf(countsOf(totals, level, pilot)), { level }),
    );
  }

  @FieldResolver(() => [RegionFigures], {
    nullable: true,
    complexity: ({ childComplexity }) => 200 + USUAL_REGIONS * childComplexity,
    description:
      'The figures of each region, by its name; same level, pilot flag and day. It counts the organizations directly below that are in a region, with all below them, and none that are in no region. Null where the viewer may not see what lies below.',
  })
  byRegion(@Ctx() operation: Operation, @Root() progress: Progress): Promise<RegionFigures[] | null> {
    return loadRegions(operation, progress);
  }

  @FieldResolver(() => ProgressConnection, {
    complexity: (measured) => costOfPage(measured, { page: 8 * STATEMENT, count: 0 }),
    description: 'A row for each direct child whose totals the viewer may see; same level, pilot flag and day.',
  })
  children(
    @Ctx() operation: Operation,
    @Root() progress: Progress,
    @Arg('orderBy', () => ProgressOrder, {
      nullable: true,
      defaultValue: ProgressOrder.CODE,
      description: 'How they are ordered.',
    })
    orderBy: ProgressOrder | null,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<Progress>> {
    return pageChildren(operation, progress, orderBy ?? ProgressOrder.CODE, page);
  }

  @FieldResolver(() => [ProgressPoint], {
    complexity: ({ args, childComplexity }) => DAYS + pointsIn(args) * childComplexity,
    description:
      "The course of the campaign over its window, in this progress's level and pilot flag. The last point is the window's last day.",
  })
  timeline(
    @Ctx() operation: Operation,
    @Root() progress: Progress,
    @Arg('interval', () => Interval, { defaultValue: Interval.WEEK, description: 'How far the points lie apart.' })
    interval: Interval,
  ): Promise<ProgressPoint[]> {
    return loadTimeline(operation, progress, interval);
  }
}

@Resolver(() => Organization)
export class OrganizationProgressResolver {
  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far the campaign is at and below the organization; null where the viewer may not see its totals.',
  })
  async progress(
    @Ctx() operation: Operation,
    @Root() { path }: Organization,
    @Args(() => ScopeArguments) scope: ScopeArguments,
  ): Promise<Progress | null> {
    return may(operation.viewer).seeTotals(path) ? loadProgress(operation, path, scope) : null;
  }
}

export interface ProgressFollowed {
  within?: string | null | undefined;
  level?: Level | null | undefined;
  pilot?: boolean | null | undefined;
}

/** Whatever the slice, every entry with totals counts: `byLevel` shows every level, and nested fields may ask for the other pilot flag. */
function followProgress(
  operation: Operation,
  request: ProgressFollowed,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  return followState(operation, request, { withTotals: true, besides: [], right: 'seeTotals' }, info);
}

function readProgress(operation: Operation, read: StateRead<ProgressFollowed>): Promise<Progress> {
  return readState(operation, read, ({ path }) => loadProgress(operation, path, read.request), 'seeTotals');
}
