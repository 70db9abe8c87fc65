/** The figures of indicators in the API: asked for, and followed as a state. */
import type { GraphQLResolveInfo } from 'graphql';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { compareKeys, readPage, readSorted } from '../api/keyset';
import { PageArguments } from '../api/page';
import type { CursorKind } from '../api/page-cursor';
import { followState, readState, type StateRead } from '../change/follow-log';
import { PaceArguments } from '../change/follow-arguments';
import { CongressEventKind } from '../congress/congress-event-kind';
import { congressKindsShown } from '../congress/congress-kinds-shown';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { loadOrganization } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { childrenOf } from '../progress/load-children';
import { labelOf } from '../record/noun';
import { indicatorFiguresOf } from './figures-of';
import { requireIndicator } from './find-indicators';
import { IndicatorArguments } from './indicator-arguments';
import { IndicatorFigures, IndicatorMonth, loadFiguresOf } from './indicator-figures';
import { idOfIndicatorFigures } from './indicator-nodes';
import { INDICATORS, INDICATOR_VALUES } from './indicator-nouns';
import { listMonths, monthsIn } from './list-months';
import { MonthScalar } from '../api/month-scalar';

@ArgsType()
class StateArguments extends IndicatorArguments {
  @Field(() => MonthScalar, {
    nullable: true,
    description: 'The month, such as `2020-02`; that of the business day when absent.',
  })
  month?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is counted; the viewer's own when absent.",
  })
  within?: string | null;
}

@ArgsType()
class SeriesArguments {
  @Field(() => MonthScalar, {
    nullable: true,
    description: 'The first month, such as `2020-01`; January of the last one when absent.',
  })
  from?: string | null;

  @Field(() => MonthScalar, {
    nullable: true,
    description: 'The last month, at most 60 months later; the month of the figures when absent.',
  })
  to?: string | null;
}

const IndicatorFiguresConnection = connectionTypes('IndicatorFigures', IndicatorFigures);
const CHILDREN: CursorKind = { list: 'indicatorFigures', values: ['text'] };

@Resolver(() => IndicatorFigures)
export class IndicatorFiguresResolver {
  @Subscription(() => IndicatorFigures, {
    name: 'indicatorFigures',
    description:
      'The state, not events: the figures of an indicator at once, then the newest ones after a value at or below the organization has changed, or the day turned. States in between may be skipped; positions only rise.',
    subscribe: ({ args, context, info }: SubscribeResolverData<unknown, StateArguments, Operation>) =>
      followIndicatorFigures(context, args, info),
  })
  indicatorFiguresState(
    @Ctx() operation: Operation,
    @Root() read: StateRead<StateArguments>,
    @Args(() => StateArguments) _state: StateArguments,
    @Args(() => PaceArguments) _pace: PaceArguments,
  ): Promise<IndicatorFigures> {
    const load = async ({ path }: Organization): Promise<IndicatorFigures> =>
      loadFiguresOf(operation, await requireIndicator(operation, read.request), path, read.request.month ?? null);
    return readState(operation, read, load, 'seeTotals');
  }

  @FieldResolver(() => ID, {
    description:
      'The same for the same indicator, organization and month, so that pushed figures replace fetched ones. Those of the present month, where none was asked for, have an id without a month.',
  })
  id(@Root() figures: IndicatorFigures): string {
    return idOfIndicatorFigures(figures);
  }

  @FieldResolver(() => Organization, { description: 'The organization whose subtree is counted.' })
  organization(@Ctx() operation: Operation, @Root() { path }: IndicatorFigures): Organization | Promise<Organization> {
    return loadOrganization(operation, path.at(-1) ?? 0);
  }

  @FieldResolver(() => [IndicatorMonth], {
    complexity: ({ args, childComplexity }) => 1 + monthsIn(args) * (2 + childComplexity),
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

  @FieldResolver(() => IndicatorFiguresConnection, {
    description: 'A row for each direct child whose totals the viewer may see, by code; same indicator, same month.',
  })
  async children(
    @Ctx() operation: Operation,
    @Root() { path, indicator, fixedOn }: IndicatorFigures,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<IndicatorFigures>> {
    const children = await operation.snapshot.once(childrenOf).load(path.at(-1) ?? 0);
    const visible = children.filter((child) => may(operation.viewer).seeTotals(child.path));
    const rows = visible.map((child) => ({ key: [child.code], node: child.path }));
    const load = (paths: readonly (readonly number[])[]) =>
      Promise.all(paths.map((child) => loadFiguresOf(operation, indicator, child, fixedOn)));
    return readPage(CHILDREN, page, readSorted(rows, compareKeys, load));
  }
}

/** A request that cannot be served is refused before the first read (P5). */
async function followIndicatorFigures(
  operation: Operation,
  request: StateArguments,
  info: GraphQLResolveInfo,
): Promise<SubscriptionPlan> {
  const { key, organizationId } = await requireIndicator(operation, request);
  const { path: from } = await loadOrganization(operation, organizationId);
  // The day on which it is known is part of the answer.
  const kinds = [...INDICATOR_VALUES.kinds, CongressEventKind.DAY_TURNED];
  const labels = [labelOf('indicator', key)];
  const besides = [...INDICATORS.kinds, ...congressKindsShown(info)];
  return followState(operation, request, { kinds, labels, besides, from, right: 'seeTotals' }, info);
}
