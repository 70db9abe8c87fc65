/** Finds out who is asking, from the authorization that came with the request, and where their organization lies. */
import { Problem } from '../problem';
import type { FindPath } from './known-paths';
import type { KnownTokens } from './known-tokens';
import { Role, type Viewer } from './viewer';
import { say } from '../words/message';

export interface AuthenticationOptions {
  tokens: KnownTokens;
  /** Whether someone without a token may read everything: the demo. */
  anonymousMayRead: boolean;
  publicTotals: boolean;
  /** Path of the organization with the code; undefined when there is none. Of the root without a code. */
  findPath: FindPath;
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
  { tokens, anonymousMayRead, publicTotals, findPath }: AuthenticationOptions,
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
  const { subject, role, organization, expiresAt } = await tokens.read(authorization);
  const path = await findPath(organization);
  if (path === undefined) {
    throw new Problem('UNAUTHENTICATED', say`The organization of the token does not exist here. Get a new token.`);
  }
  return { viewer: { subject, role, path, publicTotals }, organization, expiresAt };
}
