/** Judges `If-Match` and `If-None-Match` of a read by the tag of what would be sent, as RFC 9110 (§13) says. */

export type PreconditionResult = 'SEND' | 'NOT_MODIFIED' | 'FAILED';

export interface Preconditions {
  'if-match'?: string | undefined;
  'if-none-match'?: string | undefined;
}

/** `tag` is a strong one, quotes and all. Conditions by date are ignored: nothing here has a date of its last change. */
export function judgePreconditions(headers: Preconditions, tag: string): PreconditionResult {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  // A weak tag never proves that the bytes are the same.
  if (match !== undefined && !names(match, (each) => each === tag)) return 'FAILED';
  if (noneMatch !== undefined && names(noneMatch, (each) => each.replace(/^W\//, '') === tag)) return 'NOT_MODIFIED';
  return 'SEND';
}

/** Anything but quotes, spaces and what is not printed; commas too, so that a list cannot be split at them. */
const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/y;
const BETWEEN = /[ \t]*,?[ \t]*/y;

/** Whether the list has such a tag in it. One that cannot be read to its end names nothing. */
function names(list: string, isMeant: (tag: string) => boolean): boolean {
  if (list.trim() === '*') return true;
  const tags: string[] = [];
  for (let at = 0; at < list.length;) {
    const tag = readAt(TAG, list, at) ?? '';
    const between = readAt(BETWEEN, list, at + tag.length) ?? '';
    if (tag === '' && between === '') return false;
    if (tag !== '') tags.push(tag);
    at += tag.length + between.length;
  }
  return tags.some(isMeant);
}

function readAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
