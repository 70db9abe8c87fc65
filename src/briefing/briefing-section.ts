/** A section of a briefing, as the API shows it. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Bilingual } from '../document/content';
import { BriefingSectionKind } from '../document/sections';
import { BriefingFigure } from './briefing-figure';

registerEnumType(BriefingSectionKind, {
  name: 'BriefingSectionKind',
  description: 'What a section of a briefing is about.',
  valuesConfig: {
    CONGRESSES: { description: 'Congresses: the plan, the pilots, how far they are.' },
    RATING: { description: 'The quality rating of the year before.' },
    PERSONNEL: { description: 'Personnel: the indicators `personnel.…`.' },
    TRAINING: { description: 'Training: the indicators `training.…`.' },
    WORK_PROGRAM: { description: 'The work program of the year.' },
    OTHER_INDICATORS: { description: 'Every other indicator.' },
    TASKS: { description: 'Tasks of the coming month, key tasks and breakthroughs.' },
  },
});

@ObjectType({ description: 'A section of a briefing.' })
export class BriefingSection {
  name!: Bilingual;

  @Field(() => BriefingSectionKind, { description: 'What it is about.' })
  kind!: BriefingSectionKind;

  @Field(() => [BriefingFigure], {
    description: 'Its figures. The tasks are `tasks`, `keyTasks` and `breakthroughs` of the briefing.',
  })
  figures!: BriefingFigure[];
}
