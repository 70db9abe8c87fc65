/** What a list costs in which words are searched for. How frequent they are nobody knows before: a part of what frequent ones take. */
import { STATEMENT, type Measured, type PriceOfPage } from '../api/price';

/** From the best match down, until the page is full. */
const BEST_FIRST = 5_000;
/** Of what matches, in another order. */
const SORTED = 8_000;
/** The ranks are gone through from the last one up, each to where it ends. */
const FROM_THE_END = 40_000;
/** One by one, up to 10,000. */
const COUNTED = 8_000;
/** Some word of nearly everything begins with it, and for the index that is no word. */
const OF_ONE_LETTER = 20_000;

export function priceOfSearch({ search, orderBy, last, first, before }: Measured['args']): PriceOfPage | undefined {
  if (typeof search !== 'string' || search.trim() === '') return undefined;
  const [page, count] = search.trim().length === 1 ? [OF_ONE_LETTER, OF_ONE_LETTER] : [BEST_FIRST, COUNTED];
  const isFromEnd = last != null || (first == null && before != null);
  const isSorted = orderBy != null && orderBy !== 'BEST_MATCH';
  return { page: isSorted ? SORTED : isFromEnd ? FROM_THE_END : page, count };
}

export const USUAL_PRICE: PriceOfPage = { page: 3 * STATEMENT, count: STATEMENT };
