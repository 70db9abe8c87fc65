/** Something that happened to the campaign, as the API shows it. */
import { Args, Field, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { Node } from '../api/node';
import { FollowArguments } from '../change/follow-arguments';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { CampaignView, toCampaignView } from '../organization/campaign-resolver';
import { LEVELS, type Level } from '../organization/level';
import type { LevelNames } from '../organization/level-names';
import type { Region } from '../organization/region';
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
  /** Absent where the campaign names no level itself. */
  level_names?: LevelNames;
  /** Absent where it names no region. */
  regions?: Region[];
}

/** The campaign as of the entry. */
export function campaignOf({ body, day: today, position }: LogEntry): CampaignView {
  const { deadlines, level_names: levelNames = {}, regions = [], ...facts } = body as unknown as Body;
  const { name, term, directive, starts_on: startsOn, ends_on: endsOn } = facts;
  const days = new Map(LEVELS.flatMap((level) => (deadlines[level] === undefined ? [] : [[level, deadlines[level]]])));
  const told = { name, term, directive, startsOn, endsOn, today };
  return Object.assign(toCampaignView({ ...told, deadlines: days, levelNames, regions }), { recorded: { position } });
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
