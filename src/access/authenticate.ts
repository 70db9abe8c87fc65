/** Finds out who is asking, from the authorization that came with the request, and where their organization lies. */
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem';
import type { TokenSecrets } from './split-secrets';
import { readToken } from './token';
import { Role, type Viewer } from './viewer';
import { say } from '../words/message';

export interface AuthenticationOptions {
  /** A token that is signed with any of them counts. */
  secrets: TokenSecrets;
  /** Whether someone without a token may read everything: the demo. */
  anonymousMayRead: boolean;
  publicTotals: boolean;
  /** Path of the organization with the code; undefined when there is none. Of the root without a code. */
  findPath: FindPath;
}

type FindPath = (code: string | null) => Promise<readonly number[] | undefined>;

export interface Authenticated {
  viewer: Viewer;
  /** Code of the viewer's organization; null for the root. */
  organization: string | null;
  /** When the right ends, in seconds since 1970. */
  expiresAt?: number | undefined;
}

/** Explorers preset the header without a token. */
const NO_TOKEN = /^Bearer *$/i;

export async function authenticate(
  authorization: string | undefined,
  { secrets, anonymousMayRead, publicTotals, findPath }: AuthenticationOptions,
): Promise<Authenticated> {
  if (authorization === undefined || NO_TOKEN.test(authorization)) {
    if (!anonymousMayRead) {
      throw new Problem(
        'UNAUTHENTICATED',
        say`Send a token: "Authorization: Bearer …" over HTTP, or "authorization" in connectionParams over WebSocket.`,
      );
    }
    const path = (await findPath(null)) ?? [];
    return { viewer: { subject: null, role: Role.VIEWER, path, publicTotals }, organization: null };
  }
  const { subject, role, organization, expiresAt } = await readToken(authorization, secrets);
  const path = await findPath(organization);
  if (path === undefined) {
    throw new Problem('UNAUTHENTICATED', say`The organization of the token does not exist here. Get a new token.`);
  }
  return { viewer: { subject, role, path, publicTotals }, organization, expiresAt };
}

/** For how long an answer is remembered. */
const RECENT_MILLISECONDS = 1_000;
const MOST_PATHS = 10_000;

/** Remembers for a moment where organizations lie: many who come at once ask once. */
export function recentPaths(findPath: FindPath): FindPath {
  const recent = new LRUCache<string, ReturnType<FindPath>>({ max: MOST_PATHS, ttl: RECENT_MILLISECONDS });
  return (code) => {
    const key = code ?? '';
    const known = recent.get(key);
    if (known !== undefined) return known;
    const found = findPath(code);
    recent.set(key, found);
    found.catch(() => recent.delete(key));
    return found;
  };
}
