/** When to try again, and when not: the same for every client. */

/** Twice as long each time, but `longestWait` at most, and not all clients at the same moment. */
export function wait(retries, longestWait = 5_000) {
  const milliseconds = Math.min(longestWait, 250 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Follows again when the server has ended a stream, and after errors that pass. `follow` resolves at the end of the stream,
 * or rejects with its GraphQL errors, or with whatever else there is no way around. Returns what stops it.
 */
export function keepFollowing(follow, { longestWait, onResync = () => {}, onEnd }) {
  let isStopped = false;
  void (async () => {
    while (!isStopped) {
      try {
        await follow();
      } catch (error) {
        const code = Array.isArray(error) ? error[0]?.extensions?.code : undefined;
        if (code === 'RESYNC') onResync();
        else if (code !== 'UNAVAILABLE') return isStopped || onEnd(error);
      }
      await wait(2, longestWait);
    }
  })();
  return () => {
    isStopped = true;
  };
}
