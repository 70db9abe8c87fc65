/** Finds out who is asking, from the authorization that came with the request, and where their organization lies. */
import { Problem } from '../problem';
import type { KnownPaths } from './known-paths';
import type { KnownTokens } from './known-tokens';
import { Role, type Viewer } from './viewer';
import { say } from '../words/message';

export interface AuthenticationOptions {
  tokens: KnownTokens;
  /** Whether someone without a token may read everything: the demo. */
  anonymousMayRead: boolean;
  publicTotals: boolean;
  paths: KnownPaths;
}

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
  { tokens, anonymousMayRead, publicTotals, paths }: AuthenticationOptions,
): Promise<Authenticated> {
  if (authorization === undefined || NO_TOKEN.test(authorization)) {
    if (!anonymousMayRead) {
      throw new Problem(
        'UNAUTHENTICATED',
        say`Send a token: "Authorization: Bearer …" over HTTP, or "authorization" in connectionParams over WebSocket.`,
      );
    }
    const path = (await paths.find(null)) ?? [];
    return { viewer: { subject: null, role: Role.VIEWER, path, publicTotals }, organization: null };
  }
  const { subject, role, organization, expiresAt } = await tokens.read(authorization);
  const path = await paths.find(organization);
  if (path === undefined) {
    throw new Problem('UNAUTHENTICATED', say`The organization of the token does not exist here. Get a new token.`);
  }
  return { viewer: { subject, role, path, publicTotals }, organization, expiresAt };
}

/** The same, where the token was verified before and the place of its organization is known; undefined otherwise. */
export function recallViewer(
  authorization: string | undefined,
  { tokens, anonymousMayRead, publicTotals, paths }: AuthenticationOptions,
): Authenticated | undefined {
  if (authorization === undefined) {
    const path = anonymousMayRead ? paths.recall(null) : undefined;
    return path && { viewer: { subject: null, role: Role.VIEWER, path, publicTotals }, organization: null };
  }
  const claims = tokens.recall(authorization);
  const path = claims && paths.recall(claims.organization);
  if (claims === undefined || path === undefined) return undefined;
  const { subject, role, organization, expiresAt } = claims;
  return { viewer: { subject, role, path, publicTotals }, organization, expiresAt };
}
