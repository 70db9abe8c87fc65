/** The languages that the page speaks. */
export type Language = 'vi' | 'en';

/** A name as it is called in the language: in English where it has one. */
export function nameIn(
  { name, nameEn }: { name: string; nameEn?: string | null | undefined },
  language: Language,
): string {
  return language === 'en' ? (nameEn ?? name) : name;
}
