/** The campaign in the API: its window, within which days are picked, and its deadlines. */
import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Operation } from '../access/operation';
import { FRESH_TODAY, thingId } from '../access/thing-id';
import { Node } from '../api/node';
import type { Day } from '../day';
import { Campaign } from './campaign';
import { DayScalar } from '../api/day-scalar';
import { ofLength } from '../api/price';
import { Level, LEVELS } from './level';
import { levelsOfTree } from './levels-of-tree';
import { momentOf } from './campaign-facts';
import { Region } from './region';
import { nameOfLevel, type LevelName, type LevelNames } from './level-names';

@ObjectType({ description: 'A level of organizations, as the campaign calls it.' })
class CampaignLevel implements LevelName {
  @Field(() => Level, { description: 'The level.' })
  level!: Level;

  @Field(() => String, { description: 'Its name in Vietnamese: as the campaign file says, or the usual one.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its name in English; null where the campaign file has only one in Vietnamese.',
  })
  nameEn!: string | null;

  @Field(() => DayScalar, {
    nullable: true,
    description:
      'The day by which the congresses of the level are to be held; null where there is none, and nothing is late.',
  })
  dueOn!: Day | null;
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

  /** All of them, whether the tree has them or not. */
  allLevels!: CampaignLevel[];

  @Field(() => [Region], {
    description:
      'The regions that the campaign file names, in its order. Organizations may be in others, which have no name then.',
  })
  regions!: readonly Region[];

  /** The entry of the log that shows it; undefined when it was read as it is. */
  recorded?: { position: number };
}

type CampaignShown = Omit<CampaignView, 'allLevels' | 'recorded'> & {
  deadlines: ReadonlyMap<Level, Day>;
  levelNames: LevelNames;
};

export function toCampaignView({ deadlines, levelNames, ...campaign }: CampaignShown): CampaignView {
  const allLevels = LEVELS.map((level) => ({
    level,
    ...nameOfLevel(level, levelNames),
    dueOn: deadlines.get(level) ?? null,
  }));
  return Object.assign(new CampaignView(), campaign, { allLevels });
}

/** There is one. */
export const CAMPAIGN_KEY = '1';

@Resolver(() => CampaignView)
export class CampaignResolver {
  @Query(() => CampaignView, {
    nullable: true,
    description: 'The campaign: its window, its levels and their deadlines.',
  })
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

  @FieldResolver(() => [CampaignLevel], {
    complexity: ofLength(LEVELS.length),
    description: 'The levels of its organizations, from that of the root down: four where the whole Party is the root.',
  })
  async levels(@Ctx() operation: Operation, @Root() { allLevels }: CampaignView): Promise<CampaignLevel[]> {
    const { head } = await operation.snapshot.once(momentOf);
    const levels = await levelsOfTree(operation, head.epoch);
    return allLevels.filter(({ level }) => levels.includes(level));
  }
}

export async function loadCampaign({ snapshot }: Operation): Promise<CampaignView> {
  const { campaign } = await snapshot.once(momentOf);
  const { name, term, directive, startsOn, endsOn, levelNames, regions } = await snapshot.read((manager) =>
    manager.findOneByOrFail(Campaign, { id: 1 }),
  );
  const { today, deadlines } = campaign;
  return toCampaignView({ name, term, directive, startsOn, endsOn, today, deadlines, levelNames, regions });
}
