/** Reads the secrets of tokens out of one text: a line each, the first of which signs, while all are accepted. */

export const SHORTEST_SECRET_BYTES = 32;

export type TokenSecrets = readonly [signing: Uint8Array, ...accepted: Uint8Array[]];

interface SplitSecrets {
  secrets: TokenSecrets;
  /** Bytes of the shortest line that is meant as a secret. */
  shortest: number;
}

/** Every other sign may stand within a secret. A secret in several lines, from before there were lists, is accepted as a whole, too. */
export function splitSecrets(text: string): SplitSecrets {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const whole = encode(text);
  const [first, ...others] = lines.map(encode);
  if (first === undefined || others.length === 0 || isWrapped(lines)) {
    return { secrets: [whole], shortest: whole.length };
  }
  const shortest = Math.min(first.length, ...others.map(({ length }) => length));
  return { secrets: [first, ...others, whole], shortest };
}

/** One value as `openssl rand -base64 64` and `base64` print it, whose last line is too short to be a secret by itself. */
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
