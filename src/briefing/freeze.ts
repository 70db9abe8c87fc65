/** Freezes what a briefing says into one text that never changes, and reads it back. */
import { createHash } from 'node:crypto';
import type { BriefingContent } from '../paper/content';

export interface Frozen {
  content: BriefingContent;
  /** The business day of the publication. */
  publishedOn: string;
  /** RFC 3339, in UTC. */
  publishedAt: string;
  /** The place in the log at which all of it was true. */
  cursor: string;
}

export interface FrozenText {
  text: string;
  /** SHA-256 of the text in hexadecimal. */
  hash: string;
}

export function freeze(frozen: Frozen): FrozenText {
  const text = JSON.stringify(frozen, sortKeys);
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}

export function thaw(text: string): Frozen {
  return JSON.parse(text) as Frozen;
}

/** The same content gives the same text, in whatever order its parts were put together. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
