/** The reason of a change: required of what takes something back, welcome elsewhere. Pure. */
import { optionalText, requireText } from '../text/require-text';
import { REASON } from '../text/text-rule';

export function requireReason(reason: string, argument = 'reason'): string {
  return requireText(reason, REASON, argument);
}

/** The same for a reason that may be left out. */
export function optionalReason(reason: string | null | undefined): string | null {
  return optionalText(reason, REASON, 'reason');
}
