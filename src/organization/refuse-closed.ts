/** Why something that only an open organization takes is refused. Pure. */
import type { Day } from '../day';
import { Problem } from '../problem';

/** `who` begins the sentence: a code, or `The organization`. */
export function refuseClosed(who: string, closedOn: Day, argument: string): Problem {
  return new Problem('CONFLICT', `${who} was closed on ${closedOn}; reopen it first.`, { argument });
}
