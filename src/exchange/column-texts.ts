/** The rules of the texts of the files' columns. */
import { ORGANIZATION_NAME, REGION } from '../organization/organization';
import { CODE, NOTE, REASON, type TextRule } from '../text/text-rule';
import type { ColumnKey } from './columns';

/** People write names where a code belongs: the problem should name the nearest code, rather than say that it is too long. */
const REFERENCE: TextRule = { ...CODE, longest: 300 };

/** The rule of every column from which a text is recorded. */
export const COLUMN_TEXTS = {
  code: CODE,
  parent: REFERENCE,
  organization: REFERENCE,
  name: ORGANIZATION_NAME,
  nameEn: ORGANIZATION_NAME,
  region: REGION,
  note: NOTE,
  reason: REASON,
} satisfies Partial<Record<ColumnKey, TextRule>>;

export type TextColumn = keyof typeof COLUMN_TEXTS;
