/** Every noun that is recorded as it stands, and how what is stored of it is checked. */
import { CLOSURE } from '../closure/closure';
import { DECLARATION } from '../declaration/declaration';
import type { Check } from '../progress/verify-difference';
import type { RecordNoun } from '../record/noun';
import { recordChecks } from '../record/verify-records';

/** Those come first to which others refer. */
export const RECORD_NOUNS: readonly RecordNoun[] = [DECLARATION, CLOSURE];

export const RECORD_CHECKS: readonly Check[] = [...recordChecks(RECORD_NOUNS)];
