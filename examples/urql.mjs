/** Follows the campaign with urql: `node examples/urql.mjs [url] [token]`. */
import { createClient, fetchExchange, subscriptionExchange } from '@urql/core';
import { keepFollowing } from './keep-following.mjs';
import { openPatientFetch } from './patient-fetch.mjs';
import { openResumingClient } from './resuming-client.mjs';
import { runIfStarted } from './run.mjs';

const STATE = 'query State { progress { completed planned position cursor } }';
const STATES = 'subscription States { progress { completed planned position } }';
const EVENTS = `subscription Events($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind congress { organization { code name } } } }
}`;
const ENDED = { message: 'The server has ended the stream.', extensions: { code: 'UNAVAILABLE' } };

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const socket = openResumingClient(connection);
  const forwardSubscription = (payload) => ({
    subscribe: (sink) => ({
      // urql does not tell its subscribers when a stream ends, but it does tell them of an error.
      unsubscribe: socket.subscribe(payload, { ...sink, complete: () => sink.error([ENDED]) }),
    }),
  });
  const client = createClient({
    url: `${connection.url}/graphql`,
    fetch: openPatientFetch(connection),
    preferGetMethod: false,
    exchanges: [fetchExchange, subscriptionExchange({ forwardSubscription })],
  });
  const { longestWait } = connection;
  let newest;

  /** Rejects with what ended the stream. */
  function run(query, variables, take) {
    let subscription;
    const over = new Promise((_resolve, reject) => {
      // An error comes with the data of the last result, once more.
      const onResult = ({ data, error }) => (error ? reject(reasonOf(error)) : take(data));
      subscription = client.subscription(query, variables).subscribe(onResult);
    });
    return over.finally(() => subscription.unsubscribe());
  }

  async function followEvents() {
    if (newest === undefined) await begin();
    await run(EVENTS, { after: newest }, ({ congressChanged: { cursor, previousCursor, node } }) => {
      if (previousCursor !== newest) onMissed(node);
      newest = cursor;
      onEvent(node);
    });
  }

  async function begin() {
    const { data, error } = await client.query(STATE, {}).toPromise();
    if (error) throw reasonOf(error);
    newest = data.progress.cursor;
    onBegin(data.progress);
  }

  const stopEvents = keepFollowing(followEvents, { longestWait, onEnd, onResync: () => (newest = undefined) });
  // The state needs no cursor: the newest one is all there is to know.
  const followStates = () => run(STATES, {}, ({ progress }) => onState(progress));
  const stopStates = keepFollowing(followStates, { longestWait, onEnd });
  return () => {
    stopEvents();
    stopStates();
    void socket.dispose();
  };
}

function reasonOf({ graphQLErrors, networkError }) {
  return networkError ?? graphQLErrors;
}

runIfStarted(import.meta.filename, follow);
