/** Why something that only an open organization takes is refused. Pure. */
import type { Day } from '../day';
import { Problem } from '../problem';
import { type Message, say } from '../words/message';

/** `who` begins the sentence: a code, or `The organization`. */
export function refuseClosed(who: string | Message, closedOn: Day, argument: string): Problem {
  return new Problem('CONFLICT', say`${who} was closed on ${closedOn}; reopen it first.`, { argument });
}
