/** How deep JSON nests and how many values it has, counted on its bytes before it is parsed: parsing makes an object of each. */
import { Problem } from '../problem';
import { say } from '../words/message';
import type { Limits } from './limits';

/** Of the variables of an operation, and all else that comes with it; no input of the schema nests a fourth of it. */
export const MOST_JSON_LEVELS = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

interface JsonShape {
  levels: number;
  /** In lists and objects; an empty one counts as if it had a value. */
  values: number;
}

/** What is on the levels above `from` does not count: it is the envelope that a transport puts an operation into. Bytes that are no JSON are counted, too. */
function measureJson(bytes: Uint8Array, from = 0): JsonShape {
  let level = 0;
  let levels = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfText(bytes, at);
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      level += 1;
      if (level > levels) levels = level;
      if (level > from) values += 1;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      level -= 1;
    } else if (byte === COMMA && level > from) {
      values += 1;
    }
  }
  return { levels: Math.max(0, levels - from), values };
}

/** Where the quotation mark is that ends a text; `start` is that of the one that begins it. */
export function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Why the JSON of an operation is not parsed; undefined when it is. */
export function findJsonExcess(
  bytes: Uint8Array,
  { values: most }: Pick<Limits, 'values'>,
  from = 0,
): Problem | undefined {
  const { levels, values } = measureJson(bytes, from);
  if (levels > MOST_JSON_LEVELS) {
    const message = say`The JSON of the request nests ${levels} levels deep, the limit is ${MOST_JSON_LEVELS}. Nest less.`;
    return new Problem('LIMIT', message, { limit: MOST_JSON_LEVELS, actual: levels });
  }
  if (values <= most) return undefined;
  const message = say`The JSON of the request has ${values} values, the limit is ${most}. Send less at once: a long list in several requests.`;
  return new Problem('LIMIT', message, { limit: most, actual: values });
}
