/** The figures of the API, worked out from counts. */
import { Field, Float, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Level } from '../organization/level';
import { fractionOf } from '../share';
import type { Counts } from './figure';

@InterfaceType({
  description: 'How far the campaign is, over the congresses of one organization and of all below it, as of one day.',
})
export abstract class Figures {
  @Field(() => Int, { description: 'Congresses in the plan: all that are not cancelled.' })
  planned!: number;

  @Field(() => Int, { description: 'Of those planned, held on or before the day.' })
  completed!: number;

  @Field(() => Int, { description: 'planned − completed.' })
  remaining!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of those planned, due on or before the day, held or not: by their planned day, or by the deadline where they have none, as the plan said on that day. What `completed` is measured against. One that is held early counts here once it is due, so `completed` may be more. Null only in the totals of an event from before this figure was stored.',
  })
  dueByNow!: number | null;

  @Field(() => Int, {
    description:
      'Not completed although due before the day: by their planned day, or by the deadline where they have none.',
  })
  overdue!: number;

  @Field(() => Int, { description: 'Not completed although the deadline of their level lies before the day.' })
  pastDeadline!: number;

  @Field(() => Int, { description: 'Completed by the deadline of their level. Where there is none, nothing is late.' })
  completedOnTime!: number;

  @Field(() => Int, { description: 'completed − completedOnTime.' })
  completedLate!: number;

  @Field(() => Int, { description: 'Put off without a new day, and not completed.' })
  postponed!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'completed / planned, from 0 to 1, to 4 digits. Halves go up; only all is 1, and only none is 0. Null when nothing is planned. For a percentage with fewer digits take the counts: what is rounded twice may come out one off.',
  })
  rate!: number | null;
}

@ObjectType({ implements: Figures, description: 'The figures of one level.' })
export class LevelFigures extends Figures {
  @Field(() => Level, { description: 'The level whose congresses are counted.' })
  level!: Level;
}

@ObjectType({
  implements: Figures,
  description: 'The figures of one region: of the organizations in it that lie right below, with all below them.',
})
export class RegionFigures extends Figures {
  @Field(() => String, { description: 'The region, as `Organization.region` has it.' })
  region!: string;
}

export function figuresOf(counts: Counts): Figures {
  const { planned, completed, onTime, overdue, pastDeadline, postponed, dueByNow } = counts;
  return {
    planned,
    completed,
    remaining: planned - completed,
    dueByNow,
    overdue,
    pastDeadline,
    completedOnTime: onTime,
    completedLate: completed - onTime,
    postponed,
    rate: fractionOf(completed, planned),
  };
}
