/** Values of indicators in the API: listed, with their history, and their events as they come. */
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { EventConnection, EventEdge } from '../change/events-of';
import { costOfHistory, HistoryPage } from '../change/events-page';
import { historyOf } from '../change/history';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { Problem } from '../problem';
import { labelOf } from '../record/noun';
import { ID_OF_RECORD } from '../record/record-node';
import { loadIndicator, requireIndicator } from './find-indicators';
import { Indicator } from './indicator';
import { INDICATOR_VALUE_NODE } from './indicator-nodes';
import { INDICATOR_VALUE, INDICATOR_VALUES } from './indicator-nouns';
import { IndicatorValue } from './indicator-value';
import { listIndicatorValues } from './list-indicator-values';
import { MonthScalar } from '../api/month-scalar';
import { costOfPage } from '../api/price';
import { say } from '../words/message';

const IndicatorValueConnection = connectionTypes('IndicatorValue', IndicatorValue);

@ArgsType()
class ChosenIndicator {
  @Field(() => String, { nullable: true, description: 'Only of the indicator with this code.' })
  code?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Code of the organization at which `code` is meant: the nearest definition at or above it counts. The viewer's own when absent. Only with `code`.",
  })
  organization?: string | null;
}

@ArgsType()
class ValuesArguments extends ChosenIndicator {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization at and below which to look; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => MonthScalar, { nullable: true, description: 'Only of this month, such as `2020-02`.' })
  month?: string | null;
}

type FollowValues = ChosenIndicator & FollowArguments;

@Resolver(() => IndicatorValue)
export class IndicatorValueResolver {
  @Query(() => IndicatorValueConnection, {
    complexity: (measured) => costOfPage(measured, { page: 100, count: 500 }),
    nullable: true,
    description:
      'What each organization counted, ordered by the codes of organization and indicator and by month; values that were taken back included.',
  })
  async indicatorValues(
    @Ctx() operation: Operation,
    @Args(() => ValuesArguments) { month, within: code, ...chosen }: ValuesArguments,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<IndicatorValue>> {
    const within = await requireWithin(operation, code);
    const indicator = await findIndicatorAsked(operation, chosen);
    return listIndicatorValues(operation.snapshot, { within, indicator, month, ...page });
  }

  @Subscription(() => INDICATOR_VALUES.Edge, {
    description: 'Pushes an event whenever a value is recorded, corrected or taken back.',
    subscribe: ({ args, context }: { args: FollowValues; context: Operation }) => followValues(context, args),
  })
  indicatorValueChanged(
    @Root() edge: EventEdge,
    @Args(() => ChosenIndicator) _chosen: ChosenIndicator,
    @Args(() => FollowArguments) _follow: FollowArguments,
  ): EventEdge {
    return edge;
  }

  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() value: IndicatorValue): Promise<string> {
    return INDICATOR_VALUE_NODE.idOf(operation, value);
  }

  @FieldResolver(() => Organization, { description: 'The organization that counted.' })
  organization(
    @Ctx() operation: Operation,
    @Root() { organizationId }: IndicatorValue,
  ): Organization | Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it was taken back: nothing is recorded, then.' })
  retracted(@Root() { value }: IndicatorValue): boolean {
    return value === null;
  }

  @FieldResolver(() => Indicator, { description: 'What was counted.' })
  indicator(@Ctx() operation: Operation, @Root() { indicator }: IndicatorValue): Promise<Indicator> {
    return loadIndicator(operation, indicator);
  }

  @FieldResolver(() => INDICATOR_VALUES.Connection, {
    complexity: costOfHistory,
    description: 'Everything that happened to it, in order.',
  })
  history(
    @Ctx() operation: Operation,
    @Root() { id }: IndicatorValue,
    @Args(() => HistoryPage) page: HistoryPage,
  ): Promise<EventConnection> {
    return historyOf(operation, { noun: INDICATOR_VALUE, recordId: id }, INDICATOR_VALUES, page);
  }
}

/** A request that cannot be served is refused, not silent (P5). */
async function followValues(operation: Operation, asked: FollowValues): Promise<SubscriptionPlan> {
  const indicator = await findIndicatorAsked(operation, asked);
  const labels = indicator === undefined ? [] : [labelOf('indicator', indicator.key)];
  return followEvents(operation, asked, INDICATOR_VALUES, { labels });
}

/** Undefined when values of all of them are asked for. */
async function findIndicatorAsked(
  operation: Operation,
  { code, organization }: ChosenIndicator,
): Promise<Indicator | undefined> {
  if (code != null) return requireIndicator(operation, { code, organization });
  if (organization == null) return undefined;
  const message = say`organization says at which organization code is meant. Give code too, or use within.`;
  throw new Problem('BAD_USER_INPUT', message, { argument: 'organization' });
}
