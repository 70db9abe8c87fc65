/** The texts that say what an indicator is, and what they may be. Pure. */
import { optionalText, requireText } from '../text/require-text';
import type { TextRule } from '../text/text-rule';

export const NAME: TextRule = { longest: 200, lines: 'one' };
export const UNIT: TextRule = { longest: 40, lines: 'one' };
export const DESCRIPTION: TextRule = { longest: 2_000, lines: 'many' };

export interface IndicatorTexts {
  name: string;
  nameEn: string;
  unit: string;
  unitEn: string;
  description?: string | null | undefined;
}

type Given = { [Field in keyof IndicatorTexts]?: IndicatorTexts[Field] | null | undefined };

/** The columns of its texts. What is not given stays as it was, even if that is older than the rules. */
export function requireTexts(given: Given, before?: IndicatorTexts) {
  const require = (field: 'name' | 'nameEn' | 'unit' | 'unitEn', rule: TextRule): string => {
    const text = given[field];
    return text == null && before !== undefined ? before[field] : requireText(text ?? '', rule, field);
  };
  return {
    name: require('name', NAME),
    name_en: require('nameEn', NAME),
    unit: require('unit', UNIT),
    unit_en: require('unitEn', UNIT),
    description:
      given.description == null
        ? (before?.description ?? null)
        : optionalText(given.description, DESCRIPTION, 'description'),
  };
}
