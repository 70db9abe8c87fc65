/** Mutations of briefings in the API, and the events that they cause. */
import { Arg, Args, Ctx, FieldResolver, Mutation, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { answerMutation } from '../change/answer-mutation';
import { ChangePayload, payloadType, placeOf } from '../change/change-payload';
import type { EventEdge } from '../change/events-of';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import type { LogEntry } from '../feed/log-entry';
import { loadOrganization } from '../organization/load-organization';
import { kindOf, recordOf } from '../record/noun';
import { Briefing } from './briefing';
import { ChangeBriefingInput, PublishBriefingInput } from './briefing-inputs';
import { BRIEFING, BRIEFINGS, BriefingEvent, BriefingVerb } from './briefing-noun';
import { BriefingView, toBriefingView } from './briefing-view';
import { changeBriefing } from './change-briefing';
import { publishBriefing } from './publish-briefing';
import { OF_PUBLICATION } from './price-of-briefing';

@ObjectType()
abstract class BriefingPayload extends ChangePayload {
  entry!: LogEntry;
  epoch!: string;
}

const ChangeBriefingPayload = payloadType(BriefingPayload, 'ChangeBriefingPayload', 'The draft is as entered.');
const PublishBriefingPayload = payloadType(
  BriefingPayload,
  'PublishBriefingPayload',
  'The briefing is published, for good.',
);

@Resolver()
export class BriefingMutations {
  @Mutation(() => ChangeBriefingPayload, {
    nullable: true,
    description: 'Enters title, chair, cut-off, tasks, key tasks and breakthroughs of a draft.',
  })
  changeBriefing(
    @Ctx() operation: Operation,
    @Arg('input', () => ChangeBriefingInput, { description: 'What is entered.' }) input: ChangeBriefingInput,
  ): Promise<BriefingPayload> {
    return answerMutation(operation, changeBriefing, input, toPayload);
  }

  @Mutation(() => PublishBriefingPayload, {
    nullable: true,
    complexity: ({ childComplexity }) => OF_PUBLICATION + childComplexity,
    description:
      'Publishes a briefing: every figure is frozen with the cursor at which it was true. It takes an administrator of the organization, and the cut-off must have come.',
  })
  publishBriefing(
    @Ctx() operation: Operation,
    @Arg('input', () => PublishBriefingInput, { description: 'Which briefing.' }) input: PublishBriefingInput,
  ): Promise<BriefingPayload> {
    return answerMutation(operation, publishBriefing, input, toPayload);
  }

  @Subscription(() => BRIEFINGS.Edge, {
    description: 'Pushes an event whenever a briefing is published, of the organization or of one below it.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, BRIEFINGS, { kinds: [kindOf(BRIEFING, BriefingVerb.PUBLISHED)] }),
  })
  briefingPublished(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }

  @Subscription(() => BRIEFINGS.Edge, {
    description:
      'Pushes an event whenever something is entered in the draft of a briefing, or one is published, of the organization or of one below it.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, BRIEFINGS),
  })
  briefingChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }
}

@Resolver(() => BriefingPayload)
export class BriefingPayloadResolver {
  @FieldResolver(() => BriefingView, { description: 'The briefing as of the event.' })
  briefing(@Ctx() operation: Operation, @Root() { entry, epoch }: BriefingPayload): Promise<BriefingView> {
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

function toPayload(entry: LogEntry, epoch: string): BriefingPayload {
  return { ...placeOf(entry, epoch), entry, epoch };
}

/** As the entry has it; the figures of a draft are those of the moment of the answer. */
export async function viewOf(operation: Operation, entry: LogEntry, epoch: string): Promise<BriefingView> {
  const row = recordOf(Briefing, entry);
  const organization = await loadOrganization(operation, row.organizationId);
  const { position, mark, day: today } = entry;
  return toBriefingView(operation, organization, row, { head: { epoch, position, mark }, today });
}
