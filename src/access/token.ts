/** Tokens: reads the claims of one, and makes one. HS256, signed with a secret of `AUTH_JWT_SECRET`. */
import { webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { TokenSecrets } from './split-secrets';
import { Problem } from '../problem';
import { requireText } from '../text/require-text';
import { CODE, SUBJECT, type TextRule } from '../text/text-rule';
import { Role } from './viewer';
import { type Message, say } from '../words/message';

export interface Claims {
  subject: string;
  role: Role;
  /** Code of the organization in whose subtree the role holds. */
  organization: string;
  /** When the token ends, in seconds since 1970; undefined when it does not. */
  expiresAt?: number | undefined;
}

const ROLES = new Set<unknown>(Object.values(Role));
const CLOCK_TOLERANCE_SECONDS = 5;

/** The claims that are free texts. */
export const CLAIM_TEXTS = { sub: SUBJECT, organization: CODE } satisfies Record<string, TextRule>;

/** The claims of an `Authorization` header or connection parameter of the form `Bearer …`. */
export async function readToken(authorization: string, secrets: TokenSecrets): Promise<Claims> {
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim()) ?? [];
  if (token === undefined) {
    throw new Problem(
      'UNAUTHENTICATED',
      say`The authorization is not "Bearer" and a token: three parts with dots between them, as \`giaoban token\` prints it.`,
    );
  }
  const payload = await verifyToken(token, secrets).catch((error: unknown) => {
    throw new Problem('UNAUTHENTICATED', explain(error));
  });
  const { sub, role, organization } = payload;
  if (typeof sub !== 'string' || !ROLES.has(role) || typeof organization !== 'string') {
    throw new Problem(
      'UNAUTHENTICATED',
      say`The token needs the claims sub, role (VIEWER, REPORTER or ADMIN) and organization (a code).`,
    );
  }
  return {
    subject: readText('sub', sub),
    role: role as Role,
    organization: readText('organization', organization),
    expiresAt: payload.exp,
  };
}

/** Whether a token that was valid is so no longer, by the same clock as when it is read. */
export function hasEnded({ expiresAt }: Pick<Claims, 'expiresAt'>): boolean {
  return expiresAt !== undefined && expiresAt <= Math.floor(Date.now() / 1_000) - CLOCK_TOLERANCE_SECONDS;
}

/** A claim ends up in events and messages: the rules for texts hold for it. */
function readText(name: keyof typeof CLAIM_TEXTS, claim: string): string {
  try {
    return requireText(claim, CLAIM_TEXTS[name], name);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(
      'UNAUTHENTICATED',
      say`A claim of the token cannot be accepted. ${error.message} Get a new token.`,
    );
  }
}

const keys = new WeakMap<Uint8Array, Promise<webcrypto.CryptoKey>>();

/** Imported once, not for each token. */
function keyOf(secret: Uint8Array): Promise<webcrypto.CryptoKey> {
  const key =
    keys.get(secret) ?? webcrypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  keys.set(secret, key);
  return key;
}

/** With the one of the secrets that has signed it. */
async function verifyToken(token: string, [secret, ...others]: TokenSecrets): Promise<JWTPayload> {
  const options = { algorithms: ['HS256'], clockTolerance: CLOCK_TOLERANCE_SECONDS };
  try {
    return (await jwtVerify(token, await keyOf(secret), options)).payload;
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    return verifyToken(token, [next, ...rest]);
  }
}

function explain(error: unknown): Message {
  if (error instanceof errors.JWTExpired) return say`The token has expired. Get a new one and try again.`;
  return say`The token is not valid here: it is malformed, or signed with another secret.`;
}

/** A token with these claims, which are checked as when it is read. */
export async function signToken(claims: Claims, secret: Uint8Array): Promise<string> {
  const subject = requireText(claims.subject, CLAIM_TEXTS.sub, 'subject');
  const organization = requireText(claims.organization, CLAIM_TEXTS.organization, 'organization');
  const token = new SignJWT({ role: claims.role, organization })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuedAt();
  if (claims.expiresAt !== undefined) token.setExpirationTime(claims.expiresAt);
  return token.sign(secret);
}
