/** Estimates how wide text is in the shipped font, and shortens it to fit, since fonts cannot be laid out here. */

/** Widths of letters in ems, rounded up a little. Accents do not make a letter wider. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijltfr I.,;:'!|()[\]/·-]/, 0.34],
  [/[mwMW%@—…]/, 0.94],
  [/[A-ZĐƠƯ&+=<>#]/, 0.72],
  [/[acesz]/, 0.45],
  [/[a-z0-9đơư]/, 0.51],
];

export function measureText(text: string, fontSize: number): number {
  const letters = [...text.normalize('NFD').replace(/\p{M}/gu, '')];
  const widthOf = (letter: string): number => WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? 1;
  return letters.reduce((sum, letter) => sum + widthOf(letter), 0) * fontSize;
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function fitText(text: string, width: number, fontSize: number): string {
  if (measureText(text, fontSize) <= width) return text;
  const letters = [...text];
  while (letters.length > 0 && measureText(`${letters.join('')}…`, fontSize) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
