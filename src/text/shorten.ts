/** Shortens foreign text for messages: on one line, harmless, and never in the middle of a character. Pure. */
import { toTerminalLine } from './terminal-text';
import { nameOfCharacter } from './unfit-characters';

export function shorten(text: string, longest = 40): string {
  return toTerminalLine(cutText(text, longest)).replace(UNSEEN, (sign) => `<${nameOfCharacter(sign)}>`);
}

/** Shown, because they may be the mistake; joiners and selectors are left, because they make emoji. */
const UNSEEN = /[\u00ad\u115f\u1160\u180e\u200b\u2060\u3164\ufeff\uffa0]/g;

/** Unchanged but for its end. */
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
