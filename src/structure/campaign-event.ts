/** Something that happened to the campaign, as the API shows it. */
import { Args, Field, ObjectType, registerEnumType, Resolver, Root, Subscription } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FollowArguments } from '../change/follow-arguments';
import type { Day } from '../day';
import type { LogEntry } from '../feed/log-entry';
import { CampaignView, toCampaignView } from '../organization/campaign-resolver';
import { LEVELS, type Level } from '../organization/level';
import type { LevelNames } from '../organization/level-names';
import type { Region } from '../organization/region';
import { CAMPAIGN_KINDS, CampaignEventKind } from '../organization/structure-kinds';
import { followEvents } from '../change/follow-log';
import { verbOf } from '../record/noun';
import { LogEvent, toLogEvent } from '../change/log-event';

registerEnumType(CampaignEventKind, {
  name: 'CampaignEventKind',
  description: 'What happened to the campaign.',
  valuesConfig: {
    FOUNDED: { description: 'It was created.' },
    CHANGED: { description: 'A text of it was corrected, or it started or stopped following the calendar.' },
  },
});

@ObjectType({
  description: 'Something that happened to the campaign, at one position of the log. It concerns everyone.',
})
export class CampaignEvent extends LogEvent {
  @Field(() => CampaignEventKind, { description: 'What happened.' })
  kind!: CampaignEventKind;

  @Field(() => CampaignView, { description: 'The campaign as of the event.' })
  campaign!: CampaignView;
}

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

function toCampaignEvent(entry: LogEntry, epoch: string, previous: string | undefined): CampaignEvent {
  const kind = CampaignEventKind[verbOf(entry.kind) as keyof typeof CampaignEventKind];
  const body = entry.body as unknown as Body;
  const { name, term, directive, starts_on: startsOn, ends_on: endsOn, deadlines } = body;
  const { level_names: levelNames = {}, regions = [] } = body;
  const days = new Map(LEVELS.flatMap((level) => (deadlines[level] === undefined ? [] : [[level, deadlines[level]]])));
  const told = { name, term, directive, startsOn, endsOn, today: entry.day };
  const campaign = toCampaignView({ ...told, deadlines: days, levelNames, regions });
  return toLogEvent(CampaignEvent, entry, epoch, previous, { kind, campaign });
}

@Resolver()
export class CampaignEventResolver {
  @Subscription(() => CampaignEvent, {
    description:
      'Pushes an event whenever the campaign is created or changed. The day has events of its own: DAY_TURNED.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, { kinds: CAMPAIGN_KINDS }, toCampaignEvent),
  })
  campaignChanged(@Root() event: CampaignEvent, @Args(() => FollowArguments) _follow: FollowArguments): CampaignEvent {
    return event;
  }
}
