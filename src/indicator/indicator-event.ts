/** An event of the definition of an indicator, as the API shows it. */
import { Args, Field, ObjectType, registerEnumType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import type { LogEntry } from '../feed/log-entry';
import { followEvents } from '../change/follow-log';
import { verbOf, recordOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';
import { Indicator } from './indicator';
import { INDICATOR_KINDS, IndicatorEventKind } from './indicator-nouns';

registerEnumType(IndicatorEventKind, {
  name: 'IndicatorEventKind',
  description: 'What happened to the definition of an indicator.',
  valuesConfig: {
    DEFINED: { description: 'It was defined.' },
    CHANGED: { description: 'Its definition is another one, for a reason.' },
    RETIRED: { description: 'It takes no new values any more.' },
    REINSTATED: { description: 'It takes new values again.' },
  },
});

@ObjectType({ description: 'Something that happened to the definition of an indicator, at one position of the log.' })
export class IndicatorEvent extends LogEvent {
  @Field(() => IndicatorEventKind, { description: 'What happened.' })
  kind!: IndicatorEventKind;

  @Field(() => Indicator, { description: 'The indicator as of the event.' })
  indicator!: Indicator;
}

function toIndicatorEvent(entry: LogEntry, epoch: string, previous: string | undefined): IndicatorEvent {
  const kind = IndicatorEventKind[verbOf(entry.kind) as keyof typeof IndicatorEventKind];
  return toLogEvent(IndicatorEvent, entry, epoch, previous, { kind, indicator: recordOf(Indicator, entry) });
}

@Resolver()
export class IndicatorEventResolver {
  @Subscription(() => IndicatorEvent, {
    description:
      'Pushes an event whenever an indicator is defined, changed, retired or reinstated: by the organization, by one below it, or by one above it, for which it counts too.',
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
