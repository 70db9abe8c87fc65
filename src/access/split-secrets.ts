/** Reads the secrets of tokens out of one text: a line each, or commas between them; the first signs, while all are accepted. */

export const SHORTEST_SECRET_BYTES = 32;

export type TokenSecrets = readonly [signing: Uint8Array, ...accepted: Uint8Array[]];

interface SplitSecrets {
  secrets: TokenSecrets;
  /** Bytes of the shortest secret. */
  shortest: number;
}

/**
 * The text as a whole is accepted, too: it was one secret before there were lists. A comma divides only where there are
 * secrets on both sides of it, because a secret may contain one.
 */
export function splitSecrets(text: string): SplitSecrets {
  const written = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const lines = written.length === 1 ? splitAtCommas(text) : written;
  const whole = encode(text);
  const [first, ...others] = lines.map(encode);
  if (first === undefined || others.length === 0 || isWrapped(lines)) {
    return { secrets: [whole], shortest: whole.length };
  }
  const shortest = Math.min(first.length, ...others.map(({ length }) => length));
  return { secrets: [first, ...others, whole], shortest };
}

/** For files of settings, where a value is one line. */
function splitAtCommas(line: string): string[] {
  const parts = line.split(',').map((part) => part.trim());
  return parts.every((part) => encode(part).length >= SHORTEST_SECRET_BYTES) ? parts : [line];
}

/** Whether it is one value as `openssl rand -base64 64` and `base64` print it: its last line is too short for a secret. */
function isWrapped(lines: readonly string[]): boolean {
  const [first = ''] = lines;
  const isFull = (line: string): boolean => line.length === first.length;
  const last = lines.at(-1) ?? '';
  const isInBase64 = lines.every((line) => /^[\w+/-]+={0,2}$/.test(line));
  return (
    isInBase64 &&
    [64, 76].includes(first.length) &&
    lines.slice(0, -1).every(isFull) &&
    last.length < SHORTEST_SECRET_BYTES
  );
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
