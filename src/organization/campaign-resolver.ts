/** The campaign in the API: its window, within which days are picked, and its deadlines. */
import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FRESH_TODAY, thingId } from '../access/thing-id';
import { Node } from '../api/node';
import type { Day } from '../day';
import { Campaign } from './campaign';
import { DayScalar } from '../api/day-scalar';
import { Level, LEVELS } from './level';
import { momentOf } from './campaign-facts';

@ObjectType('Deadline', { description: 'The day by which the congresses of a level are to be held.' })
class DeadlineView {
  @Field(() => Level, { description: 'The level.' })
  level!: Level;

  @Field(() => DayScalar, { description: 'The last day.' })
  dueOn!: Day;
}

@ObjectType('Campaign', { implements: Node, description: 'The campaign that this server holds.' })
export class CampaignView {
  @Field(() => String, { description: 'Name in Vietnamese.' })
  name!: string;

  @Field(() => String, { description: 'The term to which the congresses lead, such as `2020-2025`.' })
  term!: string;

  @Field(() => String, { description: 'The directive on which it rests.' })
  directive!: string;

  @Field(() => DayScalar, { description: 'First day on which a congress may be held.' })
  startsOn!: Day;

  @Field(() => DayScalar, { description: 'Last day on which a congress may be held.' })
  endsOn!: Day;

  @Field(() => DayScalar, { description: 'The business day.' })
  today!: Day;

  @Field(() => [DeadlineView], { description: 'From the top down; a level without a deadline is not among them.' })
  deadlines!: DeadlineView[];

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

export function toCampaignView(
  campaign: Omit<CampaignView, 'deadlines' | 'recorded'> & { deadlines: ReadonlyMap<Level, Day> },
): CampaignView {
  const deadlines = LEVELS.flatMap((level) => {
    const dueOn = campaign.deadlines.get(level);
    return dueOn === undefined ? [] : [{ level, dueOn }];
  });
  return Object.assign(new CampaignView(), campaign, { deadlines });
}

/** There is one. */
export const CAMPAIGN_KEY = '1';

@Resolver(() => CampaignView)
export class CampaignResolver {
  @Query(() => CampaignView, { nullable: true, description: 'The campaign: its window and its deadlines.' })
  campaign(@Ctx() operation: Operation): Promise<CampaignView> {
    return loadCampaign(operation);
  }

  @FieldResolver(() => ID, {
    description:
      'Always the same for the campaign as it is. As an event has it, once it or the business day has changed since, it has an id of its own that says so.',
  })
  id(@Ctx() operation: Operation, @Root() { recorded }: CampaignView): Promise<string> {
    return thingId(operation, ['Campaign', CAMPAIGN_KEY], recorded, FRESH_TODAY);
  }
}

export async function loadCampaign({ snapshot }: Operation): Promise<CampaignView> {
  const { campaign } = await snapshot.once(momentOf);
  const { name, term, directive, startsOn, endsOn } = await snapshot.read((manager) =>
    manager.findOneByOrFail(Campaign, { id: 1 }),
  );
  const { today, deadlines } = campaign;
  return toCampaignView({ name, term, directive, startsOn, endsOn, today, deadlines });
}
