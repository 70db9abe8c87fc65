/** What an answer over HTTP says beside its body: whether it passes, and when to come back. */

/** Of a server, or of something before it, that is busy or away. */
export function isPassingStatus(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

/** Milliseconds that `retry-after` asks for, as seconds or as a date. */
export function pauseOf(headers: Headers): number {
  const given = headers.get('retry-after');
  if (given === null) return 0;
  const milliseconds = /^\d+$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}
