/** Makes foreign text harmless for a terminal: what it would obey, or what would turn the rest of the line, is named instead. Pure. */
import { nameOfCharacter } from './unfit-characters';

const OBEYED = /\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;
const WHITE_SPACE = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/** All of it on one line. */
export function toTerminalLine(text: string): string {
  return text.replace(OBEYED, (sign) => (WHITE_SPACE.test(sign) ? ' ' : `<${nameOfCharacter(sign)}>`));
}

/** Keeps the lines of a stack or a table. */
export function toTerminalLines(text: string): string {
  return text.split(/\r?\n/).map(toTerminalLine).join('\n');
}
