/** Rules for what a work item says, as it is entered. Pure. */
import { Level } from '../organization/level';
import { Problem } from '../problem';
import { optionalText, requireText } from '../text/require-text';
import type { TextRule } from '../text/text-rule';
import type { CentralBody } from './work-item-words';
import { say } from '../words/message';

/** Of a title, in either language, and of the legal basis. */
export const TITLE: TextRule = { longest: 500, lines: 'one' };

export function requireTitle(title: string): string {
  return requireText(title, TITLE, 'title');
}

/** Null for an empty text: it removes what was there. */
export function optionalContent(text: string | null | undefined, field: 'titleEn' | 'legalBasis'): string | null {
  return optionalText(text, TITLE, field);
}

/** An item of the centre goes to one of its bodies; a locality's work mostly stays with the locality. */
export function requireReceiver(
  submittedTo: CentralBody | null | undefined,
  organization: { level: Level },
): CentralBody | null {
  if (submittedTo != null || organization.level !== Level.CENTRAL) return submittedTo ?? null;
  throw new Problem(
    'BAD_USER_INPUT',
    say`An item of the centre's program goes to the Politburo, the Secretariat or the Central Committee: give submittedTo.`,
    { argument: 'submittedTo' },
  );
}
