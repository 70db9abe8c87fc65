/** Something that happened to the campaign, as the API shows it. */
import { Args, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { Node } from '../api/node';
import { FollowArguments } from '../change/follow-arguments';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { CampaignView, toCampaignView } from '../organization/campaign-resolver';
import { LEVELS, type Level } from '../organization/level';
import type { CAMPAIGN_KINDS } from '../organization/structure-kinds';
import { followEvents } from '../change/follow-log';
import { LogEvent } from '../change/event';
import type { NamedKind } from '../change/event-kind';
import { describeEvents, type EventEdge } from '../change/events-of';

@ObjectType({
  implements: [LogEvent, Node],
  description: 'Something that happened to the campaign. It concerns everyone.',
})
class CampaignEvent extends LogEvent {
  @Field(() => CampaignView, { description: 'The campaign as of the event.' })
  campaign!: CampaignView;
}

const CAMPAIGN_EVENTS = describeEvents({
  type: CampaignEvent,
  name: 'CampaignEvent',
  kinds: {
    'CAMPAIGN.FOUNDED': { name: 'CAMPAIGN_FOUNDED', description: 'The campaign was created.' },
    'CAMPAIGN.CHANGED': {
      name: 'CAMPAIGN_CHANGED',
      description: 'A text of the campaign was corrected, or it started or stopped following the calendar.',
    },
  } satisfies Record<(typeof CAMPAIGN_KINDS)[number], NamedKind>,
  own: (entry) => ({ campaign: campaignOf(entry) }),
});

/** The columns, as bodyOfCampaign writes them. */
interface Body {
  name: string;
  term: string;
  directive: string;
  starts_on: Day;
  ends_on: Day;
  deadlines: Partial<Record<Level, Day>>;
}

/** The campaign as of the entry. */
function campaignOf({ body, day: today }: LogEntry): CampaignView {
  const { name, term, directive, starts_on: startsOn, ends_on: endsOn, deadlines } = body as unknown as Body;
  const days = new Map(LEVELS.flatMap((level) => (deadlines[level] === undefined ? [] : [[level, deadlines[level]]])));
  return toCampaignView({ name, term, directive, startsOn, endsOn, today, deadlines: days });
}

@Resolver()
export class CampaignEventResolver {
  @Subscription(() => CAMPAIGN_EVENTS.Edge, {
    description:
      'Pushes an event whenever the campaign is created or changed. The day has events of its own: DAY_TURNED.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, CAMPAIGN_EVENTS),
  })
  campaignChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }
}
