/** Indicators in the API: listed, and the events of their definitions. */
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { LogEvent, toLogEvent } from '../change/log-event';
import type { LogEntry } from '../feed/log-entry';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { verbOf, recordOf } from '../record/noun';
import { pageIndicators } from './find-indicators';
import { Indicator } from './indicator';
import { INDICATOR_KINDS, IndicatorEventKind } from './indicator-nouns';

registerEnumType(IndicatorEventKind, {
  name: 'IndicatorEventKind',
  description: 'What happened to the definition of an indicator.',
  valuesConfig: {
    DEFINED: { description: 'It was defined.' },
    CHANGED: { description: 'Its definition was changed, for a reason.' },
    RETIRED: { description: 'It no longer takes new values.' },
    REINSTATED: { description: 'It takes new values again.' },
  },
});

@ObjectType({ description: 'Something that happened to the definition of an indicator, at one position of the log.' })
class IndicatorEvent extends LogEvent {
  @Field(() => IndicatorEventKind, { description: 'What happened.' })
  kind!: IndicatorEventKind;

  @Field(() => Indicator, { description: 'The indicator as of the event.' })
  indicator!: Indicator;
}

const IndicatorConnection = connectionTypes('Indicator', Indicator);

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => IndicatorConnection, {
    nullable: true,
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

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization that defined it: the indicator is counted at and below that one. Null where the viewer may not see it.',
  })
  async organization(@Ctx() operation: Operation, @Root() { organizationId }: Indicator): Promise<Organization | null> {
    const organization = await loadOrganization(operation, organizationId);
    return may(operation.viewer).see(organization.path) ? organization : null;
  }

  @Subscription(() => IndicatorEvent, {
    description:
      'Pushes an event whenever an indicator is defined, changed, retired or reinstated: by the organization, by one below it, or by one above it, whose indicators apply to it too.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, { kinds: INDICATOR_KINDS, reachDown: true }, toIndicatorEvent),
  })
  indicatorChanged(
    @Root() event: IndicatorEvent,
    @Args(() => FollowArguments) _follow: FollowArguments,
  ): IndicatorEvent {
    return event;
  }
}

function toIndicatorEvent(entry: LogEntry, epoch: string, previous: string | undefined): IndicatorEvent {
  const kind = IndicatorEventKind[verbOf(entry.kind) as keyof typeof IndicatorEventKind];
  return toLogEvent(IndicatorEvent, entry, epoch, previous, { kind, indicator: recordOf(Indicator, entry) });
}
