/** Indicators in the API: listed, and the events of their definitions. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { EventEdge } from '../change/events-of';
import { loadOrganization, requireOne } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ID_OF_RECORD } from '../record/record-node';
import { loadIndicator, pageIndicators, requireIndicator } from './find-indicators';
import { Indicator } from './indicator';
import { IndicatorArguments } from './indicator-arguments';
import { IndicatorFigures, loadFiguresWithin } from './indicator-figures';
import { codeOfIndicator } from './indicator-key';
import { INDICATOR_NODE } from './indicator-nodes';
import { INDICATORS } from './indicator-nouns';
import { MonthScalar } from '../api/month-scalar';
import { ofStatements } from '../api/price';

const IndicatorConnection = connectionTypes('Indicator', Indicator);

@ArgsType()
class FiguresArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose subtree is counted; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => MonthScalar, {
    nullable: true,
    description: 'The month, such as `2020-02`; that of the business day when absent.',
  })
  month?: string | null;
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => IndicatorConnection, {
    nullable: true,
    description:
      'The indicators in use at an organization, by code: those that it or one above it has defined, withdrawn ones included. Of those with one code, the nearest.',
  })
  async indicators(
    @Ctx() operation: Operation,
    @Arg('organization', () => String, {
      nullable: true,
      description: "Code of the organization; the viewer's own when absent.",
    })
    organization: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<Indicator>> {
    return pageIndicators(operation, await requireOne(operation, organization), page);
  }

  @Query(() => Indicator, {
    nullable: true,
    description: 'What a code means at an organization. NOT_FOUND when neither it nor one above it has defined it.',
  })
  indicator(
    @Ctx() operation: Operation,
    @Args(() => IndicatorArguments) named: IndicatorArguments,
  ): Promise<Indicator> {
    return requireIndicator(operation, named);
  }

  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() indicator: Indicator): Promise<string> {
    return INDICATOR_NODE.idOf(operation, indicator);
  }

  @FieldResolver(() => String, {
    description:
      'Given once, never changed: `training.classes`. Another organization may have given the same code to something else.',
  })
  code(@Root() indicator: Indicator): string {
    return codeOfIndicator(indicator);
  }

  @FieldResolver(() => IndicatorFigures, {
    nullable: true,
    complexity: ofStatements(2),
    description: 'What was counted at and below an organization, in a month, by what is known now.',
  })
  async figures(
    @Ctx() operation: Operation,
    @Root() { key }: Indicator,
    @Args(() => FiguresArguments) asked: FiguresArguments,
  ): Promise<IndicatorFigures> {
    // As it is now, also where an event shows how it was defined before.
    return loadFiguresWithin(operation, await loadIndicator(operation, key), asked);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization that defined it: the indicator is counted at and below that one. Null where the viewer may not see it.',
  })
  async organization(@Ctx() operation: Operation, @Root() { organizationId }: Indicator): Promise<Organization | null> {
    const organization = await loadOrganization(operation, organizationId);
    return may(operation.viewer).see(organization.path) ? organization : null;
  }

  @Subscription(() => INDICATORS.Edge, {
    description:
      'Pushes an event whenever an indicator is added, changed, withdrawn or reinstated: by the organization, by one below it, or by one above it, whose indicators apply to it too.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, INDICATORS),
  })
  indicatorChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }
}
