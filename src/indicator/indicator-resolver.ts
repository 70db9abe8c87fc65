/** Indicators and their figures in the API. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { childrenOf } from '../progress/load-children';
import type { StateRead } from '../change/follow-log';
import { indicatorFiguresOf } from './figures-of';
import { followIndicator, lookAtIndicator, type FiguresRequest } from './follow-indicator';
import { Indicator } from './indicator';
import { IndicatorFigures, IndicatorMonth } from './indicator-figures';
import { listIndicators } from './list-indicators';
import { listMonths, monthsIn } from './list-months';
import { loadFiguresOf, loadIndicatorFigures } from './load-indicator-figures';

@ArgsType()
class FiguresArguments implements FiguresRequest {
  @Field(() => String, { description: 'Code of the indicator: `training.classes`.' })
  code!: string;

  @Field(() => String, { description: 'The month, as `2020-02`.' })
  month!: string;

  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is counted; the viewer's own when absent.",
  })
  within?: string | null;
}

@ArgsType()
class SeriesArguments {
  @Field(() => String, {
    nullable: true,
    description: 'The first month, as `2020-01`; January of the last one when absent.',
  })
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The last month, at most 60 months on; the month of the figures when absent.',
  })
  to?: string | null;
}

/** Rows that a list of children has as a rule; a few bodies have more. */
const USUAL_CHILDREN = 70;

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => [Indicator], {
    nullable: true,
    description:
      'The indicators in use at an organization, by code: those that it or one above it has defined, also those that are retired.',
  })
  async indicators(
    @Ctx() operation: Operation,
    @Arg('within', () => String, {
      nullable: true,
      description: "Code of the organization; the viewer's own when absent.",
    })
    within: string | null | undefined,
  ): Promise<Indicator[]> {
    return listIndicators(operation, await requireWithin(operation, within));
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization that defined it: it is counted at and below that one. Null where the viewer may not see it.',
  })
  async organization(@Ctx() operation: Operation, @Root() { organizationId }: Indicator): Promise<Organization | null> {
    const organization = await loadOrganization(operation, organizationId);
    return may(operation.viewer).see(organization.path) ? organization : null;
  }
}

@Resolver(() => IndicatorFigures)
export class IndicatorFiguresResolver {
  @Query(() => IndicatorFigures, {
    nullable: true,
    description: 'The figures of an indicator in a month. NOT_FOUND when there is no such indicator.',
  })
  async indicator(
    @Ctx() operation: Operation,
    @Args(() => FiguresArguments) { code, month, within }: FiguresArguments,
  ): Promise<IndicatorFigures> {
    const organization = await requireWithin(operation, within, 'seeTotals');
    return loadIndicatorFigures(operation, organization, code, month);
  }

  @Subscription(() => IndicatorFigures, {
    name: 'indicator',
    description:
      'The state, not events: the figures at once, then the newest ones after a value at or below the organization has changed, or the day turned. States in between may be skipped; positions only rise.',
    subscribe: ({ args, context, info }: SubscribeResolverData<unknown, FiguresRequest, Operation>) =>
      followIndicator(context, args, info),
  })
  indicatorState(
    @Ctx() operation: Operation,
    @Root() look: StateRead<FiguresRequest>,
    @Args(() => FiguresArguments) _state: FiguresArguments,
  ): Promise<IndicatorFigures> {
    return lookAtIndicator(operation, look);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose subtree is counted.' })
  organization(@Ctx() operation: Operation, @Root() { path }: IndicatorFigures): Promise<Organization> {
    return loadOrganization(operation, path.at(-1) ?? 0);
  }

  @FieldResolver(() => [IndicatorMonth], {
    complexity: ({ args, childComplexity }) => 1 + monthsIn(args) * childComplexity,
    description: 'The same month by month: at most 60.',
  })
  byMonth(
    @Root() { indicator, totals, month }: IndicatorFigures,
    @Args(() => SeriesArguments) series: SeriesArguments,
  ): IndicatorMonth[] {
    return listMonths(series, month).map((each) =>
      Object.assign(new IndicatorMonth(), indicatorFiguresOf(indicator, totals, each), { month: each }),
    );
  }

  @FieldResolver(() => [IndicatorFigures], {
    complexity: ({ childComplexity }) => 1 + USUAL_CHILDREN * childComplexity,
    description: 'A row for each direct child whose totals the viewer may see, by code; same indicator, same month.',
  })
  async children(
    @Ctx() operation: Operation,
    @Root() { path, indicator, month }: IndicatorFigures,
  ): Promise<IndicatorFigures[]> {
    const children = await operation.snapshot.once(childrenOf).load(path.at(-1) ?? 0);
    const visible = children.filter((child) => may(operation.viewer).seeTotals(child.path));
    return Promise.all(visible.map((child) => loadFiguresOf(operation, indicator, child.path, month)));
  }
}
