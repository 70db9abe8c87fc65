/** The grades of a rating: how many people have each, in counts, with percentages made of the counts. Pure. */
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { fractionOf } from '../share';

export enum Grade {
  EXCELLENT = 'EXCELLENT',
  GOOD = 'GOOD',
  SATISFACTORY = 'SATISFACTORY',
  UNSATISFACTORY = 'UNSATISFACTORY',
  UNNAMED = 'UNNAMED',
}

registerEnumType(Grade, {
  name: 'Grade',
  description: 'A grade of the quality rating, from the best down.',
  valuesConfig: {
    EXCELLENT: { description: 'Completed their tasks excellently (hoàn thành xuất sắc nhiệm vụ).' },
    GOOD: { description: 'Completed their tasks well (hoàn thành tốt nhiệm vụ).' },
    SATISFACTORY: { description: 'Completed their tasks (hoàn thành nhiệm vụ).' },
    UNSATISFACTORY: { description: 'Did not complete their tasks (không hoàn thành nhiệm vụ).' },
    UNNAMED: { description: 'Rated, in a grade that was not reported.' },
  },
});

/** People in each grade. */
export interface GradeCounts {
  excellent: number;
  good: number;
  satisfactory: number;
  unsatisfactory: number;
  unnamed: number;
}

/** In the order of the grades. */
export const GRADE_FIELDS: readonly (readonly [Grade, keyof GradeCounts])[] = [
  [Grade.EXCELLENT, 'excellent'],
  [Grade.GOOD, 'good'],
  [Grade.SATISFACTORY, 'satisfactory'],
  [Grade.UNSATISFACTORY, 'unsatisfactory'],
  [Grade.UNNAMED, 'unnamed'],
];

export const NOBODY: GradeCounts = { excellent: 0, good: 0, satisfactory: 0, unsatisfactory: 0, unnamed: 0 };

@ObjectType({ description: 'How many people were given a grade.' })
export class GradeCount {
  @Field(() => Grade, { description: 'The grade.' })
  grade!: Grade;

  @Field(() => Int, { description: 'People who were given it.' })
  count!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'count / people, from 0 to 1, to 4 digits: 0.2071. Halves go up; only all is 1, and only none is 0. Worked out from the counts, never stored; the rates of all grades need not add up to 1. Null when nobody was rated.',
  })
  rate!: number | null;
}

export function peopleIn(counts: GradeCounts): number {
  return GRADE_FIELDS.reduce((people, [, field]) => people + counts[field], 0);
}

/** Every grade, even those that nobody was given. */
export function gradesOf(counts: GradeCounts): GradeCount[] {
  const people = peopleIn(counts);
  return GRADE_FIELDS.map(([grade, field]) => ({
    grade,
    count: counts[field],
    rate: fractionOf(counts[field], people),
  }));
}
