/** What the texts of an organization may be. */
import type { TextRule } from '../text/text-rule';

/** In either language. */
export const ORGANIZATION_NAME: TextRule = { longest: 300, lines: 'one' };
export const REGION: TextRule = { longest: 60, lines: 'one' };
