/** What is entered in a briefing by hand: texts in Vietnamese, with or without a translation, and lists of them. Pure. */
import type { Entered } from '../paper/content';
import { Problem } from '../problem';
import { isEmptyText, optionalText, requireFit, requireText } from '../text/require-text';
import type { TextRule } from '../text/text-rule';
import { say } from '../words/message';

export const BRIEFING_TITLE: TextRule = { longest: 300, lines: 'one' };
export const BRIEFING_ITEM: TextRule = { longest: 2_000, lines: 'many' };
export const MOST_ITEMS = 50;

export interface EnteredInput {
  vi: string;
  en?: string | null | undefined;
}

/** Null, which means the usual one, for an empty text. */
export function readTitle(text: EnteredInput, argument: string): Entered | null {
  requireFit(text.vi, `${argument}.vi`);
  return isEmptyText(text.vi) ? null : readEntered(text, BRIEFING_TITLE, argument);
}

export function readItems(items: readonly EnteredInput[], argument: string): Entered[] {
  if (items.length <= MOST_ITEMS) {
    return items.map((each, index) => readEntered(each, BRIEFING_ITEM, `${argument}.${index}`));
  }
  const message = say`${argument} has ${items.length} entries; it may have ${MOST_ITEMS}. Join some of them.`;
  throw new Problem('LIMIT', message, { argument, limit: MOST_ITEMS, actual: items.length });
}

function readEntered({ vi, en }: EnteredInput, rule: TextRule, argument: string): Entered {
  return { vi: requireText(vi, rule, `${argument}.vi`), en: optionalText(en, rule, `${argument}.en`) };
}
