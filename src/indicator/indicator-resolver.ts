/** Indicators in the API: listed, and the events of their definitions. */
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { costOfPage, PageArguments } from '../api/page';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { EventEdge } from '../change/events-of';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ID_OF_RECORD } from '../record/record-node';
import { pageIndicators } from './find-indicators';
import { Indicator } from './indicator';
import { INDICATOR_NODE } from './indicator-nodes';
import { INDICATORS } from './indicator-nouns';

const IndicatorConnection = connectionTypes('Indicator', Indicator);

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => IndicatorConnection, {
    nullable: true,
    complexity: costOfPage,
    description:
      'The indicators in use at an organization, by code: those that it or one above it has defined, retired ones included.',
  })
  async indicators(
    @Ctx() operation: Operation,
    @Arg('within', () => String, {
      nullable: true,
      description: "Code of the organization; the viewer's own when absent.",
    })
    within: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<Indicator>> {
    return pageIndicators(operation, await requireWithin(operation, within), page);
  }

  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() indicator: Indicator): Promise<string> {
    return INDICATOR_NODE.idOf(operation, indicator);
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
      'Pushes an event whenever an indicator is defined, changed, retired or reinstated: by the organization, by one below it, or by one above it, whose indicators apply to it too.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, INDICATORS),
  })
  indicatorChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }
}
