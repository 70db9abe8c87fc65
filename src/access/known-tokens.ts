/** Tokens that were verified before: each is verified once, and holds no longer than it says. */
import { LRUCache } from 'lru-cache';
import type { TokenSecrets } from './split-secrets';
import { hasEnded, readToken, type Claims } from './token';

/** Some ten thousand tokens of the usual length. */
const KEPT_CHARACTERS = 4_194_304;

export class KnownTokens {
  private readonly known = new LRUCache<string, Claims>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_claims, { length }) => length + 200,
  });

  constructor(private readonly secrets: TokenSecrets) {}

  /** What one says that was verified before. */
  recall(authorization: string): Claims | undefined {
    const known = this.known.get(authorization);
    return known === undefined || hasEnded(known) ? undefined : known;
  }

  /** What `readToken` says. What is not valid is never remembered. */
  async read(authorization: string): Promise<Claims> {
    const known = this.recall(authorization);
    if (known !== undefined) return known;
    this.known.delete(authorization);
    const claims = await readToken(authorization, this.secrets);
    this.known.set(authorization, claims);
    return claims;
  }
}
