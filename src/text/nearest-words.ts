/** What somebody meant who mistyped a word: the words nearest to it among those that there are. Pure. */

/** Shorter words are not corrected: nearly all of them are near to each other. */
const SHORTEST = 3;
/** From this length on two mistakes are forgiven. */
const LONG = 8;

export interface Nearest {
  /** One word, or two that were written without a space. */
  words: readonly string[];
  /** Letters that were left out, added, changed or swapped. */
  mistakes: number;
}

/** How many mistakes a word may have; in numbers none is one: another number is another thing. */
export function mistakesIn(word: string): number {
  if (word.length < SHORTEST || /\p{N}/u.test(word)) return 0;
  return word.length < LONG ? 1 : 2;
}

/** The nearest first; the last word on it is the alphabet's, so that a word is always corrected to the same. */
export function nearestWords(word: string, known: ReadonlySet<string>): Nearest[] {
  const allowed = mistakesIn(word);
  if (allowed === 0) return [];
  const found: Nearest[] = [];
  for (const other of known) {
    if (Math.abs(other.length - word.length) > allowed) continue;
    const mistakes = distanceOf(word, other);
    if (mistakes <= allowed) found.push({ words: [other], mistakes });
  }
  for (let at = 1; at < word.length; at += 1) {
    const words = [word.slice(0, at), word.slice(at)];
    if (words.every((part) => known.has(part))) found.push({ words, mistakes: 1 });
  }
  return found.sort((a, b) => a.mistakes - b.mistakes || unlikeness(word, a) - unlikeness(word, b) || byAlphabet(a, b));
}

/** Of as many mistakes, letters swapped are likelier than others written, and those likelier than more or fewer. */
function unlikeness(word: string, { words }: Nearest): number {
  const other = words.join('');
  if (other.length !== word.length) return 2;
  return [...other].sort().join('') === [...word].sort().join('') ? 0 : 1;
}

function byAlphabet(a: Nearest, b: Nearest): number {
  return a.words.join(' ') < b.words.join(' ') ? -1 : 1;
}

/** Letters to leave out, add, change, or swap with the next one, to make one word of the other. */
export function distanceOf(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (back[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (back[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (twoBack[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    twoBack = back;
    back = row;
  }
  return back[b.length] ?? 0;
}
