/** How rows of progress are ordered, by keys that cursors carry. Pure. */
import { compareKeys, type Key } from '../api/keyset';
import type { CursorKind, SortValue } from '../api/page-cursor';
import { ProgressOrder, type Progress } from './progress';

type Row = Pick<Progress, 'completed' | 'planned' | 'overdue'> & { code: string; name: string };

/** What a row is sorted by, the code last: it sets apart what is equal otherwise. */
export function keyOf(order: ProgressOrder, { completed, planned, overdue, code, name }: Row): SortValue[] {
  switch (order) {
    case ProgressOrder.CODE:
      return [code];
    case ProgressOrder.NAME:
      return [name, code];
    case ProgressOrder.RATE_ASC:
    case ProgressOrder.RATE_DESC:
      return [completed, planned, code];
    case ProgressOrder.COMPLETED_DESC:
      return [completed, code];
    case ProgressOrder.OVERDUE_DESC:
      return [overdue, code];
  }
}

export const KEY_VALUES: Record<ProgressOrder, CursorKind['values']> = {
  CODE: ['text'],
  NAME: ['text', 'text'],
  RATE_DESC: ['integer', 'integer', 'text'],
  RATE_ASC: ['integer', 'integer', 'text'],
  COMPLETED_DESC: ['integer', 'text'],
  OVERDUE_DESC: ['integer', 'text'],
};

const vietnamese = new Intl.Collator('vi');

const byRate =
  (direction: number) =>
  ([completed, planned, code]: Key, [otherCompleted, otherPlanned, otherCode]: Key): number => {
    const [a, b] = [Number(completed), Number(otherCompleted)];
    const [ofA, ofB] = [Number(planned), Number(otherPlanned)];
    const byCode = compareKeys([code ?? ''], [otherCode ?? '']);
    if (ofA === 0 || ofB === 0) return Number(ofA === 0) - Number(ofB === 0) || byCode;
    // Compared as fractions: the rate is rounded. Of equal ones the larger are further ahead, as briefings rank them.
    return direction * (a * ofB - b * ofA || a - b) || byCode;
  };

const byCount = ([count, code = '']: Key, [otherCount, otherCode = '']: Key): number =>
  Number(otherCount) - Number(count) || compareKeys([code], [otherCode]);

export const COMPARISONS: Record<ProgressOrder, (a: Key, b: Key) => number> = {
  CODE: compareKeys,
  NAME: (a, b) => vietnamese.compare(String(a[0]), String(b[0])) || compareKeys(a, b),
  RATE_DESC: byRate(-1),
  RATE_ASC: byRate(1),
  COMPLETED_DESC: byCount,
  OVERDUE_DESC: byCount,
};
