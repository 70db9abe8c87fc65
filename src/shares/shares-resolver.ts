/** The check of published percentages in the API. It reads nothing that is stored, so anyone may ask. */
import { Arg, Field, Int, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { BigIntScalar } from '../api/big-int-scalar';
import { PercentageScalar } from '../api/percentage-scalar';
import { ofLength } from '../api/price';
import { Problem } from '../problem';
import { Turns } from '../process/turns';
import { checkShares, SharesObstacle, SharesVerdict } from './check-shares';
import { describeShare, MOST_SHARES, PublishedShareInput, requireShares, type CountRange } from './published-share';
import { say } from '../words/message';

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
    NO_COUNT_FITS: { description: 'There is a percentage that no whole number of the total gives.' },
    TOO_MANY: { description: 'Even the least numbers that fit add up to more than the total.' },
    TOO_FEW: {
      description:
        'The percentages are said to cover everybody, but even the greatest numbers that fit add up to less.',
    },
  },
});

@ObjectType('CountRange', { description: 'A range of whole numbers, both ends included.' })
class CountRangeType {
  @Field(() => Int, { description: 'The least.' })
  first!: number;

  @Field(() => Int, { description: 'The greatest; equal to the least when there is only one.' })
  last!: number;
}

@ObjectType({ description: 'One of the published percentages, and how many people it can mean.' })
class ShareCheck {
  @Field(() => PercentageScalar, { description: 'The percentage, with the decimals with which it was published.' })
  percent!: string;

  @Field(() => CountRangeType, {
    nullable: true,
    description: 'Every number of people that gives it, taken alone; null when none does.',
  })
  fits!: CountRange | null;

  @Field(() => CountRangeType, {
    nullable: true,
    description: 'Of those, every number that is possible together with the other percentages; null when none is.',
  })
  together!: CountRange | null;
}

@ObjectType({
  description:
    'Which whole numbers of people give a published total with percentages. A count gives a percentage when count / total × 100, rounded half up to its decimals, is that percentage, as is usual in print; in the shares of this API only all is 100, and only none is 0. The groups do not overlap.',
})
class SharesCheck {
  @Field(() => SharesVerdict, { description: 'None, one or several combinations.' })
  verdict!: SharesVerdict;

  @Field(() => SharesObstacle, { nullable: true, description: 'Why it is IMPOSSIBLE; null when it is not.' })
  obstacle!: SharesObstacle | null;

  @Field(() => SharesVerdict, {
    description: 'The verdict if the percentages had been cut off instead of rounded, as some publishers do.',
  })
  verdictIfCutOff!: SharesVerdict;

  @Field(() => [ShareCheck], {
    complexity: ofLength(MOST_SHARES),
    description: 'Each percentage, in the order in which they were given.',
  })
  shares!: ShareCheck[];

  @Field(() => BigIntScalar, {
    description: 'How many combinations of whole numbers give all the percentages.',
  })
  combinations!: bigint;

  @Field(() => CountRangeType, {
    nullable: true,
    description:
      'People left over, in groups without a percentage: from the least to the greatest number. 0 when the percentages cover everybody; null when it is IMPOSSIBLE.',
  })
  leftOver!: CountRange | null;

  @Field(() => [Int], {
    nullable: true,
    complexity: 10,
    description:
      'One combination: people behind each percentage, in their order, as close to the percentages as possible. The only one when the verdict is ONE; null when it is IMPOSSIBLE.',
  })
  example!: number[] | null;
}

const MOST_PEOPLE = 100_000;

function requireTotal(total: number): number {
  if (Number.isInteger(total) && total >= 1 && total <= MOST_PEOPLE) return total;
  throw new Problem('BAD_USER_INPUT', say`total is ${total}; it must be a whole number from 1 to ${MOST_PEOPLE}.`, {
    argument: 'total',
    limit: MOST_PEOPLE,
    actual: total,
  });
}

/** One document may ask for many checks: between them others have their turn. */
const turns = new Turns();

/** What a check costs beside fields: each further percentage doubles the terms by which combinations are counted. */
function workOf(shares: number): number {
  return 10 + 2 ** Math.min(shares, MOST_SHARES) / 2;
}

@Resolver()
export class SharesResolver {
  @Query(() => SharesCheck, {
    nullable: true,
    complexity: ({ args, childComplexity }) =>
      workOf((args as { shares: readonly PublishedShareInput[] }).shares.length) + childComplexity,
    description:
      'Checks a published total with percentages against whole numbers: 20.7 % and 78.8 % of 816 are 169 and 643 people, with 4 left over; 20.7 % and 79.9 % are impossible.',
  })
  async checkShares(
    @Arg('total', () => Int, { description: 'People in all: 1 to 100,000.' }) total: number,
    @Arg('shares', () => [PublishedShareInput], { description: '1 to 10 percentages of groups that do not overlap.' })
    shares: PublishedShareInput[],
    @Arg('complete', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description:
        'Whether the percentages cover everybody. If not, people may be left over in groups that are not named.',
    })
    complete: boolean | null,
  ): Promise<SharesCheck> {
    const people = requireTotal(total);
    const published = requireShares(shares);
    const isComplete = complete === true;
    await turns.pass();
    const finding = checkShares(people, published, isComplete);
    return {
      ...finding,
      verdictIfCutOff: checkShares(people, published, isComplete, 'cut off').verdict,
      shares: published.map((share, index) => ({
        percent: describeShare(share),
        fits: finding.shares[index]?.fits ?? null,
        together: finding.shares[index]?.together ?? null,
      })),
    };
  }
}
