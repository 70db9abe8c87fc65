/** A graphql-ws client that notices a dead connection, reconnects for ever, and continues after the newest event. */
import { createClient } from 'graphql-ws';
import { wait } from './keep-following.mjs';

export function openResumingClient({ url, identify, webSocketImpl, longestWait, quiet = 10_000, onLost = () => {} }) {
  let socket;
  let silence;
  let fault;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    // Browsers have WebSocket: leave this out there.
    webSocketImpl,
    // Called at each connect: this is where the newest token goes in.
    connectionParams: identify,
    retryAttempts: Infinity,
    retryWait: (retries) => wait(retries, longestWait),
    // Without this a refused connection would be the end: by default graphql-ws reconnects only after closing codes.
    // 4403: the server does not take the token. If `identify` can get another one, return true here.
    shouldRetry: (event) => event.code !== 4403,
    keepAlive: quiet,
    // For a server that says nothing on a live connection. The ping comes first: closing a dead connection takes long.
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
    // If the dead connection comes back to life, nobody listens: what it says comes over the next one, too.
    socket.onmessage = null;
    client.terminate();
  }
  return { ...client, subscribe: (payload, sink) => subscribeAfterNewest(client, payload, sink) };
}

/**
 * After a broken connection graphql-ws sends the same payload again. Here `after` is a getter, evaluated each time. It has to be
 * the payload given to graphql-ws itself: Apollo Client copies the variables that it gets, and a copy has the old value.
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
