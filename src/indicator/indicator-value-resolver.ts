/** Values of indicators in the API: listed, with their history, and their events as they come. */
import {
  Args,
  ArgsType,
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
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { CursorScalar } from '../api/cursor-scalar';
import { PageArguments } from '../api/page';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import { LogEvent, toLogEvent } from '../change/log-event';
import { requireMonth } from '../change/require-number';
import type { LogEntry } from '../feed/log-entry';
import type { SubscriptionPlan } from '../feed/subscription-plan';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { labelOf, verbOf, recordOf } from '../record/noun';
import { loadIndicator, requireIndicator } from './find-indicators';
import { Indicator } from './indicator';
import { INDICATOR_VALUE, IndicatorValueEventKind, VALUE_KINDS } from './indicator-nouns';
import { IndicatorValue } from './indicator-value';
import { listIndicatorValues } from './list-indicator-values';

registerEnumType(IndicatorValueEventKind, {
  name: 'IndicatorValueEventKind',
  description: 'What happened to the value of an indicator.',
  valuesConfig: {
    RECORDED: { description: 'It was recorded, for the first time or again after it was taken back.' },
    CORRECTED: { description: 'It was replaced by another one, for a reason.' },
    RETRACTED: { description: 'It was taken back, for a reason.' },
  },
});

@ObjectType({ description: 'Something that happened to the value of an indicator.' })
class IndicatorValueEvent extends LogEvent {
  @Field(() => IndicatorValueEventKind, { description: 'What happened.' })
  kind!: IndicatorValueEventKind;

  @Field(() => IndicatorValue, { description: 'The value as of the event.' })
  indicatorValue!: IndicatorValue;
}

const IndicatorValueConnection = connectionTypes('IndicatorValue', IndicatorValue);

@ArgsType()
class PlaceArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization at and below which to look; the viewer's own when absent.",
  })
  within?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of the indicator with this code.' })
  code?: string | null;
}

@ArgsType()
class ValuesArguments extends PlaceArguments {
  @Field(() => String, { nullable: true, description: 'Only of this month, such as `2020-02`.' })
  month?: string | null;
}

@ArgsType()
class FollowValuesArguments extends PlaceArguments {
  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Everything after this place first, then live, without gap or repeat; only what is new when absent.',
  })
  after?: string | null;
}

/** Events that one value usually has. */
const USUAL_HISTORY = 3;

@Resolver(() => IndicatorValue)
export class IndicatorValueResolver {
  @Query(() => IndicatorValueConnection, {
    nullable: true,
    description:
      'What each organization counted, ordered by the codes of organization and indicator and by month; values that were taken back included.',
  })
  async indicatorValues(
    @Ctx() operation: Operation,
    @Args(() => ValuesArguments) { within, ...filter }: ValuesArguments,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<IndicatorValue>> {
    const organization = await requireWithin(operation, within);
    if (filter.code != null) await requireIndicator(operation, filter.code);
    if (filter.month != null) requireMonth(filter.month, 'month');
    return listIndicatorValues(operation.snapshot, { ...filter, ...page, within: organization });
  }

  @Subscription(() => IndicatorValueEvent, {
    description: 'Pushes an event whenever a value is recorded, corrected or taken back.',
    subscribe: ({ args, context }: { args: PlaceArguments; context: Operation }) => followValues(context, args),
  })
  indicatorValueChanged(
    @Root() event: IndicatorValueEvent,
    @Args(() => FollowValuesArguments) _follow: FollowValuesArguments,
  ): IndicatorValueEvent {
    return event;
  }

  @FieldResolver(() => Organization, { description: 'The organization that counted.' })
  organization(@Ctx() operation: Operation, @Root() { organizationId }: IndicatorValue): Promise<Organization> {
    return loadOrganization(operation, organizationId);
  }

  @FieldResolver(() => Indicator, { description: 'What was counted.' })
  indicator(@Ctx() operation: Operation, @Root() { indicator }: IndicatorValue): Promise<Indicator> {
    return loadIndicator(operation, indicator);
  }

  @FieldResolver(() => [IndicatorValueEvent], {
    complexity: ({ childComplexity }) => 1 + USUAL_HISTORY * childComplexity,
    description: 'Everything that happened to it, in order.',
  })
  history(@Ctx() operation: Operation, @Root() { id }: IndicatorValue): Promise<IndicatorValueEvent[]> {
    return historyOf(operation, { noun: INDICATOR_VALUE, recordId: id }, toIndicatorValueEvent);
  }
}

/** A request that cannot be served is refused, not silent (P5). */
async function followValues(operation: Operation, { within, code }: PlaceArguments): Promise<SubscriptionPlan> {
  if (code != null) await requireIndicator(operation, code);
  const what = { kinds: VALUE_KINDS, labels: code == null ? [] : [labelOf('indicator', code)] };
  return followEvents(operation, { within }, what, toIndicatorValueEvent);
}

function toIndicatorValueEvent(entry: LogEntry, epoch: string, previous: string | undefined): IndicatorValueEvent {
  return toLogEvent(IndicatorValueEvent, entry, epoch, previous, {
    kind: IndicatorValueEventKind[verbOf(entry.kind) as keyof typeof IndicatorValueEventKind],
    indicatorValue: recordOf(IndicatorValue, entry),
  });
}
