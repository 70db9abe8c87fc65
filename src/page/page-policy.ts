/** What a page of the dashboard may do in a browser: nothing but load its own files, and talk to the server that it came from. */

const PLAIN_HOST = /^[a-z0-9.-]+(:\d{1,5})?$/i;

/**
 * The value of Content-Security-Policy. Safari before 15.5 does not take 'self' for sockets, so they are named by the host that was asked
 * for; one that could be anything else is left out, as is an address of IPv6, which a policy cannot name.
 */
export function pagePolicy(host: string | undefined): string {
  const sockets = host !== undefined && PLAIN_HOST.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A screen on a wall is kept awake, and fills itself; nothing else is asked of the device. */
export const PERMISSIONS = [
  'accelerometer=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
].join(', ');
