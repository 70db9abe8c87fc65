/** A percentage of a total as it was published, with the whole numbers that it can mean. Exact: whole numbers only. Pure. */
import { Field, InputType, Int } from 'type-graphql';
import { PercentageScalar } from '../api/percentage-scalar';
import { Problem } from '../problem';
import { say } from '../words/message';

/** A percentage as it was published: 20.7 is 207 with 1 decimal. */
export interface PublishedShare {
  scaled: number;
  decimals: number;
}

/** Whole numbers, both ends included. */
export interface CountRange {
  first: number;
  last: number;
}

/** How a percentage was reduced to its decimals. */
export type Rounding = 'half up' | 'cut off';

@InputType({ description: 'One published percentage of the total: the share of one group.' })
export class PublishedShareInput {
  @Field(() => PercentageScalar, { description: 'The percentage, from 0 to 100.' })
  percent!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'With how many decimals it was published: 0 to 4. When absent, as many as are written, and at least one: 79 is read as 79.0.',
  })
  decimals?: number | null;
}

export const MOST_SHARES = 10;
const MOST_DECIMALS = 4;

export function requireShares(shares: readonly PublishedShareInput[]): PublishedShare[] {
  if (shares.length < 1 || shares.length > MOST_SHARES) {
    const message = say`There are ${shares.length} percentages; give 1 to ${MOST_SHARES}.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'shares', limit: MOST_SHARES, actual: shares.length });
  }
  return shares.map((share, index) => requireShare(share, `shares.${index}`));
}

function requireShare({ percent, decimals: stated }: PublishedShareInput, argument: string): PublishedShare {
  const [whole = '', written = ''] = percent.split('.');
  // Without decimals it is read as one whose zero was left out.
  const decimals = stated ?? Math.max(1, written.length);
  const where = stated == null ? `${argument}.percent` : `${argument}.decimals`;
  if (decimals < 0 || decimals > MOST_DECIMALS) {
    throw new Problem('BAD_USER_INPUT', say`A percentage has 0 to ${MOST_DECIMALS} decimals, not ${decimals}.`, {
      argument: where,
      limit: MOST_DECIMALS,
      actual: decimals,
    });
  }
  if (written.length > decimals) {
    const message = say`${percent} has ${written.length} decimals, not ${decimals}. Say how many were published.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: where, limit: decimals, actual: written.length });
  }
  const scaled = Number(`${whole}${written.padEnd(decimals, '0')}`);
  if (percent.startsWith('-') || scaled > 100 * 10 ** decimals) {
    const message = say`${percent} % is not a share of a total: give 0 to 100.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: `${argument}.percent`, limit: 100 });
  }
  return { scaled, decimals };
}

/** As it was published, such as `20.70`. */
export function describeShare({ scaled, decimals }: PublishedShare): string {
  const digits = String(scaled).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Every count out of the total that gives this percentage, without a gap between them; null when none does. */
export function shareRange(total: number, { scaled, decimals }: PublishedShare, rounding: Rounding): CountRange | null {
  // In half steps of the last decimal, so that rounding half up stays whole.
  const steps = 200 * 10 ** decimals;
  const [from, below] = rounding === 'half up' ? [2 * scaled - 1, 2 * scaled + 1] : [2 * scaled, 2 * scaled + 2];
  const first = Math.max(0, divideUp(from * total, steps));
  const last = Math.min(total, divideUp(below * total, steps) - 1);
  return first <= last ? { first, last } : null;
}

/** The quotient, rounded up. Both numbers are whole, and far below 2^53. */
function divideUp(dividend: number, divisor: number): number {
  const rest = ((dividend % divisor) + divisor) % divisor;
  return (dividend - rest) / divisor + (rest === 0 ? 0 : 1);
}
