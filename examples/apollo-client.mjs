/** Follows the campaign with Apollo Client: `node examples/apollo-client.mjs [url] [token]`. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { keepFollowing } from './keep-following.mjs';
import { openPatientFetch } from './patient-fetch.mjs';
import { openResumingClient } from './resuming-client.mjs';
import { runIfStarted } from './run.mjs';

const STATE = gql('query State { progress { completed planned position cursor } }');
const STATES = gql('subscription States { progress { completed planned position } }');
const EVENTS = gql(`subscription Events($after: Cursor) {
  congressChanged(after: $after) { cursor previousCursor node { position kind congress { organization { code name } } } }
}`);

export function follow(connection, { onBegin, onState, onEvent, onMissed, onEnd }) {
  const socket = openResumingClient(connection);
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      new GraphQLWsLink(socket),
      new HttpLink({ uri: `${connection.url}/graphql`, fetch: openPatientFetch(connection) }),
    ),
  });
  const { longestWait } = connection;
  let newest;

  /** Resolves when the stream is over; rejects with what ended it. */
  function run(query, variables, take) {
    // Each event has figures of its own day: a cache would mix them up.
    return client.subscribe({ query, variables, fetchPolicy: 'no-cache' }).forEach(({ data, error }) => {
      if (error) throw error.errors ?? error;
      take(data);
    });
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
    const { data, error } = await client.query({ query: STATE, fetchPolicy: 'network-only', errorPolicy: 'all' });
    if (error) throw error.errors ?? error;
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
    client.stop();
    void socket.dispose();
  };
}

runIfStarted(import.meta.filename, follow);
