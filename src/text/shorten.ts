/** Shortens foreign text for messages: on one line, harmless, and never in the middle of a character. Pure. */
import { toTerminalLine } from './terminal-text';

export function shorten(text: string, longest = 40): string {
  return toTerminalLine(cutText(text, longest));
}

/** As it is, but for its end. */
export function cutText(text: string, longest: number): string {
  let end = 0;
  let count = 0;
  for (const character of text) {
    count += 1;
    if (count > longest) return `${text.slice(0, end)}…`;
    end += character.length;
  }
  return text;
}
