/** A column of the files: its heading in each language, and the other words that are taken for it. */

export interface SheetColumn {
  /** The name of the API. */
  en: string;
  /** The official word. */
  vi: string;
  /** What else is taken for it, compared without case, accents and punctuation. */
  aliases: readonly string[];
}

export function column(en: string, vi: string, aliases: string): SheetColumn {
  return { en, vi, aliases: listOf(aliases) };
}

/** Words with ` | ` between them. */
export function listOf(words: string): readonly string[] {
  return words.split(' | ');
}
