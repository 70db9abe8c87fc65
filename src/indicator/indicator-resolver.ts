/** Indicators in the API: listed, and the events of their definitions. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { LogEvent, toLogEvent } from '../change/log-event';
import type { LogEntry } from '../feed/log-entry';
import { loadOrganization, requireOne } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { verbOf } from '../record/noun';
import { ID_OF_RECORD } from '../record/record-node';
import { listIndicators, loadIndicator, requireIndicator } from './find-indicators';
import { Indicator, indicatorOf } from './indicator';
import { IndicatorArguments } from './indicator-arguments';
import { IndicatorFigures, loadFiguresWithin } from './indicator-figures';
import { codeOfIndicator } from './indicator-key';
import { INDICATOR_NODE } from './indicator-nodes';
import { INDICATOR_KINDS, IndicatorEventKind } from './indicator-nouns';
import { MonthScalar } from '../api/month-scalar';

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
  @Query(() => [Indicator], {
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
  ): Promise<Indicator[]> {
    return listIndicators(operation, await requireOne(operation, organization));
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
    complexity: ({ childComplexity }) => 1 + childComplexity,
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

  @Subscription(() => IndicatorEvent, {
    description:
      'Pushes an event whenever an indicator is added, changed, withdrawn or reinstated: by the organization, by one below it, or by one above it, whose indicators apply to it too.',
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
  return toLogEvent(IndicatorEvent, entry, epoch, previous, { kind, indicator: indicatorOf(entry) });
}
