/** What an answer over HTTP says beside its body, or why there is none: whether it passes, and when to come back. */

/** Of a server, or of something before it, that is busy or away. */
export function isPassingStatus(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

/** Proxies say an hour during maintenance that takes a minute; and whoever waits for the server wants it when it is back. */
export const LONGEST_PAUSE = 60_000;

/** Milliseconds that `retry-after` asks for, as seconds or as a date; a minute at most. */
export function pauseOf(headers: Headers): number {
  const given = headers.get('retry-after');
  if (given === null) return 0;
  const milliseconds = /^\d+$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.min(LONGEST_PAUSE, Math.max(0, milliseconds));
}

/** Nobody listens, or there is no such name: codes of Node. A browser does not tell. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** It is known that a request has come to nobody. */
export function isUnreached(failure: unknown): boolean {
  const { cause } = (failure ?? {}) as { cause?: { code?: string } };
  return UNREACHED.includes(cause?.code ?? '');
}
