/** Every noun whose rows are recorded whole, and the checks of what is stored of them. */
import { BRIEFING } from './briefing/briefing-noun';
import { CLOSURE } from './closure/closure';
import { DECLARATION } from './declaration/declaration';
import { DOCUMENT } from './document/document';
import { INDICATOR, INDICATOR_VALUE } from './indicator/indicator-nouns';
import { INDICATOR_CHECKS } from './indicator/verify-indicators';
import type { Check } from './progress/verify-difference';
import { RATING } from './rating/rating';
import type { RecordNoun } from './record/noun';
import { recordChecks } from './record/verify-records';
import { STRUCTURE_CHECKS } from './structure/verify-structure';
import { WORK_ITEM } from './work-program/work-item-noun';

/** Nouns that others refer to come first. */
export const RECORD_NOUNS: readonly RecordNoun[] = [
  CLOSURE,
  RATING,
  DOCUMENT,
  WORK_ITEM,
  INDICATOR,
  INDICATOR_VALUE,
  DECLARATION,
  BRIEFING,
];

export const RECORD_CHECKS: readonly Check[] = [
  ...recordChecks(RECORD_NOUNS),
  ...INDICATOR_CHECKS,
  ...STRUCTURE_CHECKS,
];
