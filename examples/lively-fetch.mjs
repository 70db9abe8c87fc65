/** `fetch` for streams of server-sent events: a dead line, and a stream that ends without a word, are errors. */

/** `quiet` must be longer than the server's pings are apart. `onRefused` gets what the server does not want. */
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
    // graphql-sse 2.6 takes an end for a broken line only when it has handed over all that came before: else it hangs.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The errors of GraphQL, where there are some. */
async function readRefusal(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).errors ?? new Error(text);
  } catch {
    return new Error(`${response.status} ${response.statusText}: ${text}`);
  }
}
