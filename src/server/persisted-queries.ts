/** Automatic persisted queries: a client sends a document once, and names it by its hash from then on; the same over every transport (P8). */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem';
import type { AskedOperation } from './read-request';
import { Message, say } from '../words/message';

/** In memory, of this process: another one, or this one later, may say that it does not know the hash, and is sent the document again. */
const KEPT_CHARACTERS = 8_388_608;

/** What Apollo Server keeps documents in. */
interface Store {
  get: (key: string) => Promise<string | undefined>;
  set: (key: string, text: string) => Promise<void>;
  delete: (key: string) => Promise<boolean>;
}

/** By these very words clients know it, whatever their language. */
const PERSISTED_QUERY_NOT_FOUND = new Message('PersistedQueryNotFound');

/** Before the hash, as Apollo Server asks for it. */
const PREFIX = 'apq:';

export class PersistedQueries {
  private readonly texts = new LRUCache<string, string>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (text) => text.length + 1,
  });

  /** The same documents, for Apollo Server. */
  readonly store: Store = {
    get: (key) => Promise.resolve(this.texts.get(key)),
    set: (key, text) => {
      this.texts.set(key, text);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(this.texts.delete(key)),
  };

  /** The document that is meant; throws a Problem. */
  find({ query, extensions }: AskedOperation): string {
    const hash = hashIn(extensions);
    if (query !== undefined && query !== '') {
      if (hash !== undefined && hash !== hashOf(query)) throw otherHash();
      return query;
    }
    if (hash === undefined) throw noQuery();
    const known = this.findText(hash);
    if (known === undefined) throw new Problem('PERSISTED_QUERY_NOT_FOUND', PERSISTED_QUERY_NOT_FOUND);
    return known;
  }

  findText(hash: string): string | undefined {
    return this.texts.get(`${PREFIX}${hash}`);
  }

  /** A document that may be executed is kept, if the client wants it. */
  keep(text: string, { extensions }: AskedOperation): void {
    const hash = hashIn(extensions);
    if (hash !== undefined) this.texts.set(`${PREFIX}${hash}`, text);
  }
}

/** Whether a request names its document by the hash alone; throws a Problem when it names it in another way. */
export function isByHash({ query, extensions }: AskedOperation): boolean {
  return hashIn(extensions) !== undefined && (query ?? '') === '';
}

/** The hash by which a client names its document; throws a Problem when it names it in another way. */
function hashIn(extensions: unknown): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: unknown };
  if (persistedQuery == null) return undefined;
  const { version, sha256Hash } = persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash;
  throw new Problem(
    'BAD_REQUEST',
    say`"extensions.persistedQuery" is not understood: give it "version": 1, and as "sha256Hash" the SHA-256 of the document.`,
  );
}

export function hashOf(query: string): string {
  return createHash('sha256').update(query).digest('hex');
}

function otherHash(): Problem {
  return new Problem(
    'BAD_REQUEST',
    say`"extensions.persistedQuery.sha256Hash" is not the SHA-256 of the document, in lower-case hexadecimal digits. Hash the document just as it is sent.`,
  );
}

function noQuery(): Problem {
  return new Problem(
    'BAD_REQUEST',
    say`There is no "query": send a GraphQL document, in the JSON of a POST or as ?query= in the address.`,
  );
}
