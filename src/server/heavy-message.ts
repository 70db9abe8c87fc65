/** Messages over WebSocket whose JSON is too much to be parsed: only what they are is read, so that the one operation is refused and the socket goes on. */
import { MessageType } from 'graphql-ws';
import type { Problem } from '../problem';
import { endOfText, findJsonExcess } from './json-shape';
import type { Limits } from './limits';

export interface HeavyMessage {
  excess: Problem;
  /** The same message with nothing in it, for the protocol to answer; undefined when it is no operation. */
  bare: string | undefined;
}

/** An operation is one level down in its message: there it may be as large as elsewhere. */
const ENVELOPE_LEVELS = 1;

/** Undefined for a message that may be parsed. */
export function findHeavy(bytes: Buffer, limits: Pick<Limits, 'values'>): HeavyMessage | undefined {
  const excess = findJsonExcess(bytes, limits, ENVELOPE_LEVELS);
  if (excess === undefined) return undefined;
  const texts = readTexts(bytes);
  const [type, id] = [texts.get('type'), texts.get('id')];
  const isOperation = type === MessageType.Subscribe && id !== undefined;
  return { excess, bare: isOperation ? JSON.stringify({ type, id, payload: { query: '' } }) : undefined };
}

const COLON = 0x3a;
const OPENERS: ReadonlySet<number | undefined> = new Set([0x7b, 0x5b]);
const CLOSERS: ReadonlySet<number | undefined> = new Set([0x7d, 0x5d]);
const QUOTE = 0x22;

/** The texts that are at the top of an object of JSON, by their names. */
function readTexts(bytes: Buffer): ReadonlyMap<string, string | undefined> {
  const texts = new Map<string, string | undefined>();
  let level = 0;
  let last: string | undefined;
  let name: string | undefined;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = endOfText(bytes, at);
      if (level === 1) last = parseText(bytes.subarray(at, end + 1));
      if (level === 1 && name !== undefined) {
        texts.set(name, last);
        name = undefined;
      }
      at = end;
    } else if (byte === COLON && level === 1) {
      name = last;
    } else if (OPENERS.has(byte)) {
      level += 1;
      if (level > 1) name = undefined;
    } else if (CLOSERS.has(byte)) {
      level -= 1;
    }
  }
  return texts;
}

function parseText(bytes: Buffer): string | undefined {
  try {
    return JSON.parse(bytes.toString()) as string;
  } catch {
    return undefined;
  }
}
