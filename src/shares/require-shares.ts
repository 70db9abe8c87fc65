/** Rules for what is to be checked: a total, and percentages of it as they were published. Pure. */
import { Problem } from '../problem';
import type { PublishedShare } from './share-range';

export interface ShareInput {
  /** `20.7` */
  percent: string;
  decimals?: number | null | undefined;
}

const MOST_PEOPLE = 100_000;
export const MOST_SHARES = 10;
const MOST_DECIMALS = 4;

export function requireTotal(total: number): number {
  if (Number.isInteger(total) && total >= 1 && total <= MOST_PEOPLE) return total;
  throw new Problem('BAD_USER_INPUT', `total is ${total}; it must be a whole number from 1 to ${MOST_PEOPLE}.`, {
    argument: 'total',
    limit: MOST_PEOPLE,
    actual: total,
  });
}

export function requireShares(shares: readonly ShareInput[]): PublishedShare[] {
  if (shares.length < 1 || shares.length > MOST_SHARES) {
    const message = `There are ${shares.length} percentages; give 1 to ${MOST_SHARES}.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: 'shares', limit: MOST_SHARES, actual: shares.length });
  }
  return shares.map((share, index) => requireShare(share, `shares.${index}`));
}

function requireShare({ percent, decimals: stated }: ShareInput, argument: string): PublishedShare {
  const [whole = '', written = ''] = percent.split('.');
  // A percentage that was published with none of its own is taken for one with a zero that was left out.
  const decimals = stated ?? Math.max(1, written.length);
  const where = stated == null ? `${argument}.percent` : `${argument}.decimals`;
  if (decimals < 0 || decimals > MOST_DECIMALS) {
    throw new Problem('BAD_USER_INPUT', `A percentage has 0 to ${MOST_DECIMALS} decimals, not ${decimals}.`, {
      argument: where,
      limit: MOST_DECIMALS,
      actual: decimals,
    });
  }
  if (written.length > decimals) {
    const message = `${percent} has ${written.length} decimals, not ${decimals}. Say how many were published.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: where, limit: decimals, actual: written.length });
  }
  const scaled = Number(`${whole}${written.padEnd(decimals, '0')}`);
  if (percent.startsWith('-') || scaled > 100 * 10 ** decimals) {
    const message = `${percent} % is no share of a total: give 0 to 100.`;
    throw new Problem('BAD_USER_INPUT', message, { argument: `${argument}.percent`, limit: 100 });
  }
  return { scaled, decimals };
}

/** As it was published: `20.70`. */
export function describeShare({ scaled, decimals }: PublishedShare): string {
  const digits = String(scaled).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
