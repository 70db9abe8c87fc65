/** What is asked and answered when published percentages are checked, as the API has it. */
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SharesObstacle, SharesVerdict } from './check-shares';
import { PercentageScalar } from '../api/percentage-scalar';
import type { ShareInput } from './require-shares';
import type { CountRange as Range } from './share-range';

registerEnumType(SharesVerdict, {
  name: 'SharesVerdict',
  description: 'Whether whole numbers of people can give the published percentages.',
  valuesConfig: {
    IMPOSSIBLE: { description: 'No whole numbers give them: the total or a percentage is wrong.' },
    ONE: { description: 'Exactly one combination of whole numbers gives them.' },
    SEVERAL: { description: 'More than one combination gives them: the percentages do not say which.' },
  },
});

registerEnumType(SharesObstacle, {
  name: 'SharesObstacle',
  description: 'Why no whole numbers give the percentages.',
  valuesConfig: {
    NO_COUNT_FITS: { description: 'A percentage alone is one that no whole number of the total gives.' },
    TOO_MANY: { description: 'The least numbers that fit already make more than the total.' },
    TOO_FEW: { description: 'The percentages are to cover everybody, and the greatest numbers that fit make less.' },
  },
});

@InputType({ description: 'One published percentage of the total: the share of one group.' })
export class PublishedShareInput implements ShareInput {
  @Field(() => PercentageScalar, { description: 'The percentage, from 0 to 100.' })
  percent!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'To how many decimals it was published: 0 to 4. When absent, as many as are written, and at least one: 79 is taken as 79.0.',
  })
  decimals?: number | null;
}

@ObjectType({ description: 'Whole numbers that lie side by side, both ends included.' })
class CountRange {
  @Field(() => Int, { description: 'The least.' })
  first!: number;

  @Field(() => Int, { description: 'The greatest; equal to the least when there is one only.' })
  last!: number;
}

@ObjectType({ description: 'One of the published percentages, and how many people it may stand for.' })
export class ShareCheck {
  @Field(() => PercentageScalar, { description: 'The percentage, to the decimals to which it was published.' })
  percent!: string;

  @Field(() => CountRange, {
    nullable: true,
    description: 'Every number of people that gives it, taken alone; null when none does.',
  })
  fits!: Range | null;

  @Field(() => CountRange, {
    nullable: true,
    description: 'Of those, every number that goes together with the other percentages; null when none does.',
  })
  together!: Range | null;
}

@ObjectType({
  description:
    'Which whole numbers of people give a published total with percentages. A count gives a percentage when count / total × 100, rounded half up to its decimals, is that percentage, as publishers have it; shares of this API are 100 of all alone, and 0 of none alone. The groups do not overlap.',
})
export class SharesCheck {
  @Field(() => SharesVerdict, { description: 'None, one or several combinations.' })
  verdict!: SharesVerdict;

  @Field(() => SharesObstacle, { nullable: true, description: 'Why it is IMPOSSIBLE; null when it is not.' })
  obstacle!: SharesObstacle | null;

  @Field(() => SharesVerdict, {
    description: 'The verdict if the further decimals had been cut off instead of rounded, as some publishers do.',
  })
  verdictIfCutOff!: SharesVerdict;

  @Field(() => [ShareCheck], {
    complexity: ({ childComplexity }) => 1 + 10 * childComplexity,
    description: 'Each percentage, in the order in which they were given.',
  })
  shares!: ShareCheck[];

  @Field(() => String, {
    description:
      'How many combinations of whole numbers give all the percentages; a text, because there may be more than an Int holds.',
  })
  combinations!: string;

  @Field(() => CountRange, {
    nullable: true,
    description:
      'People who are left, in groups without a percentage: from the least to the greatest number. 0 when the percentages cover everybody; null when it is IMPOSSIBLE.',
  })
  leftOver!: Range | null;

  @Field(() => [Int], {
    nullable: true,
    complexity: 10,
    description:
      'A combination: people behind each percentage, in their order, as near to the percentages as can be. The only one when the verdict is ONE; null when it is IMPOSSIBLE.',
  })
  example!: number[] | null;
}
