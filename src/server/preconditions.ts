/** Judges `If-Match` and `If-None-Match` of a read by the tags of what may be sent, as RFC 9110 (§13) says. */

export interface PreconditionResult {
  verdict: 'SEND' | 'NOT_MODIFIED' | 'FAILED';
  /** Of what is sent, or of what the client has already. */
  tag: string;
}

export interface Preconditions {
  'if-match'?: string | undefined;
  'if-none-match'?: string | undefined;
}

/**
 * `tags` are strong ones, quotes and all: one for each coding in which the client takes the same content, the best first. The server
 * may choose among them, so it chooses the one that the client names. Conditions by date are ignored: nothing here has a date of its
 * last change.
 */
export function judgePreconditions(headers: Preconditions, tags: readonly string[]): PreconditionResult {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const [best = ''] = tags;
  // A weak tag never proves that the bytes are the same.
  const matching = match === undefined ? tags : tags.filter((tag) => names(match, (each) => each === tag));
  const [sent] = matching;
  if (sent === undefined) return { verdict: 'FAILED', tag: best };
  const known = matching.find(
    (tag) => noneMatch !== undefined && names(noneMatch, (each) => each.replace(/^W\//, '') === tag),
  );
  return known === undefined ? { verdict: 'SEND', tag: sent } : { verdict: 'NOT_MODIFIED', tag: known };
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
