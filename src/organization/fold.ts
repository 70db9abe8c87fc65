/** Folds Vietnamese text for search: without case, without accents, `đ` as `d`. */

export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The folded text that a search for an organization looks in. */
export function searchTextOf(organization: { name: string; nameEn: string | null; code: string }): string {
  return fold(`${organization.name} ${organization.nameEn ?? ''} ${organization.code}`);
}
