/** Begins a word with a capital letter, as headings and sentences do. Pure. */

export function capitalise(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase('vi') + text.slice(first.length);
}
