/** Inputs of the mutations of briefings. */
import { KeyedInput } from '../change/keyed-input';
import { Field, InputType } from 'type-graphql';
import { IfPosition } from '../change/if-position';
import type { Day } from '../day';
import { DayScalar } from '../api/day-scalar';
import { describeLength, upTo } from '../text/text-rule';
import { BRIEFING_ITEM, BRIEFING_TITLE, MOST_ITEMS } from './briefing-texts';
import { MonthScalar } from '../api/month-scalar';

@InputType({ description: 'A text in Vietnamese, with a translation if there is one.' })
class EnteredTextInput {
  @Field(() => String, { description: 'In Vietnamese.' })
  vi!: string;

  @Field(() => String, { nullable: true, description: 'In English.' })
  en?: string | null;
}

@InputType()
export abstract class OneBriefing extends KeyedInput {
  @Field(() => MonthScalar, { description: 'The month in which it is held, such as `2020-03`.' })
  month!: string;

  @Field(() => String, {
    nullable: true,
    description: "Code of the organization whose briefing it is; the viewer's own when absent.",
  })
  organization?: string | null;

  @IfPosition('the briefing')
  ifPosition?: number | null;
}

@InputType({ description: 'What is entered in a draft. What is left out stays as it is.' })
export class ChangeBriefingInput extends OneBriefing {
  @Field(() => EnteredTextInput, {
    nullable: true,
    description: `Its title, ${upTo(BRIEFING_TITLE)}; an empty \`vi\` brings back the usual one.`,
  })
  title?: EnteredTextInput | null;

  @Field(() => EnteredTextInput, {
    nullable: true,
    description: `The office that chairs it, ${upTo(BRIEFING_TITLE)}; an empty \`vi\` brings back the usual one.`,
  })
  chairOffice?: EnteredTextInput | null;

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The last day that its figures count: in the month before, or in its own month.',
  })
  cutOff?: Day | null;

  @Field(() => [EnteredTextInput], {
    nullable: true,
    description: `All tasks of the month, at most ${MOST_ITEMS}, each ${describeLength(BRIEFING_ITEM)}.`,
  })
  tasks?: EnteredTextInput[] | null;

  @Field(() => [EnteredTextInput], {
    nullable: true,
    description: `All key tasks, at most ${MOST_ITEMS}, each ${describeLength(BRIEFING_ITEM)}.`,
  })
  keyTasks?: EnteredTextInput[] | null;

  @Field(() => [EnteredTextInput], {
    nullable: true,
    description: `All breakthroughs, at most ${MOST_ITEMS}, each ${describeLength(BRIEFING_ITEM)}.`,
  })
  breakthroughs?: EnteredTextInput[] | null;
}

@InputType({ description: 'The briefing to publish.' })
export class PublishBriefingInput extends OneBriefing {}
