/** `fetch` for queries that tries again while the server is away, with the newest token each time. */
import { wait } from './keep-following.mjs';

/** Mutations need an `idempotencyKey` to go through here, because they would be sent again, too. */
export function openPatientFetch({ identify, longestWait, quiet = 10_000 }) {
  return async (url, init) => {
    for (let retries = 0; ; retries += 1) {
      const silence = AbortSignal.timeout(quiet);
      try {
        const response = await fetch(url, {
          ...init,
          headers: { ...init.headers, ...(await identify()) },
          signal: init.signal == null ? silence : AbortSignal.any([init.signal, silence]),
        });
        const text = await response.text();
        if (response.status < 500) return new Response(text, response);
      } catch (error) {
        if (init.signal?.aborted) throw error;
      }
      await wait(retries, longestWait);
    }
  };
}
