/** A graphql-ws client that notices a dead line, comes back for ever, and goes on after the newest event. */
import { createClient } from 'graphql-ws';
import { wait } from './keep-following.mjs';

export function openResumingClient({ url, identify, webSocketImpl, longestWait, quiet = 10_000, onLost = () => {} }) {
  let socket;
  let silence;
  let fault;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    // Browsers have WebSocket, and leave this out.
    webSocketImpl,
    // Asked at each connect: this is where the newest token goes in.
    connectionParams: identify,
    retryAttempts: Infinity,
    retryWait: (retries) => wait(retries, longestWait),
    // Without this a refused connection would be the end: by itself graphql-ws comes back after closing codes only.
    // 4403: the server does not take the token. If `identify` can get another one, return true here.
    shouldRetry: (event) => event.code !== 4403,
    keepAlive: quiet,
    // For a server that says nothing on a line that lives. The ping comes first: closing a dead line takes long.
    connectionAckWaitTimeout: 3 * quiet,
    on: {
      opened: (opened) => (socket = opened),
      ping: (isReceived) => {
        if (!isReceived) silence = setTimeout(hangUp, quiet);
      },
      pong: () => clearTimeout(silence),
      connecting: () => (fault = undefined),
      error: (error) => (fault = error),
      closed: (event) => {
        clearTimeout(silence);
        onLost(fault ?? event);
      },
    },
  });

  function hangUp() {
    // If the dead line comes to life again, nobody listens: what it says comes over the next one, too.
    socket.onmessage = null;
    client.terminate();
  }
  return { ...client, subscribe: (payload, sink) => subscribeAfterNewest(client, payload, sink) };
}

/**
 * After a broken line graphql-ws sends the very same payload again. Here `after` is a getter, read anew each time. It has to be
 * the payload that graphql-ws itself is given: Apollo Client copies the variables that it gets, and a copy has the old value.
 */
function subscribeAfterNewest(client, payload, sink) {
  if (payload.variables?.after === undefined) return client.subscribe(payload, sink);
  let newest = payload.variables.after;
  const variables = {
    ...payload.variables,
    get after() {
      return newest;
    },
  };
  const next = (result) => {
    newest = Object.values(result.data ?? {})[0]?.cursor ?? newest;
    sink.next(result);
  };
  return client.subscribe({ ...payload, variables }, { ...sink, next });
}
