/** Which web pages may talk to the server from a browser: the same on HTTP and on WebSocket. */

export interface OriginRules {
  /** Origins that are allowed by name. */
  allowed: readonly string[];
  /** Whether pages of this machine and Apollo Sandbox are allowed too. */
  demo: boolean;
}

const SANDBOX = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];
const THIS_MACHINE = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Programs that are no browsers send no origin; pages of this server come from its own host. */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined, rules: OriginRules): boolean {
  if (origin === undefined) return true;
  if (host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)) return true;
  if (rules.allowed.includes(origin)) return true;
  return rules.demo && (SANDBOX.includes(origin) || THIS_MACHINE.test(origin));
}
