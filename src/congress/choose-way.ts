/** How a part of a list is read: along an index until the page is full, or all of it, to be sorted. By the counters, which know how many there are. Pure. */
import { asksForDays, asksForPlace, type CongressCell, type CongressFilter } from './congress-filter';
import { overdueOf, sizeOf, type Sizes } from './count-congresses';

/**
 * Organizations are walked along in the order of their code, name or rank, cells in that of code, due or held day.
 * What is taken is few, or lies in one place.
 */
export type Way = 'walk organizations' | 'walk cells' | 'take place' | 'take cells';

/** What has the order of a part: an index of the cells, or one of the organizations. */
export type Order = 'code' | 'due' | 'held' | 'name' | 'rank';

/** So many are sorted in some ten milliseconds. */
const MOST_TAKEN = 10_000;

/** Whether all that lies there can be taken. */
export function isSmallPlace({ parent }: CongressFilter, { within }: Sizes): boolean {
  return parent != null || within.reduce((sum, { planned }) => sum + planned, 0) <= MOST_TAKEN;
}

export function chooseWay(
  filter: CongressFilter,
  { order, isSearch, isRare }: { order: Order; isSearch: boolean; isRare: boolean },
  cells: readonly CongressCell[],
  sizes: Sizes,
): Way {
  if (order === 'rank') return 'walk organizations';
  const isOfOrganizations = order === 'code' || order === 'name';
  if (asksForPlace(filter, undefined) || isSearch) {
    if (isSmallPlace(filter, sizes) || (isSearch && isRare)) return 'take place';
    return isOfOrganizations ? 'walk organizations' : 'walk cells';
  }
  const found = countOf(filter, cells, sizes.country);
  if (order === 'name') return found <= MOST_TAKEN ? 'take cells' : 'walk organizations';
  return asksForDays(filter) && !isInOrder(filter, order) && found <= MOST_TAKEN ? 'take cells' : 'walk cells';
}

/** Whether what days are asked for is a range of the order: its index is entered there. */
function isInOrder({ overdue, daysLateFrom, heldFrom, heldTo }: CongressFilter, order: Order): boolean {
  if (order === 'due') return heldFrom == null && heldTo == null;
  return order === 'held' && overdue == null && daysLateFrom == null;
}

/** How many there are in the country, or a little fewer than this. */
function countOf(filter: CongressFilter, cells: readonly CongressCell[], country: Sizes['country']): number {
  const late = overdueOf(country, filter);
  if (filter.overdue === true || filter.daysLateFrom != null) return late;
  return sizeOf(country, cells) - (filter.overdue === false ? late : 0);
}
