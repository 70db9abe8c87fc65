/** Folds Vietnamese text for search: without case, without accents, `đ` as `d`, and so the letters that are taken for it. */

/** Đ (U+0110) looks like the Icelandic eth (U+00D0) and the African D (U+0189), and is typed and scanned as either. */
const LIKE_D = /[đðɖ]/g;

export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(LIKE_D, 'd')
    .replace(/\s+/g, ' ')
    .trim();
}
