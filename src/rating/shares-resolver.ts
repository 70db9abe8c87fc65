/** The check of published percentages in the API. It reads nothing that is stored, so anyone may ask. */
import { Arg, Int, Query, Resolver } from 'type-graphql';
import { checkShares } from './check-shares';
import { describeShare, requireShares, requireTotal } from './require-shares';
import { PublishedShareInput, SharesCheck } from './shares-check';

/** What counting the combinations may cost beside fields. */
const WORK = 100;

@Resolver()
export class SharesResolver {
  @Query(() => SharesCheck, {
    nullable: true,
    complexity: ({ childComplexity }) => WORK + childComplexity,
    description:
      'Checks a published total with percentages against whole numbers: 20.7 % and 78.8 % of 816 are 169 and 643 people, and 4 are left; 20.7 % and 79.9 % are impossible.',
  })
  checkShares(
    @Arg('total', () => Int, { description: 'People in all: 1 to 100,000.' }) total: number,
    @Arg('shares', () => [PublishedShareInput], { description: '1 to 10 percentages of groups that do not overlap.' })
    shares: PublishedShareInput[],
    @Arg('complete', () => Boolean, {
      nullable: true,
      description:
        'Whether the percentages cover everybody. When absent or false, people may be left in groups that are not named.',
    })
    complete: boolean | null,
  ): SharesCheck {
    const people = requireTotal(total);
    const published = requireShares(shares);
    const isComplete = complete === true;
    const { combinations, ...finding } = checkShares(people, published, isComplete);
    return {
      ...finding,
      combinations: combinations.toString(),
      verdictIfCutOff: checkShares(people, published, isComplete, 'cut off').verdict,
      shares: published.map((share, index) => ({
        percent: describeShare(share),
        fits: finding.shares[index]?.fits ?? null,
        together: finding.shares[index]?.together ?? null,
      })),
    };
  }
}
