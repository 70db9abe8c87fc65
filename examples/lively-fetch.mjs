/** `fetch` for streams of server-sent events: a dead connection, and a stream that ends without `complete`, are errors. */

/** `quiet` must be longer than the interval of the server's pings. `onRefused` gets what the server refuses. */
export function openLivelyFetch({ quiet = 30_000, onRefused }) {
  return async (url, init) => {
    const line = new AbortController();
    init.signal.addEventListener('abort', () => line.abort());
    const inTime = (promise) => {
      const silence = setTimeout(() => line.abort(new Error(`Nothing has come for ${quiet} ms.`)), quiet);
      return promise.finally(() => clearTimeout(silence));
    };
    const response = await inTime(fetch(url, { ...init, signal: line.signal }));
    const { ok, status, statusText } = response;
    // 429: too many at the moment.
    if (status >= 400 && status < 500 && status !== 429) onRefused(await readRefusal(response));
    return { ok, status, statusText, body: readChunks(response.body.getReader(), inTime) };
  };
}

async function* readChunks(reader, inTime) {
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) throw new Error('The stream has ended.');
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
    // graphql-sse 2.6 recognises a broken connection only when it has handed over everything that came before; otherwise it hangs.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The GraphQL errors, if there are any. */
async function readRefusal(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).errors ?? new Error(text);
  } catch {
    return new Error(`${response.status} ${response.statusText}: ${text}`);
  }
}
