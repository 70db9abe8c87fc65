/** Mutations of briefings in the API, and the events that they cause. */
import { Arg, Args, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { answerMutation } from '../change/answer-mutation';
import { ChangePayload, placeOf } from '../change/change-payload';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { LogEvent, toLogEvent } from '../change/log-event';
import type { LogEntry } from '../feed/log-entry';
import { loadOrganization } from '../organization/load-organization';
import { kindOf, verbOf, recordOf } from '../record/noun';
import { Briefing } from './briefing';
import { ChangeBriefingInput, PublishBriefingInput } from './briefing-inputs';
import { BRIEFING, BRIEFING_KINDS, BriefingVerb } from './briefing-noun';
import { BriefingView, toBriefingView } from './briefing-view';
import { changeBriefing } from './change-briefing';
import { publishBriefing } from './publish-briefing';

@ObjectType()
abstract class Payload extends ChangePayload {
  entry!: LogEntry;
  epoch!: string;
}

@ObjectType({ description: 'The draft is as entered.' })
class ChangeBriefingPayload extends Payload {}

@ObjectType({ description: 'The briefing is published, for good.' })
class PublishBriefingPayload extends Payload {}

@ObjectType({ description: 'Something that happened to a briefing, at one position of the log.' })
class BriefingEvent extends LogEvent {
  epoch!: string;

  @Field(() => BriefingVerb, { description: 'What happened.' })
  kind!: BriefingVerb;
}

function toBriefingEvent(entry: LogEntry, epoch: string, previous: string | undefined): BriefingEvent {
  const kind = BriefingVerb[verbOf(entry.kind) as keyof typeof BriefingVerb];
  return toLogEvent(BriefingEvent, entry, epoch, previous, { epoch, kind });
}

@Resolver()
export class BriefingMutations {
  @Mutation(() => ChangeBriefingPayload, {
    nullable: true,
    description: 'Enters title, chair, cut-off, tasks, key tasks and breakthroughs of a draft.',
  })
  changeBriefing(
    @Ctx() operation: Operation,
    @Arg('input', () => ChangeBriefingInput, { description: 'What is entered.' }) input: ChangeBriefingInput,
  ): Promise<ChangeBriefingPayload> {
    return answerMutation(operation, changeBriefing, input, toPayload);
  }

  @Mutation(() => PublishBriefingPayload, {
    nullable: true,
    description:
      'Publishes a briefing: every figure is frozen with the cursor at which it was true. It takes an administrator of the organization, and the cut-off must have come.',
  })
  publishBriefing(
    @Ctx() operation: Operation,
    @Arg('input', () => PublishBriefingInput, { description: 'Which briefing.' }) input: PublishBriefingInput,
  ): Promise<PublishBriefingPayload> {
    return answerMutation(operation, publishBriefing, input, toPayload);
  }

  @Subscription(() => BriefingEvent, {
    description: 'Pushes an event whenever a briefing is published, of the organization or of one below it.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, { kinds: [kindOf(BRIEFING, BriefingVerb.PUBLISHED)] }, toBriefingEvent),
  })
  briefingPublished(
    @Root() event: BriefingEvent,
    @Args(() => FollowArguments) _follow: FollowArguments,
  ): BriefingEvent {
    return event;
  }

  @Subscription(() => BriefingEvent, {
    description:
      'Pushes an event whenever something is entered in the draft of a briefing, or one is published, of the organization or of one below it.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, { kinds: BRIEFING_KINDS }, toBriefingEvent),
  })
  briefingChanged(@Root() event: BriefingEvent, @Args(() => FollowArguments) _follow: FollowArguments): BriefingEvent {
    return event;
  }
}

@Resolver(() => ChangeBriefingPayload)
export class ChangeBriefingPayloadResolver {
  @FieldResolver(() => BriefingView, { description: 'The briefing as of the event.' })
  briefing(@Ctx() operation: Operation, @Root() { entry, epoch }: ChangeBriefingPayload): Promise<BriefingView> {
    return viewOf(operation, entry, epoch);
  }
}

@Resolver(() => PublishBriefingPayload)
export class PublishBriefingPayloadResolver {
  @FieldResolver(() => BriefingView, { description: 'The briefing as of the event.' })
  briefing(@Ctx() operation: Operation, @Root() { entry, epoch }: PublishBriefingPayload): Promise<BriefingView> {
    return viewOf(operation, entry, epoch);
  }
}

@Resolver(() => BriefingEvent)
export class BriefingEventResolver {
  @FieldResolver(() => BriefingView, {
    description: 'The briefing as of the event; the figures of a draft are those of the moment of the answer.',
  })
  briefing(@Ctx() operation: Operation, @Root() { entry, epoch }: BriefingEvent): Promise<BriefingView> {
    return viewOf(operation, entry, epoch);
  }
}

function toPayload(entry: LogEntry, epoch: string): Payload {
  return { ...placeOf(entry, epoch), entry, epoch };
}

/** As the entry has it; the figures of a draft are those of the moment of the answer. */
export async function viewOf(operation: Operation, entry: LogEntry, epoch: string): Promise<BriefingView> {
  const row = recordOf(Briefing, entry);
  const organization = await loadOrganization(operation, row.organizationId);
  const { position, mark, day: today } = entry;
  return toBriefingView(operation, organization, row, { head: { epoch, position, mark }, today });
}
