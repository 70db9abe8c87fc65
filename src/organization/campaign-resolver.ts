/** The campaign in the API: its window, within which days are picked, and its deadlines. */
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
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

@ObjectType('Campaign', { description: 'The campaign that this server holds.' })
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
}

export function toCampaignView(
  campaign: Omit<CampaignView, 'deadlines'> & { deadlines: ReadonlyMap<Level, Day> },
): CampaignView {
  const deadlines = LEVELS.flatMap((level) => {
    const dueOn = campaign.deadlines.get(level);
    return dueOn === undefined ? [] : [{ level, dueOn }];
  });
  return { ...campaign, deadlines };
}

@Resolver()
export class CampaignResolver {
  @Query(() => CampaignView, { nullable: true, description: 'The campaign: its window and its deadlines.' })
  async campaign(@Ctx() { snapshot }: Operation): Promise<CampaignView> {
    const { campaign } = await snapshot.once(momentOf);
    const { name, term, directive, startsOn, endsOn } = await snapshot.read((manager) =>
      manager.findOneByOrFail(Campaign, { id: 1 }),
    );
    const { today, deadlines } = campaign;
    return toCampaignView({ name, term, directive, startsOn, endsOn, today, deadlines });
  }
}
