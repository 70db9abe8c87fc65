/** Which web pages may talk to the server from a browser: the same on HTTP, on WebSocket and on event streams. */
import type { IncomingHttpHeaders } from 'node:http';
import { RefusedRequest } from './refused-request';
import { say } from '../words/message';

export interface OriginRules {
  /** Origins that are allowed by name. */
  allowed: readonly string[];
  /** Whether pages of this machine and Apollo Sandbox are allowed too. */
  demo: boolean;
  /** Whether only names of this machine, and those of allowed origins, may be asked for. */
  ownNamesOnly: boolean;
}

/** Apollo Studio, where Sandbox is a page of its own, and the frame that Sandbox has in other pages. */
const SANDBOX = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];
const THIS_MACHINE = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const OWN_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

export function rulesFor(allowed: readonly string[], demo: boolean, host: string): OriginRules {
  return { allowed, demo, ownNamesOnly: demo && /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host) };
}

/** Programs other than browsers send no origin; pages of this server come from its own host. */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined, rules: OriginRules): boolean {
  if (origin === undefined) return true;
  if (host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)) return true;
  if (rules.allowed.includes(origin)) return true;
  return rules.demo && (SANDBOX.includes(origin) || THIS_MACHINE.test(origin));
}

/**
 * A page may point its own name at 127.0.0.1, and then counts as a page of this server (DNS rebinding). Everyone who reaches
 * the demo may read it: so while it listens to this machine alone, it answers to the names of this machine alone.
 */
export function isAllowedHost(host: string | undefined, rules: OriginRules): boolean {
  if (!rules.ownNamesOnly || host === undefined || OWN_NAME.test(host)) return true;
  return rules.allowed.some((origin) => new URL(origin).host === host.toLowerCase());
}

/** As Apollo has them: a page of another origin cannot send them before its browser has asked whether it may. */
const PROOFS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Whether a page of another site could have had a browser send a request that has to cost something. A browser asks before it sends JSON,
 * a token or a header that pages may not set; and of what it sends without asking, as for EventSource or a picture, it says where that
 * comes from: to a safe address or to this machine in `Sec-Fetch-Site`, elsewhere at least in `Referer` for pages that do not hide it.
 */
export function isForgeable(headers: IncomingHttpHeaders, rules: OriginRules): boolean {
  const { host, origin, referer, authorization = '', 'content-type': type, 'sec-fetch-site': site } = headers;
  const isJson = /^\s*application\/json\b/i.test(type ?? '');
  if (isJson || /^Bearer\b/i.test(authorization) || PROOFS.some((name) => headers[name])) return false;
  if (origin !== undefined) return !isAllowedOrigin(origin, host, rules);
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return referer === undefined || !URL.canParse(referer) || !isAllowedOrigin(new URL(referer).origin, host, rules);
}

export function refuseHost(): RefusedRequest {
  return new RefusedRequest(
    421,
    say`This demo serves its own machine only, and answers to localhost and 127.0.0.1. To use another name, add its origin to ALLOWED_ORIGINS.`,
  );
}
