/** Rules for what a work item says, as it is entered. Pure. */
import { Problem } from '../problem';
import { optionalText, requireText } from '../record/require-text';
import type { CentralBody } from './work-item-words';

const LONGEST_TEXT = 500;
const LONGEST_REASON = 1_000;

export function requireTitle(title: string): string {
  return requireText(title, LONGEST_TEXT, 'title');
}

/** Null for an empty text: it takes away what was there. */
export function optionalContent(text: string | null | undefined, field: 'titleEn' | 'legalBasis'): string | null {
  return optionalText(text, LONGEST_TEXT, field);
}

/** 1 to 1,000 characters that are not all white space. */
export function requireWhy(reason: string): string {
  return requireText(reason, LONGEST_REASON, 'reason');
}

export function optionalWhy(reason: string | null | undefined): string | null {
  return optionalText(reason, LONGEST_REASON, 'reason');
}

/** What the centre works out goes to one of its bodies; a locality's work mostly stays with the locality. */
export function requireReceiver(
  submittedTo: CentralBody | null | undefined,
  organization: { path: readonly number[] },
): CentralBody | null {
  if (submittedTo != null || organization.path.length > 1) return submittedTo ?? null;
  throw new Problem(
    'BAD_USER_INPUT',
    "An item of the centre's program goes to the Politburo, the Secretariat or the Central Committee: give submittedTo.",
    { argument: 'submittedTo' },
  );
}
