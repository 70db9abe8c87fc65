/** Every noun that is recorded as it stands, and how what is stored of it is checked. */
import { INDICATOR, INDICATOR_VALUE } from '../indicator/indicator-nouns';
import { INDICATOR_CHECKS } from '../indicator/verify-indicators';
import type { Check } from '../progress/verify-difference';
import type { RecordNoun } from '../record/noun';
import { recordChecks } from '../record/verify-records';

/** Those come first to which others refer. */
export const RECORD_NOUNS: readonly RecordNoun[] = [INDICATOR, INDICATOR_VALUE];

export const RECORD_CHECKS: readonly Check[] = [...recordChecks(RECORD_NOUNS), ...INDICATOR_CHECKS];
