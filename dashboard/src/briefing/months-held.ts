/** The months whose briefings can be read: each reports on the month before, of which something has to be known. */
import { addMonths, monthOf } from '../months.ts';

interface Span {
  startsOn: string;
  today: string;
}

/** The newest first. */
export function monthsHeld({ startsOn, today }: Span): string[] {
  const first = addMonths(monthOf(startsOn), 1);
  const months: string[] = [];
  for (let month = nextMonth({ today }); month >= first; month = addMonths(month, -1)) months.push(month);
  return months;
}

/** Of the briefing that is held next. */
export function nextMonth({ today }: Pick<Span, 'today'>): string {
  return addMonths(monthOf(today), 1);
}
