/** Checks a published total with percentages: do no whole numbers give them, one combination or several? Exact and pure. */
import { countCombinations } from './count-combinations';
import { shareRange, type CountRange, type PublishedShare, type Rounding } from './published-share';

export enum SharesVerdict {
  IMPOSSIBLE = 'IMPOSSIBLE',
  ONE = 'ONE',
  SEVERAL = 'SEVERAL',
}

export enum SharesObstacle {
  NO_COUNT_FITS = 'NO_COUNT_FITS',
  TOO_MANY = 'TOO_MANY',
  TOO_FEW = 'TOO_FEW',
}

interface CheckedShare {
  /** On its own; null when no whole number gives the percentage. */
  fits: CountRange | null;
  /** In a combination with the others; null when there is none. */
  together: CountRange | null;
}

export interface SharesFinding {
  verdict: SharesVerdict;
  /** Why it is impossible; null when it is not. */
  obstacle: SharesObstacle | null;
  shares: CheckedShare[];
  /** Counted only when it is read. */
  readonly combinations: bigint;
  /** People in groups without a percentage. */
  leftOver: CountRange | null;
  /** The combination closest to the percentages. */
  example: number[] | null;
}

export function checkShares(
  total: number,
  published: readonly PublishedShare[],
  isComplete: boolean,
  rounding: Rounding = 'half up',
): SharesFinding {
  const fits = published.map((share) => shareRange(total, share, rounding));
  const ranges = fits.filter((range) => range !== null);
  if (ranges.length < fits.length) return impossible(SharesObstacle.NO_COUNT_FITS, fits);
  const least = ranges.reduce((sum, { first }) => sum + first, 0);
  const most = ranges.reduce((sum, { last }) => sum + last, 0);
  if (least > total) return impossible(SharesObstacle.TOO_MANY, fits);
  if (isComplete && most < total) return impossible(SharesObstacle.TOO_FEW, fits);
  const together = ranges.map(({ first, last }) => ({
    // The most and the least that the others leave; every number between is possible, because ranges have no gaps.
    first: isComplete ? Math.max(first, total - (most - last)) : first,
    last: Math.min(last, total - (least - first)),
  }));
  return {
    // Ranges have no gaps, so there is one combination when each has one number left.
    verdict: together.every(({ first, last }) => first === last) ? SharesVerdict.ONE : SharesVerdict.SEVERAL,
    obstacle: null,
    shares: fits.map((each, index) => ({ fits: each, together: together[index] ?? null })),
    get combinations() {
      return countCombinations(ranges, total, isComplete);
    },
    leftOver: isComplete ? { first: 0, last: 0 } : { first: Math.max(0, total - most), last: total - least },
    example: combine(total, published, together, isComplete),
  };
}

function impossible(obstacle: SharesObstacle, fits: readonly (CountRange | null)[]): SharesFinding {
  return {
    verdict: SharesVerdict.IMPOSSIBLE,
    obstacle,
    shares: fits.map((each) => ({ fits: each, together: null })),
    combinations: 0n,
    leftOver: null,
    example: null,
  };
}

/** Each as close to its percentage as its range allows, then moved, the last first, until they add up. */
function combine(
  total: number,
  published: readonly PublishedShare[],
  ranges: readonly CountRange[],
  isComplete: boolean,
): number[] {
  const counts = ranges.map(({ first, last }, index) => {
    const { scaled, decimals } = published[index] ?? { scaled: 0, decimals: 0 };
    const steps = 100 * 10 ** decimals;
    const doubled = 2 * scaled * total + steps;
    const nearest = (doubled - (doubled % (2 * steps))) / (2 * steps);
    return Math.min(last, Math.max(first, nearest));
  });
  let missing = counts.reduce((left, count) => left - count, total);
  for (let index = counts.length - 1; index >= 0; index--) {
    const count = counts[index] ?? 0;
    const { first, last } = ranges[index] ?? { first: count, last: count };
    const wanted = missing < 0 || isComplete ? count + missing : count;
    const moved = Math.min(last, Math.max(first, wanted));
    missing -= moved - count;
    counts[index] = moved;
  }
  return counts;
}
