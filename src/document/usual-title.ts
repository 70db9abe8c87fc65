/** The title of the briefing of a month where none was entered. */
import type { Bilingual } from './content';
import { inBothLanguages } from './locale';

export function usualTitle(month: string): Bilingual {
  return inBothLanguages((locale) =>
    locale.say(`Báo cáo giao ban ${locale.month(month)}`, `Briefing of ${locale.month(month)}`),
  );
}
