/** When to try again, and when not: the same for every client. */

/** Twice as long each time, up to `longestWait`, and not all clients at the same moment. */
export function wait(retries, longestWait = 5_000) {
  const milliseconds = Math.min(longestWait, 250 * 2 ** retries) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Subscribes again when the server has ended a stream, and after temporary errors. `follow` resolves at the end of the stream,
 * or rejects with its GraphQL errors, or with anything else that retrying does not solve. Returns a function that stops it.
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
