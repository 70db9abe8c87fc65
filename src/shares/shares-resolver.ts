/** The check of published percentages in the API. It reads nothing that is stored, so anyone may ask. */
import { Arg, Int, Query, Resolver } from 'type-graphql';
import { Turns } from '../process/turns';
import { checkShares } from './check-shares';
import { describeShare, MOST_SHARES, requireShares, requireTotal, type ShareInput } from './require-shares';
import { PublishedShareInput, SharesCheck } from './shares-check';

/** What may be asked for many times in one document takes its turns. */
const turns = new Turns();

/** What a check costs beside fields: combinations are counted with twice as many terms for each percentage more. */
function workOf(shares: number): number {
  return 10 + Math.ceil(2 ** Math.min(shares, MOST_SHARES) / 10);
}

@Resolver()
export class SharesResolver {
  @Query(() => SharesCheck, {
    nullable: true,
    complexity: ({ args, childComplexity }) =>
      workOf((args as { shares: readonly ShareInput[] }).shares.length) + childComplexity,
    description:
      'Checks a published total with percentages against whole numbers: 20.7 % and 78.8 % of 816 are 169 and 643 people, and 4 are left; 20.7 % and 79.9 % are impossible.',
  })
  async checkShares(
    @Arg('total', () => Int, { description: 'People in all: 1 to 100,000.' }) total: number,
    @Arg('shares', () => [PublishedShareInput], { description: '1 to 10 percentages of groups that do not overlap.' })
    shares: PublishedShareInput[],
    @Arg('complete', () => Boolean, {
      nullable: true,
      description:
        'Whether the percentages cover everybody. When absent or false, people may be left in groups that are not named.',
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
      combinations: finding.combinations.toString(),
      verdictIfCutOff: checkShares(people, published, isComplete, 'cut off').verdict,
      shares: published.map((share, index) => ({
        percent: describeShare(share),
        fits: finding.shares[index]?.fits ?? null,
        together: finding.shares[index]?.together ?? null,
      })),
    };
  }
}
